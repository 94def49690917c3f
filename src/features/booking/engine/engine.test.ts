import { expect, test } from 'vitest'
import { localDays } from '../../../kit/time.ts'
import {
  assign,
  bookingWindow,
  buildCalendar,
  classify,
  freeSlots,
  freeStarts,
  heldBounds,
  nearest,
  planVisit,
  reasonOfAll,
  reasonsOfDays,
  visitPlan,
} from './index.ts'
import type { CalendarInput, Resource, ServiceShape, VisitPlan } from './index.ts'

const zone = 'Europe/Berlin'
const date = (text: string) => Temporal.PlainDate.from(text)
/** A wall clock of Wednesday 25 November 2026 (or another day of the month) in Berlin. */
const clock = (time: string, day = 25) => Date.parse(`2026-11-${day}T${time}:00+01:00`)
const span = (start: string, end: string, day = 25) => ({ start: clock(start, day), end: clock(end, day) })
const shown = (starts: readonly number[]) =>
  starts.map((ms) => new Date(ms + 3_600_000).toISOString().slice(11, 16))
const MINUTE = 60_000

const person = (id: string, skills: string[] = [], more: Partial<Resource> = {}): Resource => ({
  id,
  kind: 'technician',
  skills,
  lanes: 1,
  available: [span('09:00', '12:00')],
  ...more,
})
const bay = (id: string): Resource => ({ id, kind: 'bay', skills: [], lanes: 1, available: null })
const held = (resourceId: string, start: string, end: string, lane = 0) => ({
  resourceId,
  lane,
  ...span(start, end),
})

function shop(input: Partial<CalendarInput>) {
  return buildCalendar({
    days: localDays(date('2026-11-25'), date('2026-11-25'), zone),
    stepMinutes: 30,
    open: [span('09:00', '12:00')],
    resources: [person('ann'), bay('bay')],
    claims: [],
    ...input,
  })
}

const hour: VisitPlan = {
  work: 60 * MINUTE,
  needs: [{ kind: 'technician', skill: null, count: 1, from: 0, to: 60 * MINUTE }],
}
const service = (more: Partial<ServiceShape> = {}): ServiceShape => ({
  durationMinutes: 60,
  setupMinutes: 0,
  cleanupMinutes: 0,
  needs: [
    { kind: 'technician', skill: null, count: 1, holdsSetup: true, holdsCleanup: true },
    { kind: 'bay', skill: null, count: 1, holdsSetup: true, holdsCleanup: true },
  ],
  ...more,
})

test('a visit needs a person and a bay at the same time [S3.C4] [S0.13e]', () => {
  const calendar = shop({ claims: [held('ann', '09:30', '10:00'), held('bay', '11:30', '12:00')] })
  const plan = planVisit([service()])
  expect(shown(freeStarts(calendar, plan))).toEqual(['10:00', '10:30'])
  expect(freeSlots(calendar, plan)[0]).toEqual({ startsAt: clock('10:00'), endsAt: clock('11:00') })
})

test('a gap that fits to the minute is offered, one minute less is not', () => {
  const claims = [held('ann', '09:00', '10:00'), held('ann', '11:00', '12:00')]
  expect(shown(freeStarts(shop({ claims }), hour))).toEqual(['10:00'])
  expect(freeStarts(shop({ claims: [...claims, held('ann', '10:59', '11:00')] }), hour)).toEqual([])
})

test('a start is not a slot, taken or free [S2.04d]', () => {
  const calendar = shop({ claims: [held('ann', '09:00', '10:30')] })
  const say = (time: string, rules = {}) => classify(calendar, hour, clock(time), rules)
  expect(['08:30', '09:00', '10:00', '10:30', '11:00', '11:30'].map((time) => say(time))).toEqual([
    'not-a-slot',
    'taken',
    'taken',
    'free',
    'free',
    'not-a-slot',
  ])
  expect(say('10:40')).toBe('not-a-slot')
  expect(say('10:40', { anyMinute: true })).toBe('free')
  expect(classify(calendar, hour, clock('10:40') + 500, { anyMinute: true })).toBe('not-a-slot')
  expect(say('10:30', { earliest: clock('10:31') })).toBe('not-a-slot')
  expect(say('10:30', { earliest: clock('10:30'), before: clock('10:31') })).toBe('free')
  expect(say('10:30', { before: clock('10:30') })).toBe('not-a-slot')
  expect(shown(freeStarts(calendar, hour, { earliest: clock('10:31') }))).toEqual(['11:00'])
})

test('a start on days that the calendar does not hold is an error, unless the rules shut it out anyway', () => {
  const calendar = shop({})
  expect(() => classify(calendar, hour, clock('10:00', 26))).toThrow(RangeError)
  expect(() => assign(calendar, hour, clock('10:00', 24))).toThrow(RangeError)
  expect(classify(calendar, hour, clock('10:00', 24), { earliest: clock('00:00') })).toBe('not-a-slot')
  expect(() => shop({ stepMinutes: 0 })).toThrow(RangeError)
})

test('a full day is taken, and a visit over the limit by itself is never a slot', () => {
  const calendar = shop({})
  const limit = (startsAt: number[], adds = 1) => ({ dailyLimits: [{ limit: 2, startsAt, adds }] })
  expect(classify(calendar, hour, clock('09:00'), limit([clock('00:00'), clock('23:59', 24)]))).toBe('free')
  expect(classify(calendar, hour, clock('09:00'), limit([clock('00:00'), clock('23:59')]))).toBe('taken')
  expect(freeStarts(calendar, hour, limit([clock('00:00'), clock('23:59')]))).toEqual([])
  expect(classify(calendar, hour, clock('09:00'), limit([], 3))).toBe('not-a-slot')
})

test('lanes bear several visits at once; a claim on a lane that is gone blocks the rest', () => {
  const two = person('ann', [], { lanes: 2 })
  const claims = [held('ann', '09:00', '12:00', 0), held('ann', '10:00', '11:00', 1)]
  const calendar = shop({ resources: [two], claims })
  expect(shown(freeStarts(calendar, hour))).toEqual(['09:00', '11:00'])
  expect(assign(calendar, hour, clock('09:00'))).toEqual([
    { need: 0, resourceId: 'ann', lane: 1, start: clock('09:00'), end: clock('10:00') },
  ])
  expect(
    shown(freeStarts(shop({ resources: [person('ann')], claims: [held('ann', '10:00', '11:00', 1)] }), hour)),
  ).toEqual(['09:00', '11:00'])
})

test('one who can do both is kept for the need that nobody else can serve', () => {
  const plan: VisitPlan = {
    work: 60 * MINUTE,
    needs: [
      { kind: 'technician', skill: 'brakes', count: 1, from: 0, to: 60 * MINUTE },
      { kind: 'technician', skill: 'engine', count: 1, from: 30 * MINUTE, to: 60 * MINUTE },
    ],
  }
  const ann = person('ann', ['brakes', 'engine'])
  const chosen = (resources: Resource[]) =>
    assign(shop({ resources }), plan, clock('09:00'))?.map((claim) => claim.resourceId)
  expect(chosen([ann, person('bob', ['brakes'])])).toEqual(['bob', 'ann'])
  expect(chosen([ann, person('bob', ['engine'])])).toEqual(['ann', 'bob'])
  expect(chosen([ann, person('bob')])).toBeUndefined()
  expect(freeStarts(shop({ resources: [ann, person('bob')] }), plan)).toEqual([])
  expect(classify(shop({ resources: [ann, person('bob')] }), plan, clock('09:00'))).toBe('not-a-slot')
  expect(chosen([person('bob', ['brakes', 'engine'], { lanes: 5 })])).toBeUndefined()
})

test('several people on one job are different people', () => {
  const pair: VisitPlan = { ...hour, needs: hour.needs.map((need) => ({ ...need, count: 2 })) }
  const calendar = shop({
    resources: [person('ann'), person('bob'), person('cat')],
    claims: [held('ann', '09:00', '10:00'), held('cat', '10:30', '12:00')],
  })
  expect(shown(freeStarts(calendar, pair))).toEqual(['09:00', '09:30', '10:00', '10:30', '11:00'])
  expect(assign(calendar, pair, clock('09:30'))?.map((claim) => claim.resourceId)).toEqual(['bob', 'cat'])
})

test('the least loaded of the day comes first, then the id; a named one must be in it', () => {
  const claims = [held('ann', '11:00', '11:30'), held('bob', '11:00', '11:20'), held('cat', '11:00', '11:20')]
  const calendar = shop({ resources: [person('cat'), person('bob'), person('ann')], claims })
  const who = (named: string[] = []) =>
    assign(calendar, hour, clock('09:00'), named)?.map((claim) => claim.resourceId)
  expect(who()).toEqual(['bob'])
  expect(who(['ann'])).toEqual(['ann'])
  expect(who(['ann', 'bob'])).toBeUndefined()
  expect(who(['dan'])).toBeUndefined()
  expect(assign(calendar, hour, clock('10:30'), ['ann'])).toBeNull()
})

test('the nearest alternatives, and whether more days could bring nearer ones', () => {
  const calendar = shop({ claims: [held('ann', '09:30', '10:30')] })
  const near = (time: string, count: number, rules = {}) => {
    const { slots, certain } = nearest(calendar, hour, clock(time), count, rules)
    return [shown(slots.map((slot) => slot.startsAt)), certain]
  }
  expect(near('10:00', 2)).toEqual([['10:30', '11:00'], true])
  expect(near('10:00', 3)).toEqual([['10:30', '11:00'], false])
  expect(near('10:00', 3, { earliest: clock('00:00'), before: clock('00:00', 26) })).toEqual([
    ['10:30', '11:00'],
    true,
  ])
  expect(near('22:00', 1)).toEqual([['11:00'], false])
  expect(near('22:00', 1, { before: clock('23:00') })).toEqual([['11:00'], true])
})

test('set-up and clean-up hold what the service says, outside the visit itself', () => {
  const plan = planVisit([
    service({
      setupMinutes: 10,
      cleanupMinutes: 20,
      needs: [
        { kind: 'technician', skill: 'brakes', count: 2, holdsSetup: false, holdsCleanup: true },
        { kind: 'bay', skill: null, count: 1, holdsSetup: true, holdsCleanup: false },
      ],
    }),
  ])
  expect(plan.work).toBe(60 * MINUTE)
  expect(
    plan.needs.map(({ kind, skill, count, from, to }) => [kind, skill, count, from / MINUTE, to / MINUTE]),
  ).toEqual([
    ['technician', 'brakes', 2, 0, 80],
    ['bay', null, 1, -10, 60],
  ])
  const days = localDays(date('2026-11-25'), date('2026-11-25'), zone)
  expect(heldBounds(days, plan)).toEqual({ start: clock('23:50', 24), end: clock('01:20', 26) })
})

test('services in sequence clean up and set up between them where they share a kind, and keep their place', () => {
  const first = service({ durationMinutes: 30, cleanupMinutes: 10 })
  const second = service({ durationMinutes: 45, setupMinutes: 5, cleanupMinutes: 15 })
  const plan = planVisit([first, second])
  expect(plan.work / MINUTE).toBe(30 + 10 + 5 + 45)
  expect(plan.needs.map(({ kind, from, to }) => [kind, from / MINUTE, to / MINUTE])).toEqual([
    ['technician', 0, 40],
    ['bay', 0, 105],
    ['technician', 40, 105],
  ])
  const other = service({
    durationMinutes: 45,
    setupMinutes: 5,
    needs: [{ kind: 'equipment', skill: null, count: 1, holdsSetup: true, holdsCleanup: true }],
  })
  expect(planVisit([first, other]).work / MINUTE).toBe(75)
  expect(planVisit([first, other, second]).work / MINUTE).toBe(30 + 45 + 45)
  expect(() => planVisit([service({ durationMinutes: 0 })])).toThrow(RangeError)
})

test('services together run at once in one place, with people of their own', () => {
  const beside = { runsBeside: true }
  const plan = planVisit([
    service({ durationMinutes: 30, ...beside }),
    service({ durationMinutes: 45, ...beside }),
  ])
  expect(plan.work / MINUTE).toBe(45)
  expect(plan.needs.map(({ kind, from, to }) => [kind, from / MINUTE, to / MINUTE])).toEqual([
    ['technician', 0, 30],
    ['bay', 0, 45],
    ['technician', 0, 45],
  ])
  expect(freeStarts(shop({}), plan)).toEqual([])
  expect(freeStarts(shop({ resources: [person('ann'), person('bob'), bay('bay')] }), plan).length).toBe(5)
})

test('whoever began a visit goes on with it, though others have less to do', () => {
  const plan = planVisit([service({ durationMinutes: 30 }), service({ durationMinutes: 30 })])
  const resources = [person('ann'), person('bob'), bay('bay')]
  const calendar = shop({ resources, claims: [held('bob', '09:00', '09:30'), held('ann', '10:00', '12:00')] })
  expect(assign(calendar, plan, clock('09:00'))?.map((claim) => claim.resourceId)).toEqual([
    'ann',
    'bay',
    'ann',
  ])
})

test('lead time and horizon bound the starts by minutes and by local dates', () => {
  const now = Temporal.Instant.from('2026-03-28T22:30:00Z')
  const window = bookingWindow(now, 120, 1, zone)
  expect(new Date(window.earliest).toISOString()).toBe('2026-03-29T00:30:00.000Z')
  expect(new Date(window.before).toISOString()).toBe('2026-03-29T22:00:00.000Z')
})

test('an hour that the clocks repeat has starts in both passes, one that they skip has none', () => {
  const starts = (day: string) => {
    const days = localDays(date(day), date(day), 'America/New_York')
    const open = [{ start: days.midnights[0] ?? 0, end: days.midnights[1] ?? 0 }]
    return freeStarts(
      buildCalendar({
        days,
        stepMinutes: 30,
        open,
        resources: [person('ann', [], { available: null })],
        claims: [],
      }),
      {
        work: 30 * MINUTE,
        needs: hour.needs.map((need) => ({ ...need, to: 30 * MINUTE })),
      },
    )
  }
  expect([starts('2026-11-01').length, starts('2026-03-08').length, starts('2026-03-09').length]).toEqual([
    50, 46, 48,
  ])
})

test('what is left for the day starts when the shop takes cars in, holds nobody, and stays until it closes', () => {
  const plan = planVisit([service({ dropOff: true, durationMinutes: 90 })])
  expect(plan).toEqual({ needs: [], work: 90 * MINUTE, dropOff: { work: 90 * MINUTE, alone: true } })
  const open = [span('09:00', '12:00'), span('13:00', '17:00')]
  expect(freeSlots(shop({ open }), plan)).toEqual([{ startsAt: clock('09:00'), endsAt: clock('17:00') }])
  const at = (time: string) =>
    shown(freeStarts(shop({ open, dropOffAt: Temporal.PlainTime.from(time) }), plan))
  expect([at('08:00'), at('10:15'), at('12:30'), at('17:00')]).toEqual([['09:00'], ['10:15'], ['13:00'], []])
  const say = (time: string, rules = {}) => classify(shop({ open }), plan, clock(time), rules)
  expect([
    say('09:00'),
    say('09:30'),
    say('09:30', { anyMinute: true }),
    say('12:30', { anyMinute: true }),
  ]).toEqual(['free', 'not-a-slot', 'free', 'not-a-slot'])
})

test('a day takes so many minutes of dropped-off work; with other services those set the time', () => {
  const left = service({ dropOff: true, durationMinutes: 120 })
  const day = (...booked: number[]) => ({
    dailyLimits: [{ limit: 480, startsAt: booked.map(() => clock('09:00')), amounts: booked, adds: 120 }],
  })
  const verdict = (rules: object) => classify(shop({}), planVisit([left]), clock('09:00'), rules)
  expect([verdict(day(360)), verdict(day(240, 120)), verdict(day(361))]).toEqual(['free', 'free', 'taken'])
  const both = planVisit([left, service()])
  expect([both.work / MINUTE, both.needs.length, both.dropOff]).toEqual([
    60,
    2,
    { work: 120 * MINUTE, alone: false },
  ])
  expect(freeSlots(shop({}), both)[1]).toEqual({ startsAt: clock('09:30'), endsAt: clock('12:00') })
})

test('work runs beside other work where the shop has the people for it, else in turn', () => {
  const visit = [service(), service({ durationMinutes: 30, runsBeside: true })]
  const alone = [person('ann'), bay('bay')]
  expect(visitPlan(visit, [...alone, person('bob')]).work / MINUTE).toBe(60)
  expect(visitPlan(visit, alone).work / MINUTE).toBe(90)
})

test('nobody is given more than their minutes a day, but by staff where there is no other way', () => {
  const ann = person('ann', [], { dailyMinutes: 90 })
  const claims = [held('ann', '09:00', '09:30')]
  const calendar = (...resources: Resource[]) => shop({ resources, claims })
  expect(shown(freeStarts(calendar(ann), hour))).toEqual(['09:30', '10:00', '10:30', '11:00'])
  const busy = { ...ann, dailyMinutes: 89 }
  expect(freeStarts(calendar(busy), hour)).toEqual([])
  expect(classify(calendar(busy), hour, clock('10:00'))).toBe('taken')
  expect(classify(calendar({ ...ann, dailyMinutes: 59 }), hour, clock('10:00'))).toBe('not-a-slot')
  const who = (rules: object, ...resources: Resource[]) =>
    assign(calendar(...resources), hour, clock('10:00'), [], rules)?.map((claim) => claim.resourceId)
  expect([
    who({}, busy),
    who({ overload: true }, busy),
    who({ overload: true }, busy, person('bob')),
  ]).toEqual([undefined, ['ann'], ['bob']])
  const twice = planVisit([service({ durationMinutes: 40 }), service({ durationMinutes: 40 })])
  expect(freeStarts(shop({ resources: [ann, bay('bay')] }), twice).length).toBeGreaterThan(0)
  expect(freeStarts(shop({ resources: [{ ...ann, dailyMinutes: 79 }, bay('bay')] }), twice)).toEqual([])
})

test('a day without a free time says why, and several days say what came nearest', () => {
  const calendar = shop({ claims: [held('ann', '09:00', '12:00')] })
  const why = (rules = {}, given = calendar, plan = hour) => reasonsOfDays(given, plan, rules)[0]
  const engine: VisitPlan = { ...hour, needs: hour.needs.map((need) => ({ ...need, skill: 'engine' })) }
  expect([
    why({}, shop({ open: [] })),
    why({}, calendar, { ...hour, work: 200 * MINUTE }),
    why({ before: clock('08:00') }),
    why({ earliest: clock('11:30') }),
    why({ parts: clock('00:00', 26) }),
    why({}, calendar, engine),
    why({ dailyLimits: [{ limit: 1, startsAt: [clock('10:00')] }] }),
    why(),
    why({}, shop({})),
  ]).toEqual(['closed', 'too-long', 'horizon', 'lead', 'parts', 'nobody', 'limit', 'full', null])
  expect([reasonOfAll(['closed', 'full', 'lead']), reasonOfAll(['closed', null])]).toEqual(['full', null])
})
