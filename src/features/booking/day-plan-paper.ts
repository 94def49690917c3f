import type { Ctx, Locale } from '../../kit/context.ts'
import { translator } from '../../kit/i18n/translator.ts'
import { formatPhone } from '../../kit/input.ts'
import type { DayPlanEntry, DayPlanPaper, PaperShop } from '../../kit/papers/types.ts'
import { dayBounds, type Span } from '../../kit/time.ts'
import { formatPlainDate, formatTime, localDigits, type TimeStyle } from '../../kit/time/format.ts'
import { type AssetFacts, assetsById } from '../assets/read.ts'
import { servicesOf, serviceWords } from '../catalog/services.ts'
import { customersById } from '../customers/read.ts'
import { shopById } from '../shops/find.ts'
import type { Shop } from '../shops/shop.ts'
import { availabilityBetween, type ShopResource } from './availability.ts'
import { breaksOn, type NamedBreak } from './breaks-of-day.ts'
import { type Appointment, appointmentsOfShop, heldResources } from './read.ts'

/** What the plan must know of an order; told by the feature that owns orders. */
export interface PlannedOrder {
  number: number
  assetId: string
}
type OrdersOf = (shopId: string, ids: readonly string[]) => Promise<ReadonlyMap<string, PlannedOrder>>

const MOST_VISITS = 500
const COMING = new Set<Appointment['status']>(['requested', 'confirmed', 'arrived'])

/** A day of a shop ready to print: a row for each technician (else each bay), and one for what nobody has yet. */
export async function dayPlanPaper(
  ctx: Ctx,
  { shopId, date }: { shopId: string; date: Temporal.PlainDate },
  locale: Locale,
  ordersOf: OrdersOf,
): Promise<DayPlanPaper> {
  const shop = await shopById(ctx, shopId)
  const style: TimeStyle = { locale, calendar: locale === 'fa' ? 'persian' : 'gregory', zone: shop.timezone }
  const bounds = dayBounds(date, shop.timezone)
  const span = { start: bounds.start.epochMilliseconds, end: bounds.end.epochMilliseconds }
  const { resources } = await availabilityBetween(ctx, shop, span)
  const breaks = await breaksOn(ctx, shop, date)
  const visits = await visitsOf(ctx, shop, bounds, { locale, style }, ordersOf)
  const technicians = resources.filter(({ kind }) => kind === 'technician')
  const rowed = technicians.length > 0 ? technicians : resources.filter(({ kind }) => isPlace(kind))
  const rows = rowed.map(({ id, name, available }) => ({
    name,
    ...(available
      ? {
          hours: hoursOf(
            available,
            breaks.filter(({ resourceId }) => resourceId === id),
            style,
          ),
        }
      : {}),
    entries: visits
      .filter((visit) => visit.holds.includes(id))
      .map((visit) => entryOf(visit, namesBut(resources, visit.holds, id))),
  }))
  const others = visits.filter((visit) => !rowed.some(({ id }) => visit.holds.includes(id)))
  if (others.length > 0) {
    rows.push({
      name: translator(locale, 'papers')('nobodyYet'),
      entries: others.map((visit) => entryOf(visit, namesBut(resources, visit.holds))),
    })
  }
  return {
    madeAt: ctx.now,
    shop: shopOnPlan(shop),
    date: formatPlainDate(date, style, 'long'),
    rows,
    notes: [],
  }
}

interface Visit extends Omit<DayPlanEntry, 'where'> {
  /** Ids of what it holds. */
  holds: string[]
}

interface Reader {
  locale: Locale
  style: TimeStyle
}

async function visitsOf(
  ctx: Ctx,
  shop: Shop,
  bounds: { start: Temporal.Instant; end: Temporal.Instant },
  reader: Reader,
  ordersOf: OrdersOf,
): Promise<Visit[]> {
  const { appointments } = await appointmentsOfShop(ctx, shop, { bounds, limit: MOST_VISITS })
  const coming = appointments.filter(({ status }) => COMING.has(status))
  const held = await heldResources(
    ctx,
    shop.id,
    coming.map(({ id }) => id),
  )
  const orders = await ordersOf(
    shop.id,
    coming.map(({ orderId }) => orderId),
  )
  const customers = await customersById(
    ctx,
    shop.id,
    coming.map(({ customerId }) => customerId),
  )
  const assets = await assetsById(
    ctx,
    shop.id,
    [...orders.values()].map(({ assetId }) => assetId),
  )
  const works = await worksOf(ctx, shop, reader.locale)
  return coming.map((one) => {
    const order = orders.get(one.orderId)
    const customer = customers.get(one.customerId)
    const asset = order && assets.get(order.assetId)
    const phone = customer?.phone ? formatPhone(customer.phone, shop.region) : ''
    return {
      from: formatTime(one.startsAt, reader.style),
      to: formatTime(one.endsAt, reader.style),
      orderNumber: order ? localDigits(`RO-${order.number}`, reader.locale) : '',
      customer: customer?.name ?? '',
      ...(phone ? { phone } : {}),
      asset: asset ? nameOf(asset) : '',
      ...(asset?.plate ? { plate: asset.plate } : {}),
      work: works(one),
      holds: held.get(one.id) ?? [],
    }
  })
}

/** What each visit is for: the names of its services, retired ones too. */
async function worksOf(ctx: Ctx, shop: Shop, locale: Locale): Promise<(visit: Appointment) => string> {
  const services = await servicesOf(ctx, shop.id, { archived: true })
  const names = new Map(services.map((service) => [service.id, serviceWords(service, locale).name]))
  const asked = translator(locale, 'ui')('appointment.requested')
  return ({ serviceIds, status }) => {
    const work = serviceIds.flatMap((id) => names.get(id) ?? []).join(', ')
    return status === 'requested' ? `${work} (${asked})` : work
  }
}

function entryOf({ holds: _holds, ...entry }: Visit, where: string): DayPlanEntry {
  return { ...entry, ...(where ? { where } : {}) }
}

/** The others of what a visit holds, by name. */
function namesBut(resources: readonly ShopResource[], holds: readonly string[], self?: string): string {
  return resources
    .filter(({ id }) => id !== self && holds.includes(id))
    .map(({ name }) => name)
    .join(', ')
}

const isPlace = (kind: string): boolean => kind === 'bay' || kind === 'bench'

/** When somebody is there, with their breaks by name: "8:00–12:00, 13:00–17:00 (Lunch 12:00–13:00)". */
function hoursOf(available: readonly Span[], breaks: readonly NamedBreak[], style: TimeStyle): string {
  const there = available.map(({ start, end }) => clock(start, end, style)).join(', ')
  const none = translator(style.locale, 'calendar')('break')
  const pauses = breaks.map(({ name, start, end }) => `${name ?? none} ${clock(start, end, style)}`)
  return pauses.length > 0 ? `${there} (${pauses.join(', ')})` : there
}

const clock = (start: number, end: number, style: TimeStyle): string =>
  `${formatTime(start, style)}–${formatTime(end, style)}`

function nameOf({ make, model }: AssetFacts): string {
  return model.toLowerCase().startsWith(make.toLowerCase()) ? model : `${make} ${model}`
}

function shopOnPlan({ name, address, city, phone, region }: Shop): PaperShop {
  return { name, address: [address, city], ...(phone ? { phone: formatPhone(phone, region) } : {}) }
}
