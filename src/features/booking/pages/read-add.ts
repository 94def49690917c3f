import { can } from '../../../kit/access/index.ts'
import type { Ctx } from '../../../kit/context.ts'
import { newFormKey } from '../../../kit/http/forms.ts'
import { laterDate, localDate, localTime, parseInstant } from '../../../kit/time.ts'
import { servicesOf, serviceWords } from '../../catalog/services.ts'
import type { Shop } from '../../shops/shop.ts'
import { resourcesById } from '../../staff/resources.ts'
import type { CalendarAddress } from './calendar-address.ts'

/** What a visit that is not there yet begins with: the time and the column that somebody pointed at, or the day shown. */
export async function addPanel(ctx: Ctx, shop: Shop, { add = '', on, date }: CalendarAddress) {
  if (!can(ctx, 'appointments.create', { shopId: shop.id })) return null
  const at = parseInstant(add)
  const today = localDate(ctx.now, shop.timezone)
  const place = on ? (await resourcesById(ctx, shop.id, [on])).get(on) : undefined
  return {
    kind: 'add' as const,
    /** What was pointed at: another one is another form. */
    key: `${add} ${on ?? ''}`,
    date: (at ? localDate(at, shop.timezone) : laterDate(today, date ?? today)).toString(),
    time: at ? localTime(at, shop.timezone).toString({ smallestUnit: 'minute' }) : undefined,
    place: place && !place.archivedAt ? { id: place.id, name: place.name } : null,
    vehicles: shop.kinds.some((kind) => kind !== 'device'),
    devices: shop.kinds.includes('device'),
    services: (await servicesOf(ctx, shop.id)).map((service) => ({
      id: service.id,
      name: serviceWords(service, ctx.locale).name,
    })),
    formKey: newFormKey(),
  }
}
