import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import type { Event } from '../../kit/events/events.ts'
import { type MailTemplate, type MessageParams, notify, type SmsTemplate } from '../../kit/notify.ts'
import type { CalendarFile } from '../booking/calendar-file.ts'
import { linkForGuest } from '../customers/record-link.ts'
import type { OrderContext } from './order-context.ts'

/** One thing to tell a customer: the mail always, the text message for what cannot wait until the mail is read. */
export interface Telling {
  mail: MailTemplate
  sms?: SmsTemplate
  params?: MessageParams
  /** What people wrote: kept where it was written, not with the message. */
  secretParams?: Record<string, string>
  calendar?: CalendarFile
  /** The mail offers a guest to keep the repair in an account. */
  offersAccount?: boolean
}

/**
 * Writes to the customer of an order what an event means for them: by e-mail where they gave one, and by SMS what is
 * urgent, or everything that has a text where a phone is all there is. Once for each event, however often it runs.
 */
export async function tellCustomer(
  ctx: Ctx,
  event: Event,
  about: OrderContext,
  telling: Telling,
): Promise<void> {
  const { shop, customer, locale } = about
  const common = {
    locale,
    purpose: 'service' as const,
    params: { name: customer.name, number: about.number, asset: about.asset, ...telling.params },
    secretParams: { path: about.trackingPath, ...telling.secretParams },
    brand: shop.name,
    ...(shop.email ? { replyTo: shop.email } : {}),
    shopId: shop.id,
    customerId: customer.id,
    ...(customer.accountId ? { accountId: customer.accountId } : {}),
    orderId: orderIdOf(event),
    eventId: event.id,
  }
  await transaction(ctx, async (tx) => {
    if (customer.email) {
      const calendar = telling.calendar ? { calendar: telling.calendar } : {}
      const link = telling.offersAccount ? linkForGuest(shop, customer) : undefined
      const sent = await notify(tx, {
        ...common,
        ...calendar,
        ...(link ? { secretParams: { ...common.secretParams, keepPath: link.path } } : {}),
        channel: 'email',
        to: customer.email,
        template: telling.mail,
      })
      // Run once more for the same event nothing was written, and the link that went stays good.
      if (sent) await link?.keep(tx)
    }
    if (customer.phone && telling.sms) {
      await notify(tx, { ...common, channel: 'sms', to: customer.phone, template: telling.sms })
    }
  })
}

/** The order that an event is about: its subject, or named in its data. */
export function orderIdOf(event: Event): string {
  const { orderId } = event.data
  return typeof orderId === 'string' ? orderId : event.subject.id
}
