import type { OutboxSink } from '../outbox/sink.ts'
import { needed, oneOf, urlOr, type Environment } from '../settings.ts'
import { createKavenegarSms } from './kavenegar.ts'
import { createOutboxSms } from './outbox.ts'
import type { SmsAdapter } from './port.ts'
import { createTwilioSms } from './twilio.ts'

/** `FIXBAY_SMS`: `outbox`, `twilio` or `kavenegar`, the last two with their keys. */
export function smsFrom(
  environment: Environment,
  { outbox, statusUrl }: { outbox: OutboxSink; statusUrl: string },
): SmsAdapter {
  const choice = oneOf(environment, 'FIXBAY_SMS', ['outbox', 'twilio', 'kavenegar'])
  const because = `FIXBAY_SMS is ${choice}`
  switch (choice) {
    case 'outbox':
      return createOutboxSms(outbox)
    case 'twilio':
      return createTwilioSms({
        accountSid: needed(environment, 'FIXBAY_TWILIO_SID', because),
        authToken: needed(environment, 'FIXBAY_TWILIO_TOKEN', because),
        from: needed(environment, 'FIXBAY_TWILIO_FROM', because),
        apiUrl: urlOr(environment, 'FIXBAY_TWILIO_URL', 'https://api.twilio.com'),
        // Twilio refuses a message whose report address it cannot reach, such as a machine at home.
        statusUrl: statusUrl.startsWith('https:') ? statusUrl : undefined,
      })
    case 'kavenegar':
      return createKavenegarSms({
        apiKey: needed(environment, 'FIXBAY_KAVENEGAR_KEY', because),
        sender: needed(environment, 'FIXBAY_KAVENEGAR_SENDER', because),
        apiUrl: urlOr(environment, 'FIXBAY_KAVENEGAR_URL', 'https://api.kavenegar.com'),
      })
  }
}
