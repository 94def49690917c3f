import type { Ctx } from '../../kit/context.ts'
import { notFound } from '../../kit/errors.ts'
import { type Service, serviceWords } from '../catalog/services.ts'
import { writeJob } from './add-job.ts'
import { sheetChanged } from './hold-job.ts'
import { type Order, selectOrder } from './store.ts'
import { type AuthorisationRecord, insertAuthorisation, selectJobs, updateJob } from './store-jobs.ts'
import type { JobWithLines } from './jobs.ts'

/** How the customer has said yes: by booking it, or so that staff heard it. */
type Agreed = Exclude<AuthorisationRecord['how'], 'online'>

/**
 * The jobs of services that an order is booked for, at today's prices; those it has already stay as they are, but
 * what was declined is written anew. Inside the booking's transaction, which has asked about access and knows who books.
 */
export async function addServiceJobs(
  tx: Ctx,
  shop: { id: string },
  orderId: string,
  services: readonly Service[],
  how: Agreed,
): Promise<void> {
  const order = await selectOrder(tx, shop.id, orderId)
  if (!order) throw notFound()
  const wanted = (await selectJobs(tx, shop.id, orderId)).filter((job) => job.authorisation !== 'declined')
  const present = new Set(wanted.map((job) => job.serviceId))
  const missing = services.filter((service) => !present.has(service.id))
  for (const service of missing) {
    const job = await writeJob(
      tx,
      order,
      { title: serviceWords(service, order.locale).name, complaint: '' },
      service,
    )
    if (service.priceKind === 'fixed') await agree(tx, order, job, how)
  }
  if (missing.length > 0) await sheetChanged(tx, order)
}

/** Booking a fixed price is a yes to it. */
async function agree(tx: Ctx, order: Order, job: JobWithLines, how: Agreed): Promise<void> {
  await updateJob(tx, job, { authorisation: 'authorised' })
  await insertAuthorisation(tx, job, {
    answer: 'authorised',
    givenBy: how === 'booking' ? 'customer' : 'staff',
    how,
    amount: job.total ?? 0,
    currency: order.currency,
    note: '',
  })
}
