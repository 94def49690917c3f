import type { Ctx } from '../../../../kit/context.ts'
import { isId } from '../../../../kit/db/index.ts'
import { invalid } from '../../../../kit/errors.ts'
import { assetsById } from '../../../assets/read.ts'
import { type AskedReason, askedReasons } from '../../../booking/ask-customer.ts'
import { type Appointment, appointmentsOfAccount } from '../../../booking/read.ts'
import { assetName, numberText } from '../../../repairs/pages/names.ts'
import { visitRights } from '../../../repairs/pages/track/visit-rights.ts'
import { orderSummaries } from '../../../repairs/summaries.ts'
import { shopsById } from '../../../shops/find.ts'

/** A visit in a customer's list. Instants as RFC 3339, to be read in the shop's zone. */
export type ListedVisit = Awaited<ReturnType<typeof readVisits>>['visits'][number]

/** A page of everything that an account booked at all shops, newest first. */
export async function readVisits(
  ctx: Ctx,
  accountId: string,
  page: { after?: string | undefined; limit: number },
) {
  if (page.after !== undefined && !isId(page.after)) throw invalid('/after', 'wrongFormat')
  const { appointments, next } = await appointmentsOfAccount(ctx, accountId, page)
  return { visits: await presentVisits(ctx, appointments), next }
}

async function presentVisits(ctx: Ctx, appointments: readonly Appointment[]) {
  const byShop = Map.groupBy(appointments, ({ shopId }) => shopId)
  const shops = await shopsById(ctx, [...byShop.keys()])
  const about = new Map<string, { number: string; asset: string }>()
  const reasons = new Map<string, AskedReason[]>()
  for (const [shopId, mine] of byShop) {
    const coming = mine.filter(({ status }) => status === 'requested' || status === 'confirmed')
    const asked = await askedReasons(
      ctx,
      shopId,
      coming.map(({ id }) => id),
    )
    for (const [id, because] of asked) reasons.set(id, because)
    const orders = await orderSummaries(
      ctx,
      shopId,
      mine.map(({ orderId }) => orderId),
    )
    const assets = await assetsById(
      ctx,
      shopId,
      [...orders.values()].map(({ assetId }) => assetId),
    )
    for (const [id, { number, assetId }] of orders) {
      const asset = assets.get(assetId)
      about.set(id, { number: numberText(number), asset: asset ? assetName(asset) : '' })
    }
  }
  return appointments.flatMap((appointment) => {
    const shop = shops.get(appointment.shopId)
    if (!shop) return []
    const { id, orderId, status, startsAt, askedToConfirmAt, customerConfirmedAt } = appointment
    const { name, slug, address, city, timezone } = shop
    return {
      id,
      orderId,
      status,
      startsAt: startsAt.toString(),
      asked: status === 'confirmed' && askedToConfirmAt !== null && customerConfirmedAt === null,
      ...(about.get(orderId) ?? { number: '', asset: '' }),
      ...visitRights(ctx, shop, appointment, reasons.get(id)),
      shop: { name, slug, address, city, zone: timezone },
    }
  })
}
