import { expect, test } from 'vitest'
import { testApp } from '../../kit/testing/app.ts'
import { addPages } from '../../web/testing/pages.ts'

// Whoever acts in a customer's place sees what they see, and takes nothing of it along, nor ends it.
const house = await testApp()
await addPages(house.app)
const WHY = 'Ticket 812: they cannot find their repair'

test('in another’s place nobody takes that one’s data along, nor asks for its end, nor takes that back [S2.12b]', async () => {
  for (const role of ['support', 'super_admin'] as const) {
    const phone = `+98912345090${role.length % 10}`
    // Without a password a fresh sign-in is enough to ask for the end: it must be the person's own.
    const asked = await house.guest.post('/api/auth/phone-code', { phone })
    await house.drainJobs()
    const code = /\b(\d{6})\b/.exec(house.outbox.texts(phone).at(-1)?.text ?? '')?.[1]
    const entered = await house.guest.post('/api/auth/phone-login', {
      request: asked.body['request'],
      code,
      name: 'Mina',
    })
    expect(entered.status, entered.text).toBe(200)
    const { id } = entered.body['user'] as { id: string }
    const mina = await house.people.of({ id, name: 'Mina', email: null })
    expect((await mina.post('/api/me/export')).status).toBe(201)
    await house.drainJobs()
    const { export: made } = (await mina.get('/api/me/export')).body as { export: { url: string } }
    const file = new URL(made.url)

    const support = await house.people.add({ role })
    const began = await support.post('/api/platform/act-as', { account: id, reason: WHY })
    expect(began.status).toBe(201)
    expect((await support.get('/api/me')).body['name']).toBe('Mina')
    const tries = [
      await support.post('/api/me/export'),
      await support.post('/api/me/erasure', {}),
      await support.delete('/api/me/erasure'),
      await support.get(`${file.pathname}${file.search}`),
    ]
    for (const [at, { status }] of tries.entries()) expect([at, status]).toEqual([at, 403])
    expect(tries.slice(0, 3).map(({ body }) => body['reason'])).toEqual(Array(3).fill('acting_for_other'))
    // The person themselves may.
    const own = await mina.get(`${file.pathname}${file.search}`)
    expect(own.status).toBe(200)
    expect((await mina.post('/api/me/erasure', {})).status).toBeLessThan(300)
  }
})
