import { expect, test } from 'vitest'
import { testApp } from '../../kit/testing/app.ts'

const { app, services } = await testApp({ config: { rateLimits: 0 } })

async function payment(key: string): Promise<string> {
  const { redirectUrl } = await services.adapters.payments.start({
    amount: 14_045,
    currency: 'USD',
    description: 'Harbor Auto, repair 1042',
    returnUrl: 'http://fixbay.test/pay/t/return',
    cancelUrl: 'http://fixbay.test/pay/t/return',
    reference: key,
    idempotencyKey: key,
    locale: 'en',
  })
  return new URL(redirectUrl).pathname
}

test('the test bank’s page stands at its address with headers of its own [S0.06]', async () => {
  const page = await app.inject({ url: await payment('one') })
  expect(page.statusCode).toBe(200)
  expect(page.headers['content-type']).toContain('text/html')
  expect(page.body).toContain('$140.45')
  const policy = String(page.headers['content-security-policy'])
  expect(policy).toContain("style-src 'sha256-")
  expect(policy).toContain("form-action 'self' http://fixbay.test")
  expect(page.headers['cache-control']).toBe('no-store')
})

test('a choice leads back to the shop; an unknown payment and a form of another kind are refused', async () => {
  const url = await payment('two')
  const choice = (path: string, payload: string) =>
    app.inject({
      method: 'POST',
      url: path,
      payload,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
  const nonsense = await choice(url, 'choice=steal')
  expect(nonsense.statusCode).toBe(400)
  const paid = await choice(url, 'choice=pay&report=never')
  expect(paid.statusCode).toBe(303)
  expect(paid.headers.location).toBe('http://fixbay.test/pay/t/return')
  expect((await app.inject({ url })).body).toContain('•••• ')
  expect((await app.inject({ url: '/card-page/card_none' })).statusCode).toBe(404)
  expect((await choice(url, 'x'.repeat(5000))).statusCode).toBe(413)
})
