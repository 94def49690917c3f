import pino from 'pino'
import { expect, test } from 'vitest'
import { testApp } from '../../kit/testing/app.ts'
import { createAuthenticator } from '../../kit/testing/authenticator.ts'
import { totpCode } from './totp.ts'

const SITE = 'https://fixbay.example'
const house = await testApp({ config: { url: SITE } })
const { guest, people, clock, outbox, drainJobs, services } = house

// Everything that is logged, at the finest level.
const lines: string[] = []
services.log.level = 'trace'
Object.assign(services.log, { [pino.symbols.streamSym]: { write: (line: string) => lines.push(line) } })

/** Every row that is kept of what happened, as text. */
async function written(): Promise<string> {
  const texts = [
    'events',
    'audit',
    'messages',
    'pgboss.job',
    'sessions',
    'refresh_tokens',
    'phone_codes',
  ].map(async (table) => {
    const { rows } = await services.database.pool.query(`SELECT row_to_json(t)::text AS row FROM ${table} t`)
    return JSON.stringify(rows)
  })
  return (await Promise.all(texts)).join('\n')
}

test('passwords, codes, tokens, links and challenges are in no log and no event, after every way in', async () => {
  const secrets: string[] = []
  const note = (...given: unknown[]) => secrets.push(...given.map(String))
  const phone = '+989121234567'
  const anna = await people.add()
  note(anna.password)
  const texted = async () => {
    await drainJobs()
    const code = /\b(\d{6})\b/.exec(outbox.texts(phone).at(-1)?.text ?? '')?.[1] ?? 'none'
    note(`"${code}"`, ` ${code} `)
    return code
  }
  const tokens = ({ body }: { body: Record<string, unknown> }) =>
    note(body['accessToken'], body['refreshToken'])

  await guest.post('/api/auth/login', { email: anna.email, password: 'a wrong password of hers' })
  note('a wrong password of hers')
  const first = await guest.post('/api/auth/login', { email: anna.email, password: anna.password })
  tokens(first)
  tokens(await guest.post('/api/auth/refreshToken', { refreshToken: first.body['refreshToken'] }))

  const asked = await anna.post('/api/auth/verify-phone/code', { phone })
  note(asked.body['request'])
  await anna.post('/api/auth/verify-phone', { request: asked.body['request'], code: await texted() })
  const wanted = await guest.post('/api/auth/phone-code', { phone })
  note(wanted.body['request'])
  tokens(await guest.post('/api/auth/phone-login', { request: wanted.body['request'], code: await texted() }))

  const device = createAuthenticator(SITE)
  const made = await anna.post<{ challenge: string }>('/api/auth/passkeys/options')
  await anna.post('/api/auth/passkeys', { response: device.make(made.body) })
  const shown = await guest.post<{ challenge: string }>('/api/auth/passkey-options')
  tokens(await guest.post('/api/auth/passkey-login', { response: device.prove(shown.body) }))
  note(made.body.challenge, shown.body.challenge)

  const begun = await anna.post('/api/auth/two-step', { presentPassword: anna.password })
  const secret = String(begun.body['secret'])
  const code = totpCode(secret, clock.now())
  const done = await anna.post('/api/auth/two-step/confirm', { code })
  const recovery = done.body['recoveryCodes'] as string[]
  note(secret, `"${code}"`, ...recovery)
  tokens(
    await guest.post('/api/auth/login', { email: anna.email, password: anna.password, code: recovery[0] }),
  )

  await anna.post('/api/auth/change-password', {
    presentPassword: anna.password,
    password: 'four other quiet words',
  })
  note('four other quiet words')
  await guest.post('/api/auth/forgot-password', { email: anna.email })
  await drainJobs()
  note(/token=([\w-]+)/.exec(outbox.mails(anna.email).at(-1)?.text ?? '')?.[1])

  services.log.info('the log is watched')
  const kept = `${await written()}\n${lines.join('\n')}`
  expect(lines.join('')).toContain('the log is watched')
  expect(secrets.length).toBeGreaterThan(30)
  expect(secrets.filter((one) => one === 'undefined' || one === 'none' || one.includes('none'))).toEqual([])
  expect(secrets.filter((one) => kept.includes(one))).toEqual([])
})
