/**
 * Free slots in memory: 30 days, 10 technicians with 240 bookings each, 5 bays (which hold the same 2,400 bookings),
 * a service of one technician and one bay for an hour. Timed in turns within one run, beside one bare pass over the
 * same claims (reading both ends of each: no engine can ask less):
 * - question: the calendar is indexed
 * - rivals: the same with two people at once who compete for one skill
 * - rows: indexing 4,800 claims as they come from the database, then the question
 * - cold: opening hours and shifts expanded by their time zone as well
 */
import { buildCalendar, freeStarts, planVisit } from '../src/features/booking/engine/index.ts'
import type { CalendarInput, Claim } from '../src/features/booking/engine/index.ts'
import { expandWeeklyOver, localDays } from '../src/kit/time.ts'
import type { WeeklyInterval } from '../src/kit/time.ts'

const zone = 'America/New_York'
const from = Temporal.PlainDate.from('2026-10-20')
const to = from.add({ days: 29 })
const HALF_HOUR = 1_800_000

/** Opening hours with a lunch break on all days of the week. */
const hours: WeeklyInterval[] = [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) =>
  [
    ['08:00', '12:30'],
    ['13:00', '18:00'],
  ].map(([opens = '', closes = '']) => ({
    weekday,
    opens: Temporal.PlainTime.from(opens),
    closes: Temporal.PlainTime.from(closes),
  })),
)

/** A number between 0 and 1, the same ones in each run. */
function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** Eight half-hour bookings a day for each technician, each in a bay that is free then, sorted by start. */
function bookings(): Claim[] {
  const random = dice(42)
  const claims: Claim[] = []
  for (const midnight of localDays(from, to, zone).midnights.slice(0, -1)) {
    const bays = new Map<number, number>()
    for (let technician = 0; technician < 10; technician++) {
      const mine = new Set<number>()
      while (mine.size < 8) {
        const half = 16 + Math.floor(random() * 20)
        const bay = bays.get(half) ?? 0
        if (bay === 5 || mine.has(half) || half === 25) continue
        bays.set(half, bay + 1)
        mine.add(half)
        const hold = { lane: 0, start: midnight + half * HALF_HOUR, end: midnight + (half + 1) * HALF_HOUR }
        claims.push(
          { resourceId: idOf('technician', technician), ...hold },
          { resourceId: idOf('bay', bay), ...hold },
        )
      }
    }
  }
  return claims.sort((a, b) => a.start - b.start)
}

/** Ids as long as those of the database. */
const idOf = (kind: string, place: number): string =>
  `01947f3c-0000-7000-8000-${kind.padEnd(11, '0').slice(0, 11)}${place}`

function shopOf(claims: readonly Claim[]): CalendarInput {
  const days = localDays(from, to, zone)
  const wide = localDays(from.subtract({ days: 1 }), to.add({ days: 2 }), zone)
  const technicians = Array.from({ length: 10 }, (_, place) => ({
    id: idOf('technician', place),
    kind: 'technician',
    skills: place % 2 === 0 ? ['brakes'] : ['brakes', 'engine'],
    lanes: 1,
    available: expandWeeklyOver(hours, wide),
  }))
  const bays = Array.from({ length: 5 }, (_, place) => ({
    id: idOf('bay', place),
    kind: 'bay',
    skills: [],
    lanes: 1,
    available: null,
  }))
  return {
    days,
    stepMinutes: 15,
    open: expandWeeklyOver(hours, wide),
    resources: [...technicians, ...bays],
    claims,
  }
}

const plan = planVisit([
  {
    durationMinutes: 60,
    setupMinutes: 0,
    cleanupMinutes: 0,
    needs: [
      { kind: 'technician', skill: 'brakes', count: 1, holdsSetup: true, holdsCleanup: true },
      { kind: 'bay', skill: null, count: 1, holdsSetup: true, holdsCleanup: true },
    ],
  },
])

/** Two people at once of whom one needs a skill that only half of them have: each start is matched by itself. */
const rivals = {
  work: plan.work,
  needs: [...plan.needs, { kind: 'technician', skill: 'engine', count: 1, from: 0, to: plan.work }],
}

function barePass(claims: readonly Claim[]): number {
  let sum = 0
  for (const claim of claims) sum += claim.end - claim.start
  return sum
}

/** The same claims in texts of their own, as a driver would make them: nothing about them is remembered. */
function freshRows(claims: readonly Claim[]): Claim[] {
  return claims.map((claim) => ({ ...claim, resourceId: Buffer.from(claim.resourceId).toString() }))
}

/** Median microseconds of each kind of work, taken in turns so that a busy machine slows all alike. */
function medians(
  claims: readonly Claim[],
  work: Readonly<Record<string, (rows: readonly Claim[]) => number>>,
  rounds: number,
): Record<string, number> {
  const times: Record<string, number[]> = {}
  let kept = 0
  for (let round = -Math.ceil(rounds / 4); round < rounds; round++) {
    for (const [name, run] of Object.entries(work)) {
      const rows = freshRows(claims)
      const begun = performance.now()
      kept += run(rows)
      const took = (performance.now() - begun) * 1000
      if (round >= 0) (times[name] ??= []).push(took)
    }
  }
  if (Number.isNaN(kept)) throw new Error('nothing was computed')
  return Object.fromEntries(
    Object.entries(times).map(([name, list]) => [
      name,
      list.toSorted((a, b) => a - b)[list.length >> 1] ?? 0,
    ]),
  )
}

/** Runs the comparison and prints it; the median of `rows` is the one with a target: under 1,000 µs. */
export function slotsInMemory(rounds = 400): Record<string, number> {
  const claims = bookings()
  const shop = shopOf(claims)
  const calendar = buildCalendar(shop)
  const found = freeStarts(calendar, plan).length
  const took = medians(
    claims,
    {
      question: () => freeStarts(calendar, plan).length,
      rivals: () => freeStarts(calendar, rivals).length,
      rows: (rows) => freeStarts(buildCalendar({ ...shop, claims: rows }), plan).length,
      cold: (rows) => freeStarts(buildCalendar(shopOf(rows)), plan).length,
      bare: (rows) => barePass(rows),
    },
    rounds,
  )
  console.log(
    `free slots in memory: ${claims.length} claims, 30 days, ${found} free starts, median of ${rounds}`,
  )
  for (const [name, micros] of Object.entries(took)) {
    const ratio = micros / (took['bare'] ?? 1)
    console.log(
      `  ${name.padEnd(9)} ${micros.toFixed(0).padStart(6)} µs  ${ratio.toFixed(1).padStart(6)} × a bare pass`,
    )
  }
  return took
}

if (import.meta.main) slotsInMemory()
