import { z } from 'zod'
import type { Ctx } from '../../../../kit/context.ts'
import { wordsOf } from '../../../../kit/context.ts'
import { type FieldError, invalid, Problem } from '../../../../kit/errors.ts'
import type { FormBody } from '../../../../kit/http/form-body.ts'
import { shapeForm } from '../../../../kit/http/form-shape.ts'
import { newFormKey } from '../../../../kit/http/forms.ts'
import { once } from '../../../../kit/http/idempotency.ts'
import { problemOfIssues } from '../../../../kit/http/problem.ts'
import { barePath } from '../../../../kit/i18n/locale.ts'
import { type ProblemBody, problemBody } from '../../../../kit/i18n/problem-words.ts'
import { parseDate, wallToInstant } from '../../../../kit/time.ts'
import { readAsset } from '../../../assets/asset-input.ts'
import { type Service, namesInLine } from '../../../catalog/services.ts'
import type { Shop } from '../../../shops/shop.ts'
import { joinWaitlist, WaitlistWish } from '../../../booking/waitlist.ts'
import { BookAppointment, bookAppointment } from '../../book-appointment.ts'
import { description, intakeFields, requestService, ServiceRequest } from '../../request-service.ts'
import type { Draft } from './draft.ts'

const Which = z.strictObject({
  asset: intakeFields.asset,
  assetId: intakeFields.assetId,
  description: description().optional(),
  imageIds: intakeFields.imageIds,
})

// Who chose no service must say what it is about.
const WhichAsked = Which.extend({ description: description() })

/** What the work is on, as it was typed; throws what is wrong with it, field by field. */
export function readWhich(
  { nested, cleared }: FormBody,
  { services }: Pick<Draft, 'services'>,
  now: Temporal.Instant,
): Record<string, unknown> {
  const { asset, assetId, description: issue, imageIds } = nested
  // A thing chosen from the garage stands above the fields for another.
  const typed = assetId === undefined ? { asset } : { assetId }
  const raw = dropMissing({ ...typed, description: issue, imageIds })
  const schema = services.length > 0 ? Which : WhichAsked
  const parsed = schema.safeParse(shapeForm(schema, raw, cleared), { reportInput: true })
  if (!parsed.success) throw problemOfIssues(parsed.error.issues)
  if (parsed.data.asset) readAsset(parsed.data.asset, now, '/asset')
  return raw
}

interface Booking {
  shop: Shop
  offered: readonly Service[]
  draft: Draft
  form: FormBody
  isGuest: boolean
}

/** Books, or asks for a time, once for the form's key: a second press leads to the same repair. */
export async function bookOnce(
  ctx: Ctx,
  url: URL,
  booking: Booking,
): Promise<{ code: string } | { problem: ProblemBody }> {
  const { draft, form } = booking
  const input = inputOf(ctx, booking)
  const wish = draft.wait ? waitOf(form, draft) : undefined
  const work = draft.ask ? parseWork(ServiceRequest, input, form) : parseWork(Appointment, input, form)
  const call = {
    key: form.key ?? newFormKey(),
    method: 'POST',
    path: barePath(url.pathname),
    body: wish ? { ...input, wait: form.nested['wait'] ?? {} } : input,
  }
  const kept = await once(
    ctx,
    call,
    async (tx) => ({
      status: 200,
      body: { code: await run(tx, work, wish && { shop: booking.shop, wish }) },
    }),
    (problem) => problemBody(problem, ctx.locale),
  )
  return kept.status === 200 ? (kept.body as { code: string }) : { problem: kept.body as ProblemBody }
}

// A booking on the page is always a new one.
const Appointment = BookAppointment.omit({ requestId: true, code: true })

type Work = z.output<typeof ServiceRequest> | z.output<typeof Appointment>

function parseWork(
  schema: z.ZodType<Work>,
  input: Record<string, unknown>,
  { cleared, values }: FormBody,
): Work {
  const parsed = schema.safeParse(shapeForm(schema, input, cleared), { reportInput: true })
  const wrong = parsed.success ? [] : problemOfIssues(parsed.error.issues).errors
  const more = [...contactMissing(input), ...termsMissing(values)].filter(
    ({ pointer }) => !wrong.some((error) => error.pointer === pointer),
  )
  if (!parsed.success || more.length > 0) throw new Problem('invalid', { errors: [...wrong, ...more] })
  return parsed.data
}

/** A guest without phone and e-mail is told at once, not only when the name is right. */
function contactMissing(input: Record<string, unknown>): FieldError[] {
  const customer = input['customer'] as { phone?: unknown; email?: unknown } | undefined
  if (!customer || customer.phone || customer.email) return []
  return [{ pointer: '/customer/phone', key: 'emailOrPhone' }]
}

function termsMissing(values: FormBody['values']): FieldError[] {
  return values['termsAccepted'] === undefined ? [{ pointer: '/termsAccepted', key: 'terms' }] : []
}

async function run(tx: Ctx, work: Work, waiting: { shop: Shop; wish: WaitlistWish } | undefined) {
  if (!('startsAt' in work)) {
    const order = await requestService(tx, work)
    if (waiting) await joinWaitlist(tx, waiting.shop, order, waiting.wish, '/wait')
    return order.trackingCode
  }
  return (await bookAppointment(tx, work)).order.trackingCode
}

function inputOf(ctx: Ctx, { shop, offered, draft, form, isGuest }: Booking): Record<string, unknown> {
  const which = readWhich(form, draft, ctx.now)
  const services = offered.filter(({ id }) => draft.services.includes(id))
  return dropMissing({
    shop: shop.slug,
    ...which,
    description: which['description'] ?? (namesInLine(services, wordsOf(ctx, shop)) || undefined),
    serviceIds: services.length > 0 ? draft.services : undefined,
    ...(draft.ask
      ? { preferredAt: draft.wait ? undefined : wishOf(form, shop) }
      : { startsAt: draft.startsAt ?? undefined, hold: draft.hold ?? undefined }),
    customer: isGuest ? (form.nested['customer'] ?? {}) : undefined,
    termsAccepted: 'true',
  })
}

/** From when to when, and in which part of the day somebody waits. */
function waitOf({ nested, cleared }: FormBody, { services }: Draft): WaitlistWish {
  const typed = { serviceIds: services, ...(nested['wait'] as object | undefined) }
  const parsed = WaitlistWish.safeParse(shapeForm(WaitlistWish, typed, cleared), { reportInput: true })
  if (!parsed.success) throw problemOfIssues(parsed.error.issues, '/wait')
  return parsed.data
}

const HOURS: Readonly<Record<string, number>> = { morning: 9, afternoon: 13, evening: 17 }

/** The wished day and part of the day as an instant at the shop; undefined without a wish. */
function wishOf({ nested }: FormBody, shop: Shop): string | undefined {
  const { day, part } = (nested['preferred'] ?? {}) as { day?: string; part?: string }
  if (!day) return undefined
  const date = parseDate(day)
  if (!date) throw invalid('/preferredAt', 'date')
  const time = Temporal.PlainTime.from({ hour: HOURS[part ?? 'morning'] ?? 9 })
  return wallToInstant(date, time, shop.timezone).toString()
}

function dropMissing(given: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
}
