import { createTransport, type SendMailOptions } from 'nodemailer'
import { AdapterFailure, type FailureKind } from '../failure.ts'
import type { EmailAddress, EmailAdapter, EmailMessage, EmailReceipt } from './port.ts'

export interface SmtpSettings {
  host: string
  port: number
  /** TLS from the first byte (port 465); else STARTTLS. */
  secure: boolean
  /** Refuse to go on without TLS. */
  requireTls: boolean
  user?: string
  password?: string
  /** For each step: connecting, the greeting, silence. 15 s unless given. */
  timeoutMs?: number
}

// nodemailer's words for what went wrong before or beside the server's own answer.
const KINDS: Readonly<Record<string, FailureKind>> = {
  EAUTH: 'misconfigured',
  ENOAUTH: 'misconfigured',
  ETLS: 'misconfigured',
  EREQUIRETLS: 'misconfigured',
  EENVELOPE: 'refused',
  EMESSAGE: 'refused',
}

interface SmtpError extends Error {
  code?: string
  responseCode?: number
  /** The address that this answer is about. */
  recipient?: string
  rejected?: unknown
  rejectedErrors?: SmtpError[]
}

/** Mail by SMTP over a few kept connections. */
export function createSmtpEmail(settings: SmtpSettings): EmailAdapter {
  const { timeoutMs = 15_000 } = settings
  const transport = createTransport({
    pool: true,
    maxConnections: 4,
    host: settings.host,
    port: settings.port,
    secure: settings.secure,
    requireTLS: settings.requireTls,
    auth: settings.user ? { user: settings.user, pass: settings.password ?? '' } : undefined,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    // Nothing in a message may make the mailer read a file or an address of its own.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    name: 'smtp',
    async send(message) {
      try {
        const sent = await transport.sendMail(mailOf(message))
        return receiptOf(sent.messageId, sent.rejectedErrors ?? [])
      } catch (error) {
        return receiptOrThrow(error as SmtpError)
      }
    },
    async close() {
      transport.close()
    },
  }
}

function mailOf(message: EmailMessage): SendMailOptions {
  const { from, replyTo, to, subject, text, html, headers, messageId, ical, bounceTo } = message
  return {
    from: addressOf(from),
    replyTo: replyTo && addressOf(replyTo),
    to: to.map(addressOf),
    envelope: bounceTo ? { from: bounceTo, to: to.map(({ address }) => address) } : undefined,
    subject,
    text,
    html,
    headers,
    messageId,
    icalEvent: ical && { method: ical.method, content: ical.content, filename: 'invite.ics' },
    attachments: message.attachments?.map(({ filename, type, content }) => {
      return { filename, contentType: type, content: Buffer.from(content) }
    }),
  }
}

const addressOf = ({ name, address }: EmailAddress) => ({ name: name ?? '', address })

/** Refusals sorted: 4xx may be taken later, the rest never. A message that went to some is sent. */
function receiptOf(providerId: string, refusals: SmtpError[]): EmailReceipt {
  const addresses = (later: boolean) =>
    refusals.filter((refusal) => isLater(refusal) === later).map(({ recipient }) => recipient ?? '')
  return { providerId, rejected: addresses(false), deferred: addresses(true) }
}

const isLater = ({ responseCode }: SmtpError) => responseCode !== undefined && responseCode < 500

/** When the server took no recipient the mailer throws: a final no is an answer, anything else is a failure. */
function receiptOrThrow(error: SmtpError): EmailReceipt {
  const refusals = error.rejectedErrors ?? []
  if (refusals.length > 0 && !refusals.some(isLater)) return receiptOf('', refusals)
  const code = error.responseCode ? String(error.responseCode) : error.code
  const kind =
    isLater(error) || refusals.length > 0 ? 'unavailable' : (KINDS[error.code ?? ''] ?? 'unavailable')
  // The server's text can repeat addresses: only the codes go to the log.
  throw new AdapterFailure(
    'smtp',
    kind,
    `the server did not take the message (${error.code ?? ''} ${code ?? ''})`,
    {
      code,
    },
  )
}
