import fc from 'fast-check'
import { expect, test } from 'vitest'
import { eachDate, expandWeeklyOver, localDays, mergeSpans, subtractSpans } from '../../../kit/time.ts'
import { closedOn } from '../../shops/closures.ts'
import {
  assign,
  buildCalendar,
  classify,
  freeSlots,
  freeStarts,
  nearest,
  reasonOfAll,
  reasonsOfDays,
  visitPlan,
} from './index.ts'
import type { Calendar } from './index.ts'
import { oracleEnd, oracleFaults, oracleReason, oracleTime, oracleVerdicts } from './oracle.ts'
import type { OracleShop } from './oracle.ts'
import { oracleShops, oracleZones } from './oracle-shops.ts'

const runs = process.env['FIXBAY_LONG'] === '1' ? 800 : 200
/** Milliseconds for one test of the long run on a busy machine. */
const patience = 600_000

/** The shop as the store would hand it over. */
function calendarOf(shop: OracleShop): Calendar {
  const days = localDays(shop.from, shop.to, shop.zone)
  const wide = localDays(shop.from.subtract({ days: 2 }), shop.to.add({ days: 3 }), shop.zone)
  const closed = closedOn(
    shop.closures.map((closure) => ({ ...closure, id: '', reason: '' })),
    wide.from,
    wide.from.add({ days: wide.count }),
  )
  return buildCalendar({
    days,
    stepMinutes: shop.stepMinutes,
    dropOffAt: shop.dropOffAt,
    open: expandWeeklyOver(shop.hours, wide, closed),
    resources: shop.resources.map(({ shifts, timeOff, ...resource }) => {
      const always = [{ start: (days.midnights[0] ?? 0) - 1e9, end: (days.midnights.at(-1) ?? 0) + 1e9 }]
      if (shifts === null && timeOff.length === 0) return { ...resource, available: null }
      const there = shifts === null ? always : expandWeeklyOver(shifts, wide, closed)
      return { ...resource, available: subtractSpans(there, mergeSpans(timeOff)) }
    }),
    claims: shop.claims,
  })
}

function agree(shop: OracleShop): void {
  const time = oracleTime(shop)
  const verdicts = oracleVerdicts(time)
  const calendar = calendarOf(shop)
  const { plan, rules } = shop
  expect(shop.services ? visitPlan(shop.services, shop.resources) : plan).toEqual(plan)
  const free = [...verdicts].filter(([, verdict]) => verdict === 'free').map(([start]) => start)
  expect(freeSlots(calendar, plan, rules)).toEqual(
    free.map((startsAt) => ({ startsAt, endsAt: oracleEnd(time, startsAt) })),
  )
  const reasons = eachDate(shop.from, shop.to).map((date) => oracleReason(time, date))
  expect(reasonsOfDays(calendar, plan, rules)).toEqual(reasons)
  expect(reasonOfAll(reasons) === null).toBe(free.length > 0)
  const said = [...verdicts.keys()].map((start) => [start, classify(calendar, plan, start, rules)])
  expect(said).toEqual([...verdicts])
  for (const [start, verdict] of verdicts) {
    if (verdict === 'not-a-slot') continue
    const claims = assign(calendar, plan, start, [], rules)
    const isServed = claims !== null && oracleFaults(time, start, claims).length === 0
    // A full day leaves resources free: then only the claims themselves are looked at.
    if (isServed !== (verdict === 'free') && !(rules.dailyLimits?.length && isServed)) {
      throw new Error(`${start} is ${verdict}, chosen ${JSON.stringify(claims)}`)
    }
  }
  const middle = ((calendar.days.midnights[0] ?? 0) + (calendar.days.midnights.at(-1) ?? 0)) / 2
  const byDistance = free.toSorted((a, b) => Math.abs(a - middle) - Math.abs(b - middle) || a - b).slice(0, 3)
  expect(nearest(calendar, plan, middle, 3, rules).slots.map(({ startsAt }) => startsAt)).toEqual(byDistance)
}

for (const zone of oracleZones) {
  test(
    `free slots in ${zone} equal those of the oracle, clock changes included [S3.C4] [S2.04d]`,
    { timeout: patience },
    () => {
      fc.assert(fc.property(oracleShops(zone), agree), { numRuns: runs })
    },
  )
}

test('the order in which resources and claims are read changes no answer', { timeout: patience }, () => {
  const shuffled = oracleShops('Europe/Berlin').chain((shop) =>
    fc.tuple(
      fc.constant(shop),
      fc.shuffledSubarray([...shop.resources], { minLength: shop.resources.length }),
      fc.shuffledSubarray([...shop.claims], { minLength: shop.claims.length }),
    ),
  )
  fc.assert(
    fc.property(shuffled, ([shop, resources, claims]) => {
      const one = calendarOf(shop)
      const other = calendarOf({ ...shop, resources, claims })
      const starts = freeStarts(one, shop.plan)
      expect(freeStarts(other, shop.plan)).toEqual(starts)
      for (const start of starts)
        expect(assign(other, shop.plan, start)).toEqual(assign(one, shop.plan, start))
    }),
    { numRuns: runs },
  )
})
