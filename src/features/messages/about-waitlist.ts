import type { Event } from '../../kit/events/events.ts'
import type { Reaction } from '../../kit/events/reactions.ts'
import { translator } from '../../kit/i18n/translator.ts'
import { formatDate, formatDateTime, formatPlainDate, formatTime } from '../../kit/time/format.ts'
import { placeOfOrder, type WaitlistEntry, type WaitlistPlace } from '../booking/waitlist.ts'
import { type OrderContext, orderContext } from './order-context.ts'
import { orderIdOf, tellCustomer, type Telling } from './tell-customer.ts'

/** Who waits for a time hears that they are on the list, of each time that is held for them, and when it is over. */
export const tellAboutWaitlist: Reaction = {
  name: 'messages.about-waitlist',
  on: ['waitlist.joined', 'waitlist.offered', 'waitlist.expired'],
  when: 'after',
  run: async (ctx, event) => {
    if (!event.shopId) return
    const about = await orderContext(ctx, event.shopId, orderIdOf(event))
    const place = await placeOfOrder(ctx, event.shopId, orderIdOf(event))
    const telling = about && tellingOf(event, about, place)
    if (about && telling) await tellCustomer(ctx, event, about, telling)
  },
}

function tellingOf(
  { type, data }: Event,
  about: OrderContext,
  place: WaitlistPlace | undefined,
): Telling | undefined {
  const { style, shop } = about
  const params = { address: `${shop.address}, ${shop.city}`, phone: shop.phone ?? '' }
  if (type === 'waitlist.expired')
    return place ? undefined : { mail: 'waitlistOver', sms: 'waitlistOver', params }
  if (!place) return undefined
  if (type === 'waitlist.joined')
    return {
      mail: 'waitlistJoined',
      sms: 'waitlistJoined',
      params: { ...params, wish: wishOf(place.entry, about) },
    }
  // Answered or run out before the message went: another one tells what is on offer now.
  if (!place.offer || place.offer.id !== data['offerId']) return undefined
  const { startsAt, expiresAt } = place.offer
  return {
    mail: 'waitlistOffer',
    sms: 'waitlistOffer',
    params: {
      ...params,
      date: formatDate(startsAt, style, 'long'),
      time: formatTime(startsAt, style),
      until: formatDateTime(expiresAt, style, 'short'),
    },
  }
}

/** From when to when, and the part of the day where one was wished for. */
function wishOf({ firstDate, lastDate, part }: WaitlistEntry, { style, locale }: OrderContext): string {
  const t = translator(locale, 'mail')
  const write = ({ year, month, day }: Temporal.PlainDate) =>
    formatPlainDate({ year, month, day }, style, 'medium')
  const from = write(firstDate)
  const days = firstDate.equals(lastDate) ? from : t('wish.days', { from, to: write(lastDate) })
  return part === 'any' ? days : t('wish.part', { days, part: t(`wish.${part}`) })
}
