import { allow, type Permission, type Subject } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { isId } from '../../kit/db/index.ts'
import { notFound, unauthenticated } from '../../kit/errors.ts'
import { customerById } from '../customers/read.ts'
import { resourcesById } from '../staff/resources.ts'
import { type Appointment, lockAppointment } from './store.ts'
import { selectClaims } from './store-claims.ts'

/** An appointment, locked, that the caller may act on by the named permission; 401, 404 or 403 otherwise. */
export async function findAppointment(
  ctx: Ctx,
  id: string,
  permission: Permission,
): Promise<{ appointment: Appointment; subject: Subject }> {
  if (ctx.caller.kind === 'nobody' && !ctx.caller.orderId) throw unauthenticated()
  const appointment = isId(id) ? await lockAppointment(ctx, id) : undefined
  if (!appointment) throw notFound()
  const subject = await subjectOf(ctx, appointment)
  allow(ctx, permission, subject)
  return { appointment, subject }
}

async function subjectOf(ctx: Ctx, appointment: Appointment): Promise<Subject> {
  const { shopId, orderId, customerId } = appointment
  const customer = await customerById(ctx, shopId, customerId)
  const held = await selectClaims(ctx, shopId, [appointment.id])
  const resources = await resourcesById(
    ctx,
    shopId,
    held.map((claim) => claim.resourceId),
  )
  const staffIds = [...resources.values()].flatMap((resource) => (resource.staffId ? [resource.staffId] : []))
  return { shopId, orderId, accountId: customer?.accountId ?? null, staffIds }
}
