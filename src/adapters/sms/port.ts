/** Why a text is sent: gateways route codes and marketing differently. */
export type SmsPurpose = 'otp' | 'service' | 'marketing'

export interface SmsMessage {
  /** E.164. */
  to: string
  text: string
  purpose: SmsPurpose
  /** For gateways that send codes only through an approved template (Kavenegar): its name and its values in order. */
  otpTemplate?: { name: string; tokens: string[] }
}

export interface SmsReceipt {
  providerId: string
  parts: number
  /** What it cost, in minor units, where the gateway says so at once. */
  cost?: { amount: number; currency: string }
}

export type SmsState = 'queued' | 'sent' | 'delivered' | 'failed'

/** A later word on a message; they repeat and arrive out of order: only ever move forward. */
export interface SmsStatus {
  providerId: string
  state: SmsState
  code?: string
}

export interface SmsAdapter {
  readonly name: 'outbox' | 'twilio' | 'kavenegar'
  /** Gives the text to the gateway. Throws `AdapterFailure`: `refused` for a number it will never take. */
  send(message: SmsMessage): Promise<SmsReceipt>
  /**
   * Reads a delivery report posted to our status address; null when it is not signed by the gateway.
   * Absent where the gateway signs nothing.
   */
  parseStatus?(body: string, headers: Headers): SmsStatus | null
}
