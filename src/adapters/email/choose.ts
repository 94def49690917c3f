import type { OutboxSink } from '../outbox/sink.ts'
import { neededUrl, oneOf, optional, type Environment, WrongSetting } from '../settings.ts'
import { createOutboxEmail } from './outbox.ts'
import type { EmailAdapter } from './port.ts'
import { createSmtpEmail, type SmtpSettings } from './smtp.ts'

const EXAMPLE = 'smtps://user:password@mail.example.com'

/** `FIXBAY_EMAIL`: `outbox`, or the mail server's address, `smtps://…` (TLS) or `smtp://…` (STARTTLS). */
export function emailFrom(environment: Environment, outbox: OutboxSink): EmailAdapter {
  const choice = optional(environment, 'FIXBAY_EMAIL') ?? 'outbox'
  if (choice === 'outbox') return createOutboxEmail(outbox)
  const url = neededUrl(environment, 'FIXBAY_EMAIL', 'mail is sent', EXAMPLE)
  if (!['smtp:', 'smtps:'].includes(url.protocol) || !url.hostname) {
    throw new WrongSetting(`FIXBAY_EMAIL must be outbox or a mail server such as ${EXAMPLE}.`)
  }
  return createSmtpEmail(smtpSettings(url, environment))
}

/** Port 465 or 587 unless given. TLS is a must by default: a password or a customer's mail never goes in clear. */
function smtpSettings(url: URL, environment: Environment): SmtpSettings {
  const secure = url.protocol === 'smtps:'
  const tls = oneOf(environment, 'FIXBAY_EMAIL_TLS', ['required', 'optional'])
  return {
    host: url.hostname,
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    requireTls: !secure && tls === 'required',
    user: decodeURIComponent(url.username) || undefined,
    password: decodeURIComponent(url.password) || undefined,
  }
}
