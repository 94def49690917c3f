/** For tests only: random shops around the days on which calendars and clocks are odd. */
import fc from 'fast-check'
import { dayBounds } from '../../../kit/time.ts'
import type { WeeklyInterval } from '../../../kit/time.ts'
import { TICK } from './oracle.ts'
import { oraclePlan } from './oracle-plan.ts'
import type { OracleClosure, OracleResource, OracleShop } from './oracle.ts'
import type { ServiceShape } from './plan.ts'
import type { Claim, DailyLimit, Need } from './types.ts'

/** Clock changes of each zone (a skipped day, a quarter of an hour, half an hour and a midnight among them). */
const changes: Readonly<Record<string, readonly string[]>> = {
  'America/New_York': ['2026-03-08', '2026-11-01'],
  'Europe/Berlin': ['2026-03-29', '2026-10-25'],
  'Australia/Lord_Howe': ['2026-04-05', '2026-10-04'],
  'Africa/Casablanca': ['2026-02-15', '2026-03-22'],
  'Asia/Tehran': ['2021-03-22', '2021-09-21', '2026-03-22', '2026-09-22', '2025-03-20', '2025-03-21'],
  'Pacific/Apia': ['2011-12-30', '2021-04-04', '2020-09-27'],
  'Asia/Kathmandu': ['1986-01-01', '2026-11-20'],
}

/** Ends of months and years, 29 February, 30 Esfand. */
const turns = ['2026-12-31', '2027-01-01', '2028-02-29', '2026-11-30', '2025-03-20', '2026-03-20']

export const oracleZones = Object.keys(changes)

const time = (quarter: number): Temporal.PlainTime =>
  new Temporal.PlainTime(Math.trunc(quarter / 4), (quarter % 4) * 15)

function interval(weekday: number, opens: number, quarters: number): WeeklyInterval {
  return { weekday, opens: time(opens), closes: time((opens + quarters) % 96) }
}

const stretch = fc.record({ opens: fc.nat(95), quarters: fc.integer({ min: 8, max: 96 }) })

const everyDay = [1, 2, 3, 4, 5, 6, 7]

/** Day and night, the same hours every day (breaks and nights among them), or odd ones here and there. */
const weekly: fc.Arbitrary<WeeklyInterval[]> = fc.oneof(
  { weight: 2, arbitrary: fc.constant(everyDay.map((day) => interval(day, 0, 96))) },
  {
    weight: 4,
    arbitrary: fc
      .array(stretch, { minLength: 1, maxLength: 2 })
      .map((list) => everyDay.flatMap((day) => list.map((one) => interval(day, one.opens, one.quarters)))),
  },
  {
    weight: 1,
    arbitrary: fc.array(
      fc
        .tuple(fc.constantFrom(...everyDay), stretch)
        .map(([day, one]) => interval(day, one.opens, one.quarters)),
      { minLength: 6, maxLength: 14 },
    ),
  },
)

const minutes = (min: number, max: number): fc.Arbitrary<number> =>
  fc.integer({ min: min / 5, max: max / 5 }).map((ticks) => ticks * TICK)

const need: fc.Arbitrary<Need> = fc
  .record({
    kind: fc.constantFrom('technician', 'technician', 'technician', 'bay'),
    skill: fc.constantFrom(null, null, 'a', 'b'),
    count: fc.constantFrom(1, 1, 1, 1, 1, 1, 2),
    from: minutes(-30, 45),
    length: minutes(5, 90),
  })
  .map(({ kind, skill, count, from, length }) => ({
    kind,
    skill: kind === 'bay' ? null : skill,
    count: kind === 'bay' ? 1 : count,
    from,
    to: from + length,
  }))

const serviceNeed: fc.Arbitrary<ServiceShape['needs'][number]> = fc.record({
  kind: fc.constantFrom('technician', 'technician', 'bay'),
  skill: fc.constantFrom(null, null, null, 'a'),
  count: fc.constantFrom(1, 1, 1, 2),
  holdsSetup: fc.boolean(),
  holdsCleanup: fc.boolean(),
})

const service: fc.Arbitrary<ServiceShape> = fc
  .record({
    duration: fc.integer({ min: 1, max: 18 }),
    setup: fc.constantFrom(0, 0, 5, 20),
    cleanup: fc.constantFrom(0, 0, 10, 30),
    runsBeside: fc.boolean(),
    dropOff: fc.constantFrom(false, false, true),
    needs: fc.array(serviceNeed, { minLength: 1, maxLength: 2 }),
  })
  .map(({ duration, setup, cleanup, needs, ...flags }) => ({
    ...flags,
    durationMinutes: duration * 5,
    setupMinutes: setup,
    cleanupMinutes: cleanup,
    needs: needs.map((need) => (need.kind === 'bay' ? { ...need, skill: null, count: 1 } : need)),
  }))

/** A visit of services, or one of any shape. */
const visit = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ needs: fc.array(need, { minLength: 1, maxLength: 3 }), work: minutes(5, 120) }),
  },
  { weight: 3, arbitrary: fc.array(service, { minLength: 1, maxLength: 3 }) },
)

const span = (start: number, end: number) =>
  fc.tuple(fc.integer({ min: start / TICK, max: end / TICK }), minutes(5, 300)).map(([tick, length]) => ({
    start: tick * TICK,
    end: tick * TICK + length,
  }))

const resource = (start: number, end: number): fc.Arbitrary<Omit<OracleResource, 'id'>> =>
  fc.record({
    kind: fc.constantFrom('technician', 'technician', 'technician', 'technician', 'bay'),
    skills: fc.constantFrom(['a', 'b'], ['a', 'b'], ['a', 'b'], ['a'], ['b'], []),
    lanes: fc.constantFrom(1, 1, 1, 2, 3),
    shifts: fc.option(weekly, { freq: 1 }),
    timeOff: fc.array(span(start, end), { maxLength: 1 }),
    dailyMinutes: fc.constantFrom(null, null, null, 30, 90, 240),
  })

/** The turn of the Jalali year and 29 February among those that come every year. */
function closuresOn(from: Temporal.PlainDate, to: Temporal.PlainDate): fc.Arbitrary<OracleClosure[]> {
  const on = (startsOn: string, endsOn: string, yearly: OracleClosure['yearly']): OracleClosure => ({
    startsOn: Temporal.PlainDate.from(startsOn),
    endsOn: Temporal.PlainDate.from(endsOn),
    yearly,
  })
  const once = (date: Temporal.PlainDate) => on(date.toString(), date.toString(), null)
  return fc.oneof(
    { weight: 10, arbitrary: fc.constant<OracleClosure[]>([]) },
    { weight: 2, arbitrary: fc.constantFrom(from, to).map((date) => [once(date)]) },
    {
      weight: 2,
      arbitrary: fc.subarray(
        [
          // 30 Esfand 1399, 1 to 4 Farvardin 1400.
          on('2021-03-20', '2021-03-20', 'jalali'),
          on('2021-03-21', '2021-03-24', 'jalali'),
          on('2024-02-29', '2024-02-29', 'gregorian'),
          on('2020-12-31', '2021-01-01', 'gregorian'),
        ],
        { minLength: 1 },
      ),
    },
  )
}

function shopOn(zone: string, from: Temporal.PlainDate, to: Temporal.PlainDate): fc.Arbitrary<OracleShop> {
  const start = dayBounds(from, zone).start.epochMilliseconds
  const end = dayBounds(to, zone).end.epochMilliseconds
  const booked = fc.array(
    minutes(0, 4 * 1440).map((ms) => start - 86_400_000 + ms),
    { maxLength: 8 },
  )
  const limit: fc.Arbitrary<DailyLimit> = fc.oneof(
    fc.record({ limit: fc.integer({ min: 1, max: 4 }), startsAt: booked, adds: fc.constantFrom(1, 1, 1, 2) }),
    fc.record({
      limit: fc.constantFrom(120, 480),
      startsAt: booked,
      amounts: fc.array(fc.constantFrom(30, 60, 240), { minLength: 8, maxLength: 8 }),
      adds: fc.constantFrom(30, 90, 300),
    }),
  )
  const claims = fc.array(
    fc
      .tuple(fc.nat(6), fc.constantFrom(0, 0, 0, 0, 1, 2, 3), span(start - 3_600_000, end + 3_600_000))
      .map(([place, lane, held]): Claim => ({ resourceId: `r${place}`, lane, ...held })),
    { maxLength: 60, size: 'max' },
  )
  const made = fc.record({
    zone: fc.constant(zone),
    from: fc.constant(from),
    to: fc.constant(to),
    stepMinutes: fc.constantFrom(5, 15, 20, 30, 30, 45, 50, 60, 90, 240),
    hours: weekly,
    closures: closuresOn(from, to),
    dropOffAt: fc.option(fc.nat(95).map(time), { freq: 1 }),
    // Enough of them: a shop that can do nothing tells nothing.
    resources: fc
      .tuple(
        resource(start, end),
        fc.array(resource(start, end), { minLength: 3, maxLength: 6, size: 'max' }),
      )
      .map(([bay, more]) => [{ ...bay, kind: 'bay' }, ...more])
      .map((list) => list.map((one, place) => ({ id: `r${place}`, ...one }))),
    claims,
    visit,
    rules: fc.record(
      {
        earliest: minutes(0, 1440).map((ms) => start + ms),
        parts: fc.constantFrom(0, 86_400_000).map((ms) => start + ms),
        before: minutes(0, 1440).map((ms) => end - ms),
        dailyLimits: fc.array(limit, { maxLength: 2 }),
        overload: fc.boolean(),
      },
      { requiredKeys: [] },
    ),
  })
  return made.map(({ visit: wanted, ...shop }) =>
    Array.isArray(wanted)
      ? { ...shop, services: wanted, plan: oraclePlan(wanted, shop.resources) }
      : { ...shop, services: null, plan: wanted },
  )
}

/** Shops of one zone on one to three dates around a clock change, or the turn of a month, year or leap year. */
export function oracleShops(zone: string): fc.Arbitrary<OracleShop> {
  return fc
    .tuple(
      fc.constantFrom(...(changes[zone] ?? []), ...turns),
      fc.integer({ min: -2, max: 1 }),
      fc.integer({ min: 0, max: 2 }),
    )
    .chain(([day, shift, more]) => {
      const from = Temporal.PlainDate.from(day).add({ days: shift })
      return shopOn(zone, from, from.add({ days: more }))
    })
}
