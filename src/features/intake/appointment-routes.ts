import { z } from 'zod'
import { allowInShop, anyAccount, grantIn } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { isId } from '../../kit/db/index.ts'
import { invalid } from '../../kit/errors.ts'
import { created, ok, type Route, route } from '../../kit/http/route.ts'
import { localDay, pageLimit } from '../../kit/input.ts'
import { dayBounds } from '../../kit/time.ts'
import { CancelAppointment, cancelAppointment } from '../booking/cancel-appointment.ts'
import { ConfirmVisit, confirmEither } from '../booking/confirm-visit.ts'
import { DeclineAppointment, declineAppointment, markNoShow } from '../booking/decide-appointment.ts'
import { appointmentsOfAccount, appointmentsOfShop } from '../booking/read.ts'
import { orderByCode } from '../repairs/find-order.ts'
import { findShop } from '../shops/find.ts'
import { AppointmentAnswer, BookedAnswer, presentAppointments, presentBooked } from './appointment-answer.ts'
import { BookAppointment, bookAppointment, bookingFindings } from './book-appointment.ts'
import { ChangeVisit, changeVisit } from './change-visit.ts'
import { contactMissing } from './door.ts'

const params = z.strictObject({ id: z.string().max(64) })
const code = z.strictObject({ code: z.string().max(40).optional() })
const tag = 'appointments'

const AppointmentsQuery = z.strictObject({
  shop: z.string().max(64).optional(),
  date: localDay().optional(),
  limit: pageLimit({ most: 200, fallback: 50 }),
  after: z.string().max(120).optional(),
})

/** The context of whoever holds the tracking code of the appointment's order; 404 for a wrong code. */
async function withCode(ctx: Ctx, trackingCode: string | undefined): Promise<Ctx> {
  return trackingCode ? (await orderByCode(ctx, trackingCode)).ctx : ctx
}

/** The one appointment that was acted on, as every such route answers it. */
async function answerOne(ctx: Ctx, appointment: Parameters<typeof presentAppointments>[1][number]) {
  const [answer] = await presentAppointments(ctx, [appointment])
  return ok(answer)
}

export const appointmentRoutes: Route[] = [
  route({
    method: 'POST',
    path: '/api/appointment',
    summary: 'Book a free time',
    tag,
    access: 'public',
    rate: 'booking',
    body: BookAppointment,
    findings: (ctx, body) => [...bookingFindings(body), ...contactMissing(ctx, body)],
    answers: { 201: BookedAnswer },
    handler: async (ctx, { body }) => created(await presentBooked(ctx, await bookAppointment(ctx, body))),
  }),
  route({
    method: 'GET',
    path: '/api/appointment',
    summary: "A shop's appointments of a day, or one's own",
    tag,
    access: 'appointments.read',
    query: AppointmentsQuery,
    answers: { 200: z.object({ appointments: z.array(AppointmentAnswer), next: z.string().nullable() }) },
    handler: async (ctx, { query }) => {
      const { appointments, next } = query.shop
        ? await ofShop(ctx, query.shop, query)
        : await ofCaller(ctx, query)
      return ok({ appointments: await presentAppointments(ctx, appointments), next })
    },
  }),
  route({
    method: 'PATCH',
    path: '/api/appointment/{id}',
    summary: 'Move an appointment, or change its people, places, length or work',
    tag,
    access: { link: 'appointments.move' },
    params,
    query: code,
    body: ChangeVisit,
    answers: { 200: AppointmentAnswer },
    handler: async (ctx, { params: { id }, query, body }) => {
      const caller = await withCode(ctx, query.code)
      return answerOne(caller, await changeVisit(caller, id, body))
    },
  }),
  route({
    method: 'POST',
    path: '/api/appointment/{id}/cancel',
    summary: 'Cancel an appointment',
    tag,
    access: { link: 'appointments.cancel' },
    params,
    query: code,
    body: CancelAppointment.nullable().transform((body) => body ?? { reason: null }),
    answers: { 200: AppointmentAnswer },
    handler: async (ctx, { params: { id }, query, body }) => {
      const caller = await withCode(ctx, query.code)
      return answerOne(caller, await cancelAppointment(caller, id, body))
    },
  }),
  route({
    method: 'POST',
    path: '/api/appointment/{id}/confirm',
    summary: 'Say yes: the shop to a requested appointment, the customer (or staff for them) that they come',
    tag,
    access: { link: 'appointments.cancel' },
    params,
    query: code,
    body: ConfirmVisit.nullable().transform((body) => body ?? {}),
    answers: { 200: AppointmentAnswer },
    handler: async (ctx, { params: { id }, query, body }) => {
      const caller = await withCode(ctx, query.code)
      return answerOne(caller, await confirmEither(caller, id, query.code ? { by: 'customer' } : body))
    },
  }),
  route({
    method: 'POST',
    path: '/api/appointment/{id}/decline',
    summary: 'Say no to a requested appointment',
    tag,
    access: 'appointments.approve',
    params,
    body: DeclineAppointment,
    answers: { 200: AppointmentAnswer },
    handler: async (ctx, { params: { id }, body }) => answerOne(ctx, await declineAppointment(ctx, id, body)),
  }),
  route({
    method: 'POST',
    path: '/api/appointment/{id}/no-show',
    summary: 'Note that the customer did not come',
    tag,
    access: 'appointments.approve',
    params,
    answers: { 200: AppointmentAnswer },
    handler: async (ctx, { params: { id } }) => answerOne(ctx, await markNoShow(ctx, id)),
  }),
]

type Query = z.output<typeof AppointmentsQuery>

async function ofShop(ctx: Ctx, slug: string, { date, limit, after }: Query) {
  const shop = await findShop(ctx, slug)
  const scope = allowInShop(ctx, 'appointments.read', shop.id)
  const staffId = scope === 'own' ? (grantIn(ctx.caller, shop.id)?.staffId ?? null) : undefined
  const bounds = date ? dayBounds(date, shop.timezone) : undefined
  return appointmentsOfShop(ctx, shop, { bounds, staffId, limit, after })
}

async function ofCaller(ctx: Ctx, { limit, after }: Query) {
  const { accountId } = anyAccount(ctx)
  if (after !== undefined && !isId(after)) throw invalid('/after', 'wrongFormat')
  return appointmentsOfAccount(ctx, accountId, { limit, after })
}
