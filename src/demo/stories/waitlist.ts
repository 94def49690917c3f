import { joinWaitlist } from '../../features/booking/waitlist.ts'
import { requestService, ServiceRequest } from '../../features/intake/request-service.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import type { Cast } from '../cast.ts'

const WAITING = 3

/** Some who could only come in the evening, for work that takes longer than the evening is: they wait. */
export async function fillWaitlist(ctx: Ctx, { shop, data, services, random }: Cast): Promise<void> {
  const [longest] = services.toSorted((a, b) => b.live.durationMinutes - a.live.durationMinutes)
  if (!longest) return
  const guest: Ctx = { ...ctx, caller: { kind: 'nobody' }, locale: shop.locale, localeGiven: true }
  for (let n = 1; n <= WAITING; n += 1) {
    const asked = { ...guest, now: ctx.now.subtract({ hours: 30 * (WAITING - n + 1) }) }
    const request = ServiceRequest.parse({
      shop: shop.slug,
      serviceIds: [longest.live.id],
      asset: data.asset(random),
      description: random.one(longest.told.concerns),
      customer: data.customer(random),
    })
    await transaction(asked, async (tx) => {
      const order = await requestService(tx, request)
      await joinWaitlist(tx, shop, order, { serviceIds: [longest.live.id], part: 'evening' })
    })
  }
}
