import { transaction } from '../../kit/db/index.ts'
import type { Reaction } from '../../kit/events/reactions.ts'
import { notify } from '../../kit/notify.ts'
import { formatDateTime, type TimeStyle } from '../../kit/time/format.ts'
import { accountById } from '../accounts/account.ts'
import { shopById } from '../shops/find.ts'
import { staffById } from '../staff/people.ts'
import { absenceById } from '../staff/resources.ts'

/** Whoever asked for time off hears what was decided, in their own language and calendar. */
export const tellStaffOfTimeOff: Reaction = {
  name: 'messages.tell-staff-of-time-off',
  on: ['time_off.granted', 'time_off.declined'],
  when: 'after',
  run: async (ctx, event) => {
    if (!event.shopId || event.data['asked'] !== true) return
    const shop = await shopById(ctx, event.shopId)
    const absence = await absenceById(ctx, shop.id, String(event.data['timeOffId']))
    const person = (await staffById(ctx, shop.id, absence?.staffId ? [absence.staffId] : []))
      .values()
      .next().value
    if (!absence || !person?.accountId || person.leftAt) return
    const account = await accountById(ctx, person.accountId)
    const { email } = account ?? {}
    if (!account || !email) return
    const style: TimeStyle = {
      locale: account.locale,
      calendar: account.calendar === 'jalali' ? 'persian' : 'gregory',
      zone: shop.timezone,
    }
    await transaction(ctx, (tx) =>
      notify(tx, {
        channel: 'email',
        to: email,
        template: event.type === 'time_off.granted' ? 'timeOffGranted' : 'timeOffDeclined',
        locale: account.locale,
        purpose: 'account',
        params: {
          name: person.name,
          from: formatDateTime(absence.startsAt, style, 'long'),
          to: formatDateTime(absence.endsAt, style, 'long'),
          answer: absence.answer,
        },
        path: `/desk/${shop.slug}/my-schedule`,
        brand: shop.name,
        shopId: shop.id,
        accountId: account.id,
        eventId: event.id,
      }),
    )
  },
}
