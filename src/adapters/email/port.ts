export interface EmailAddress {
  name?: string
  address: string
}

/** One message, ready to go: rendered, worded, addressed. */
export interface EmailMessage {
  from: EmailAddress
  replyTo?: EmailAddress
  to: EmailAddress[]
  subject: string
  text: string
  html: string
  headers?: Record<string, string>
  /** A calendar part: `REQUEST` invites or changes (same UID, higher SEQUENCE), `CANCEL` withdraws. */
  ical?: { method: 'REQUEST' | 'CANCEL' | 'PUBLISH'; content: string }
  attachments?: EmailAttachment[]
  /** Made once per message and kept over retries, so that a receiver can drop a repeat. With angle brackets. */
  messageId: string
  /** The envelope's sender, where bounces go; the `from` address unless given. */
  bounceTo?: string
}

export interface EmailAttachment {
  filename: string
  type: string
  content: Uint8Array
}

export interface EmailReceipt {
  providerId: string
  /** Addresses that the server will never take (5xx). */
  rejected: string[]
  /** Addresses that the server did not take now (4xx) while it took others. */
  deferred: string[]
}

export interface EmailAdapter {
  readonly name: 'outbox' | 'smtp'
  /** Gives the message to the service. Throws `AdapterFailure` when nobody got it and it is worth another try. */
  send(message: EmailMessage): Promise<EmailReceipt>
  close(): Promise<void>
}
