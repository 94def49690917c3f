import { z } from 'zod'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { illegalMove, invalid, notFound } from '../../kit/errors.ts'
import { type Service, servicesOf, serviceWords } from '../catalog/services.ts'
import { holdSheet, sheetChanged } from './hold-job.ts'
import { jobFields, MAX_JOBS } from './job-fields.ts'
import { groupLines, type JobWithLines } from './jobs.ts'
import type { Order } from './store.ts'
import { insertJob, insertLine, selectJobs } from './store-jobs.ts'

export const AddJob = z.strictObject({
  /** Its name on the sheet; that of the service unless said. */
  title: jobFields.title.optional(),
  complaint: jobFields.complaint.optional(),
  /** A prepared job: a service of the price list, with its line. */
  serviceId: z.string().max(64).optional(),
})
export type AddJob = z.output<typeof AddJob>

/** Adds a job to the sheet, bare or prepared from a service. The customer has not been asked about it yet. */
export async function addJob(ctx: Ctx, orderId: string, input: AddJob): Promise<JobWithLines> {
  return transaction(ctx, async (tx) => {
    const order = await holdSheet(tx, orderId, 'orders.edit')
    if ((await selectJobs(tx, order.shopId, orderId)).length >= MAX_JOBS) throw illegalMove('sheet_full')
    const service =
      input.serviceId === undefined ? undefined : await offered(tx, order.shopId, input.serviceId)
    const title = input.title ?? (service && serviceWords(service, order.locale).name)
    if (!title) throw invalid('/title', 'missing')
    const job = await writeJob(tx, order, { title, complaint: input.complaint ?? '' }, service)
    await sheetChanged(tx, order)
    return job
  })
}

async function offered(tx: Ctx, shopId: string, id: string): Promise<Service> {
  const service = (await servicesOf(tx, shopId)).find((one) => one.id === id)
  if (!service) throw notFound('/serviceId')
  return service
}

/** Writes a job and, for a service, its labour line at today's price. */
export async function writeJob(
  tx: Ctx,
  order: Pick<Order, 'shopId' | 'id' | 'locale' | 'taxMode' | 'rounding'>,
  { title, complaint }: { title: string; complaint: string },
  service: Service | undefined,
): Promise<JobWithLines> {
  const job = await insertJob(tx, order.shopId, order.id, {
    title,
    complaint,
    serviceId: service?.id ?? null,
  })
  const lines = service ? [await insertLine(tx, job, lineOf(service, order.locale))] : []
  const [written] = groupLines(order, [job], lines)
  if (!written) throw new Error('a job that was written is missing')
  return written
}

function lineOf(service: Service, locale: Order['locale']) {
  return {
    kind: 'labour' as const,
    text: serviceWords(service, locale).name,
    quantityMilli: 1000,
    unitAmount: service.price?.amount ?? null,
    costAmount: service.cost?.amount ?? null,
    taxName: service.tax.name,
    taxRatePpm: service.tax.ratePpm,
  }
}
