import type pg from 'pg'
import { parseTime } from '../../src/kit/time.ts'
import { type OracleResource, oracleTime, oracleVerdicts } from '../../src/features/booking/engine/oracle.ts'
import { oraclePlan } from '../../src/features/booking/engine/oracle-plan.ts'
import type { Fixbay } from './fixbay.ts'
import { call } from './small-shop.ts'

const ZONE = 'America/New_York'

/** The dates that everybody fights over. */
export const STORM_DAYS = (() => {
  const today = Temporal.Now.plainDateISO(ZONE)
  return { from: today.add({ days: 2 }).toString(), to: today.add({ days: 5 }).toString() }
})()

/** A shop with two bays and three technicians: full within seconds. */
export interface StormShop {
  id: string
  slug: string
  serviceId: string
  technicianIds: string[]
}

const week = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: '08:00', closes: '18:00' }))
const service = {
  name: 'Screen',
  durationMinutes: 60,
  priceKind: 'fixed',
  price: { amount: 12_900, currency: 'USD' },
  needs: [{ kind: 'bay' }, { kind: 'technician' }],
}

/** Opens it through REST. */
export async function openStormShop(fixbay: Fixbay, token: string): Promise<StormShop> {
  const slug = 'storm-shop'
  const { id } = await call<{ id: string }>(
    fixbay,
    'POST',
    '/api/shops',
    {
      slug,
      name: 'The storm shop',
      kinds: ['device'],
      city: 'New York',
      address: '1 Pier Road',
      region: 'US',
      location: { lat: 40.7, lon: -74 },
      timezone: ZONE,
      currency: 'USD',
      locale: 'en',
      taxMode: 'added',
      tax: { name: 'Sales tax', percent: 8.875 },
      hours: week,
      approved: true,
    },
    token,
  )
  const at = `/api/shops/${slug}`
  for (const name of ['Bay 1', 'Bay 2'])
    await call(fixbay, 'POST', `${at}/resources`, { kind: 'bay', name }, token)
  for (const name of ['Ann', 'Bea', 'Cy'])
    await call(fixbay, 'POST', `${at}/staff`, { name, roles: ['technician'] }, token)
  const answer = await fetch(`${fixbay.url}${at}/resources`, {
    headers: { authorization: `Bearer ${token}` },
  })
  const { resources } = (await answer.json()) as { resources: { id: string; kind: string }[] }
  const technicianIds = resources.filter(({ kind }) => kind === 'technician').map((one) => one.id)
  for (const one of technicianIds)
    await call(fixbay, 'PUT', `${at}/resources/${one}/shifts`, { shifts: week }, token)
  const made = await call<{ id: string }>(fixbay, 'POST', `${at}/services`, service, token)
  return { id, slug, serviceId: made.id, technicianIds }
}

/** Each half hour of the days on which a visit might begin. */
export function gridStarts(): string[] {
  const starts: string[] = []
  const last = Temporal.PlainDate.from(STORM_DAYS.to)
  for (
    let date = Temporal.PlainDate.from(STORM_DAYS.from);
    Temporal.PlainDate.compare(date, last) <= 0;
    date = date.add({ days: 1 })
  )
    for (let half = 16; half <= 34; half += 1)
      starts.push(
        date
          .toZonedDateTime(ZONE)
          .add({ minutes: half * 30 })
          .toInstant()
          .toString(),
      )
  return starts
}

/** The free starts as the slow oracle finds them in what the database holds. */
export async function oracleStarts(db: pg.Client, shop: StormShop): Promise<number[]> {
  const { rows: claims } = await db.query<{ resourceId: string; lane: number; start: number; end: number }>(
    `SELECT resource_id AS "resourceId", lane, ${ms('starts_at')} AS start, ${ms('ends_at')} AS "end" FROM claims
     WHERE shop_id = $1 AND (expires_at IS NULL OR expires_at > now())`,
    [shop.id],
  )
  const resources = await resourcesOf(db, shop)
  const shapes = [
    {
      durationMinutes: service.durationMinutes,
      setupMinutes: 0,
      cleanupMinutes: 0,
      needs: service.needs.map(({ kind }) => ({
        kind,
        skill: null,
        count: 1,
        holdsSetup: true,
        holdsCleanup: true,
      })),
    },
  ]
  const hours = week.map(({ weekday, opens, closes }) => stretch(weekday, opens, closes))
  const verdicts = oracleVerdicts(
    oracleTime({
      zone: ZONE,
      from: Temporal.PlainDate.from(STORM_DAYS.from),
      to: Temporal.PlainDate.from(STORM_DAYS.to),
      stepMinutes: 30,
      hours,
      closures: [],
      dropOffAt: null,
      resources,
      claims,
      services: shapes,
      plan: oraclePlan(shapes, resources),
      rules: {},
    }),
  )
  return [...verdicts].flatMap(([start, verdict]) => (verdict === 'free' ? [start] : []))
}

const ms = (column: string): string => `(extract(epoch FROM ${column}) * 1000)::float8`

const stretch = (weekday: number, opens: string, closes: string) => ({
  weekday,
  opens: parseTime(opens) ?? new Temporal.PlainTime(),
  closes: parseTime(closes) ?? new Temporal.PlainTime(),
})

async function resourcesOf(db: pg.Client, shop: StormShop): Promise<OracleResource[]> {
  const { rows } = await db.query<{ id: string; kind: string; lanes: number }>(
    'SELECT id, kind, lanes FROM resources WHERE shop_id = $1 ORDER BY id',
    [shop.id],
  )
  const { rows: shifts } = await db.query<{
    resourceId: string
    weekday: number
    opens: string
    closes: string
  }>(
    `SELECT resource_id AS "resourceId", weekday, starts::text AS opens, ends::text AS closes FROM shifts
     WHERE shop_id = $1 AND until_date IS NULL`,
    [shop.id],
  )
  const { rows: away } = await db.query<{ resourceId: string; start: number; end: number }>(
    `SELECT resource_id AS "resourceId", ${ms('starts_at')} AS start, ${ms('ends_at')} AS "end" FROM time_off
     WHERE shop_id = $1 AND status = 'granted'`,
    [shop.id],
  )
  return rows.map(({ id, kind, lanes }) => {
    const own = shifts.filter(({ resourceId }) => resourceId === id)
    return {
      id,
      kind,
      skills: [],
      lanes,
      shifts:
        own.length > 0 ? own.map(({ weekday, opens, closes }) => stretch(weekday, opens, closes)) : null,
      timeOff: away.filter(({ resourceId }) => resourceId === id),
      dailyMinutes: null,
    }
  })
}
