import { allowInShop } from '../../kit/access/index.ts'
import { audit } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { forbidden } from '../../kit/errors.ts'
import { dayBounds } from '../../kit/time.ts'
import type { Shop } from '../shops/shop.ts'
import { type Appointment, appointmentsOfShop } from './read.ts'

const MOST_VISITS = 1000

/** Who is booked on a date of a shop, earliest first, for those who see all its visits and customers. */
export async function dayCustomers(ctx: Ctx, shop: Shop, date: Temporal.PlainDate): Promise<Appointment[]> {
  for (const permission of ['appointments.read', 'customers.read'] as const)
    if (allowInShop(ctx, permission, shop.id) === 'own') throw forbidden()
  const bounds = dayBounds(date, shop.timezone)
  const { appointments } = await appointmentsOfShop(ctx, shop, { bounds, limit: MOST_VISITS })
  return appointments.filter(({ status }) => status !== 'declined' && status !== 'canceled')
}

/** The same, to be carried away: that it was stands in the audit log. */
export async function exportDayCustomers(
  ctx: Ctx,
  shop: Shop,
  date: Temporal.PlainDate,
): Promise<Appointment[]> {
  const appointments = await dayCustomers(ctx, shop, date)
  await transaction(ctx, (tx) =>
    audit(tx, {
      action: 'booking.exportDay',
      shopId: shop.id,
      subject: { kind: 'shop', id: shop.id },
      after: { date: date.toString(), rows: appointments.length },
    }),
  )
  return appointments
}
