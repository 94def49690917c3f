import { z } from 'zod'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { illegalMove } from '../../kit/errors.ts'
import { holdJob, sheetChanged } from './hold-job.ts'
import { lineFields, MAX_LINES, readLine, refuseHuge, taxOf } from './job-fields.ts'
import { insertLine, type Line, selectLines } from './store-jobs.ts'

export const AddLine = z.strictObject({
  kind: lineFields.kind,
  text: lineFields.text,
  quantity: lineFields.quantity.default(1),
  unitPrice: lineFields.unitPrice,
  cost: lineFields.cost.optional(),
  taxRateId: lineFields.taxRateId.optional(),
  availableFrom: lineFields.availableFrom.optional(),
})
export type AddLine = z.output<typeof AddLine>

/** Adds labour, a part, a fee, bought work or a discount to a job. After the invoice is issued it makes a further one. */
export async function addLine(ctx: Ctx, orderId: string, jobId: string, input: AddLine): Promise<Line> {
  return transaction(ctx, async (tx) => {
    const { order, job } = await holdJob(tx, orderId, jobId, 'orders.edit')
    if (job.authorisation === 'declined') throw illegalMove('job_declined')
    if ((await selectLines(tx, order.shopId, orderId)).length >= MAX_LINES) throw illegalMove('sheet_full')
    const read = await readLine(tx, order, input, input.kind)
    const tax = input.taxRateId === undefined ? await taxOf(tx, order.shopId) : {}
    const line = {
      kind: input.kind,
      text: input.text,
      quantityMilli: 1000,
      unitAmount: null,
      costAmount: null,
      taxName: '',
      taxRatePpm: 0,
      ...tax,
      ...read,
    }
    refuseHuge(line)
    const written = await insertLine(tx, job, line)
    await sheetChanged(tx, order)
    return written
  })
}
