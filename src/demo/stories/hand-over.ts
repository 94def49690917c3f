import { recordPayment } from '../../features/payments/record-payment.ts'
import { refundPayment } from '../../features/payments/refund-payment.ts'
import { selectOrderOf } from '../../features/repairs/read-order.ts'
import type { Scene } from './scene.ts'

/** The work comes to its end, now and then after a wait for a part, and is checked where the shop checks. */
export async function finish(scene: Scene): Promise<void> {
  const { shop, random, data } = scene.cast
  if (random.chance(0.12)) {
    await scene.to('awaiting_parts', data.waits.parts)
    scene.later(random.between(60, 240))
    await scene.to('in_progress')
  }
  scene.later(scene.chosen.live.durationMinutes)
  if (shop.qualityCheck) {
    await scene.to('quality_check')
    if (scene.plan.ending === 'quality_check') return
    scene.later(random.between(5, 20))
  }
  await scene.to('ready_for_pickup')
}

/** Pickup, invoice, payment, and the order is closed. */
export async function handOver(scene: Scene): Promise<void> {
  const { random, advisor, shop } = scene.cast
  const { ending } = scene.plan
  scene.later(random.between(20, 300))
  if (ending === 'dispatched') return scene.to('dispatched')
  await scene.to('completed')
  if (ending === 'payment_pending') return
  scene.later(5)
  const order = await selectOrderOf(scene.tx, shop.id, scene.orderId)
  if (order && order.balance > 0) {
    const method = ending === 'refunded' || random.chance(0.6) ? 'cash' : 'transfer'
    const payment = await recordPayment(scene.as(advisor), scene.orderId, { method })
    if (ending === 'refunded') await payOtherwise(scene, payment.id)
  }
  if (ending === 'closed') await scene.to('closed')
}

/** The payment goes back the next day and comes in by another way. */
async function payOtherwise(scene: Scene, paymentId: string): Promise<void> {
  const { advisor, owner, shop } = scene.cast
  scene.now = scene.now.add({ hours: 22 })
  const reason = shop.locale === 'fa' ? 'مشتری خواست با حواله بپردازد' : 'Paid by the company account instead'
  await refundPayment(scene.as(owner), paymentId, { reason })
  scene.later(30)
  const payment = { method: 'transfer', reference: 'SEPA 4471' } as const
  await recordPayment(scene.as(advisor), scene.orderId, payment)
}
