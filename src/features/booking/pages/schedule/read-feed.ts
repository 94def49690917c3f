import type { Ctx } from '../../../../kit/context.ts'
import { translator } from '../../../../kit/i18n/translator.ts'
import { pageUrl } from '../../../../kit/links.ts'
import { localDate } from '../../../../kit/time.ts'
import { presentAppointments } from '../../../intake/appointment-answer.ts'
import { assetName } from '../../../repairs/pages/names.ts'
import { shopsById } from '../../../shops/find.ts'
import type { Shop } from '../../../shops/shop.ts'
import { timeOffOf } from '../../../staff/list-time-off.ts'
import { availabilityBetween } from '../../availability.ts'
import { feedFile, type FeedEntry } from '../../feed-file.ts'
import { findFeed } from '../../feed.ts'
import { type Appointment, appointmentsOfAccount } from '../../read.ts'
import { selectVisitsOfResource } from '../../store-feeds.ts'

const BACK_DAYS = 30
const AHEAD_DAYS = 180
const SHIFT_DAYS = 56
const MOST_VISITS = 500

/** The calendar behind a link as a file. Who asks does not matter, only the link; 404 for one that is over. */
export async function readFeed(ctx: Ctx, token: string): Promise<string> {
  const { feed, workplaces } = await findFeed(ctx, token)
  // The link is the right: it reads what its owner may see, and no more than is picked here.
  const own: Ctx = {
    ...ctx,
    locale: feed.locale,
    caller: { kind: 'system', because: 'a secret link to a calendar' },
  }
  const t = translator(feed.locale, 'schedule')
  const host = new URL(ctx.services.config.url).hostname
  if (feed.kind === 'customer') {
    const { appointments } = await appointmentsOfAccount(own, feed.accountId, { limit: MOST_VISITS })
    const oldest = ctx.now.subtract({ hours: 24 * BACK_DAYS })
    const recent = appointments.filter(({ startsAt }) => Temporal.Instant.compare(startsAt, oldest) >= 0)
    return feedFile(t('feed.customerName'), host, await customerEntries(own, recent))
  }
  const shops = await shopsById(
    own,
    workplaces.map(({ shopId }) => shopId),
  )
  const entries: FeedEntry[] = []
  for (const { shopId, staffId, resourceId } of workplaces) {
    const shop = shops.get(shopId)
    if (!shop) continue
    entries.push(...(await awayEntries(own, shop, staffId)))
    if (resourceId) entries.push(...(await workEntries(own, shop, resourceId)))
  }
  return feedFile(t('feed.workName'), host, entries)
}

async function customerEntries(ctx: Ctx, appointments: readonly Appointment[]): Promise<FeedEntry[]> {
  const t = translator(ctx.locale, 'schedule')
  const answers = new Map((await presentAppointments(ctx, appointments)).map((one) => [one.id, one]))
  const shops = await shopsById(ctx, [...new Set(appointments.map(({ shopId }) => shopId))])
  return appointments.flatMap((one) => {
    const [answer, shop] = [answers.get(one.id), shops.get(one.shopId)]
    if (!answer || !shop) return []
    const asset = answer.asset ? assetName(answer.asset) : ''
    return {
      ...timesOf(one, one.id),
      summary: t('feed.visitAt', { shop: shop.name, asset }),
      location: `${shop.name}, ${shop.address}, ${shop.city}`,
      url: pageUrl(ctx, `/me/repairs/${one.orderId}`, ctx.locale),
    }
  })
}

/** What a technician needs to know of a visit: a first name and what it is, no phone and no address. */
async function workEntries(ctx: Ctx, shop: Shop, resourceId: string): Promise<FeedEntry[]> {
  const t = translator(ctx.locale, 'schedule')
  const today = localDate(ctx.now, shop.timezone)
  const start = today.toZonedDateTime(shop.timezone).toInstant()
  const visits = await selectVisitsOfResource(ctx, shop.id, resourceId, {
    from: start.subtract({ hours: 24 * BACK_DAYS }),
    to: start.add({ hours: 24 * AHEAD_DAYS }),
  })
  const answers = new Map((await presentAppointments(ctx, visits)).map((one) => [one.id, one]))
  const bounds = {
    start: start.epochMilliseconds,
    end: start.add({ hours: 24 * SHIFT_DAYS }).epochMilliseconds,
  }
  const { resources } = await availabilityBetween(ctx, shop, bounds)
  const there = resources.find(({ id }) => id === resourceId)?.available ?? []
  return [
    ...visits.map((one) => {
      const answer = answers.get(one.id)
      const [name = ''] = (answer?.customer?.name ?? '').split(/\s+/)
      return {
        ...timesOf(one, `work-${one.id}`),
        summary: [name, answer?.asset ? assetName(answer.asset) : ''].filter(Boolean).join(' · '),
        location: shop.name,
        url: pageUrl(ctx, `/desk/${shop.slug}/orders/${one.orderId}`, ctx.locale),
      }
    }),
    ...there.map(({ start: from, end }) => ({
      id: `shift-${resourceId}-${from}`,
      sequence: 0,
      stamp: start,
      startsAt: Temporal.Instant.fromEpochMilliseconds(from),
      endsAt: Temporal.Instant.fromEpochMilliseconds(end),
      summary: t('feed.shiftAt', { shop: shop.name }),
      status: null,
    })),
  ]
}

async function awayEntries(ctx: Ctx, shop: Shop, staffId: string): Promise<FeedEntry[]> {
  const t = translator(ctx.locale, 'schedule')
  const end = ctx.now.add({ hours: 24 * AHEAD_DAYS })
  const away = await timeOffOf(ctx, shop, staffId, { start: ctx.now, end })
  return away
    .filter(({ status }) => status === 'granted')
    .map(({ id, startsAt, endsAt, createdAt }) => ({
      id: `away-${id}`,
      sequence: 0,
      stamp: createdAt,
      startsAt,
      endsAt,
      summary: t('feed.awayFrom', { shop: shop.name }),
      status: null,
    }))
}

function timesOf({ sequence, createdAt, startsAt, endsAt, status }: Appointment, id: string) {
  return { id, sequence, stamp: createdAt, startsAt, endsAt, status }
}
