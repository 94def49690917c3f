import { expect, test } from 'vitest'
import { testApp } from '../../kit/testing/app.ts'
import { DEMO_PASSWORD } from './demo-password.ts'
import { openVerifiedAccount } from './register.ts'

const shown = await testApp({ config: { demo: true } })
const exposed = await testApp({ config: { demo: false } })

test('the demo password opens nothing where demo mode is off, in the words of a wrong one', async () => {
  const email = 'owner@fixbay.example'
  for (const app of [shown, exposed])
    await openVerifiedAccount(app.system, { name: 'Olivia', email, password: DEMO_PASSWORD })
  const signIn = (app: typeof shown, password: string) =>
    app.guest.post('/api/auth/login', { email, password })
  expect((await signIn(shown, DEMO_PASSWORD)).status).toBe(200)
  const refused = await signIn(exposed, DEMO_PASSWORD)
  const wrong = await signIn(exposed, 'something-else')
  expect([refused.status, refused.body]).toEqual([401, wrong.body])
})
