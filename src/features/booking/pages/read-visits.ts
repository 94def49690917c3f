import type { Ctx } from '../../../kit/context.ts'
import { formatPhone } from '../../../kit/input.ts'
import { servicesOf, serviceWords } from '../../catalog/services.ts'
import { presentAppointments } from '../../intake/appointment-answer.ts'
import { assetName } from '../../repairs/pages/names.ts'
import type { Shop } from '../../shops/shop.ts'
import type { Appointment } from '../read.ts'

/** A visit as the calendar shows it: instants in epoch milliseconds. */
export interface Visit {
  id: string
  status: Appointment['status']
  startsAt: number
  endsAt: number
  source: Appointment['source']
  reason: string | null
  /** Its customer was asked whether they come and has not answered; or they have said so. */
  asked: boolean
  said: boolean
  order: { id: string; number: string; status: string }
  customer: { id: string; name: string; email: string | null } | null
  /** E.164, and as people write it. */
  phone: { number: string; text: string } | null
  asset: { name: string; plate: string | null } | null
  /** What it is for. */
  what: string
  serviceIds: string[]
  /** How long it takes where staff have said so. */
  workMinutes: number | null
  resourceIds: string[]
  version: number
}

/** Visits of one shop with the names on them. */
export async function readVisits(
  ctx: Ctx,
  shop: Shop,
  appointments: readonly Appointment[],
): Promise<Visit[]> {
  const services = await servicesOf(ctx, shop.id, { archived: true })
  const names = new Map(services.map((service) => [service.id, serviceWords(service, ctx.locale).name]))
  const answers = new Map((await presentAppointments(ctx, appointments)).map((one) => [one.id, one]))
  return appointments.flatMap((one) => {
    const answer = answers.get(one.id)
    return answer ? [visitOf(shop, one, answer, names)] : []
  })
}

type Answer = Awaited<ReturnType<typeof presentAppointments>>[number]

function visitOf(
  shop: Shop,
  {
    id,
    status,
    startsAt,
    endsAt,
    source,
    reason,
    serviceIds,
    askedToConfirmAt,
    customerConfirmedAt,
    workMinutes,
    version,
  }: Appointment,
  { requestId, number, requestStatus, customer, asset, resourceIds }: Answer,
  names: ReadonlyMap<string, string>,
): Visit {
  const phone = customer?.phone
  return {
    id,
    status,
    startsAt: startsAt.epochMilliseconds,
    endsAt: endsAt.epochMilliseconds,
    source,
    reason,
    asked: status === 'confirmed' && askedToConfirmAt !== null && customerConfirmedAt === null,
    said: customerConfirmedAt !== null,
    order: { id: requestId, number, status: requestStatus },
    customer: customer && { id: customer.id, name: customer.name, email: customer.email },
    phone: phone ? { number: phone, text: formatPhone(phone, shop.region) } : null,
    asset: asset && { name: assetName(asset), plate: asset.kind === 'vehicle' ? asset.plate : null },
    what: serviceIds.flatMap((service) => names.get(service) ?? []).join(', '),
    serviceIds,
    workMinutes,
    resourceIds,
    version,
  }
}
