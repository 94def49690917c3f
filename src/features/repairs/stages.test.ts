import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  allowedMoves,
  canMove,
  type Mover,
  type OrderFacts,
  type Refusal,
  shownStatus,
  type ShownStatus,
  type Stage,
  STAGES,
  STATUSES,
} from './stages.ts'

const NOW = Temporal.Instant.from('2026-12-01T10:00:00Z')
const LATER = NOW.add({ hours: 1 })
const EARLIER = NOW.subtract({ hours: 1 })

function facts(stage: Stage, more: Partial<OrderFacts> = {}): OrderFacts {
  return { stage, qualityCheck: true, invoiceIssued: false, balance: 0, cancelUntil: null, ...more }
}

function reason(order: OrderFacts, to: ShownStatus, mover: Mover = 'staff'): Refusal | 'yes' {
  const verdict = canMove(order, to, mover, NOW)
  return verdict.yes ? 'yes' : verdict.reason
}

// Written out by hand from design.md, pair by pair, so that the table in the code has something to disagree with.
const ALLOWED = new Set([
  'pending scheduled',
  'pending in_progress',
  'pending canceled',
  'scheduled pending',
  'scheduled in_progress',
  'scheduled canceled',
  'in_progress awaiting_parts',
  'in_progress on_hold',
  'in_progress quality_check',
  'in_progress canceled',
  'awaiting_parts in_progress',
  'awaiting_parts canceled',
  'on_hold in_progress',
  'on_hold canceled',
  'quality_check in_progress',
  'quality_check ready_for_pickup',
  'ready_for_pickup dispatched',
  'ready_for_pickup completed',
  'ready_for_pickup in_progress',
  'dispatched completed',
  'completed closed',
])
const IN_WORK = new Set(['in_progress', 'awaiting_parts', 'on_hold', 'quality_check'])

test.for(STAGES.flatMap((from) => STAGES.map((to) => [from, to] as const)))(
  'staff move %s → %s only where the plan says so [S1.4.1] [S3.A1d]',
  ([from, to]) => {
    expect(reason(facts(from), to) === 'yes').toBe(from === to || ALLOWED.has(`${from} ${to}`))
  },
)

test.for(STAGES)(
  'with the quality check off, %s gains one move at most: in work straight to ready',
  (from) => {
    const on = allowedMoves(facts(from), 'staff', NOW)
    const off = allowedMoves(facts(from, { qualityCheck: false }), 'staff', NOW)
    expect(off.filter((to) => !on.includes(to))).toEqual(from === 'in_progress' ? ['ready_for_pickup'] : [])
    expect(on.filter((to) => !off.includes(to))).toEqual([])
  },
)

test('with the quality check on, the refusal says which step is missing', () => {
  expect(reason(facts('in_progress'), 'ready_for_pickup')).toBe('quality_check_first')
})

test.for(STAGES)('a technician moves %s like staff, but neither cancels nor closes', (from) => {
  const staff = allowedMoves(facts(from), 'staff', NOW)
  const technician = allowedMoves(facts(from), 'technician', NOW)
  expect(technician).toEqual(staff.filter((to) => to !== 'canceled' && to !== 'closed'))
})

test.for(STATUSES)(
  'payment_pending is never set by hand, and %s changes nothing about that [S3.ST.10]',
  (status) => {
    const stage = STAGES.find((one) => one === status) ?? 'completed'
    for (const mover of ['staff', 'technician', 'customer'] as const) {
      expect(reason(facts(stage, { balance: 100 }), 'payment_pending', mover)).toBe('set_by_payment')
    }
  },
)

test.for(STAGES)('delayed can be set while %s is in work, and only then [S3.ST.11]', (stage) => {
  expect(reason(facts(stage), 'delayed')).toBe(IN_WORK.has(stage) ? 'yes' : 'not_in_work')
  expect(allowedMoves(facts(stage), 'staff', NOW).includes('delayed')).toBe(IN_WORK.has(stage))
})

test('canceling is refused once an invoice is issued, closing while a balance is open', () => {
  expect(reason(facts('on_hold', { invoiceIssued: true }), 'canceled')).toBe('invoice_issued')
  expect(reason(facts('completed', { balance: 1 }), 'closed')).toBe('balance_open')
  expect(reason(facts('completed', { balance: 0 }), 'closed')).toBe('yes')
  expect(reason(facts('completed', { balance: -1 }), 'closed')).toBe('yes')
})

test.for(['closed', 'canceled'] as const)('%s is final: nothing moves, and the refusal says so', (final) => {
  const others = STAGES.filter((to) => to !== final)
  expect(new Set(others.map((to) => reason(facts(final), to)))).toEqual(new Set(['final_stage']))
})

test.for(STAGES)('a customer only cancels, and only before work; %s', (stage) => {
  const may = stage === 'pending' || stage === 'scheduled'
  expect(allowedMoves(facts(stage), 'customer', NOW)).toEqual(may ? ['canceled'] : [])
  expect(reason(facts('scheduled'), 'in_progress', 'customer')).toBe('not_yours_to_set')
})

test('a customer cancels until the shop says it is too late, to the very instant', () => {
  expect(reason(facts('scheduled', { cancelUntil: LATER }), 'canceled', 'customer')).toBe('yes')
  expect(reason(facts('scheduled', { cancelUntil: NOW }), 'canceled', 'customer')).toBe('yes')
  expect(reason(facts('scheduled', { cancelUntil: EARLIER }), 'canceled', 'customer')).toBe(
    'too_late_to_cancel',
  )
  expect(reason(facts('scheduled', { cancelUntil: EARLIER }), 'canceled', 'staff')).toBe('yes')
  expect(reason(facts('in_progress', { cancelUntil: LATER }), 'canceled', 'customer')).toBe('work_has_begun')
})

const stage = fc.constantFrom(...STAGES)
const instant = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((seconds) => NOW.add({ seconds }))
const maybeInstant = fc.option(instant, { nil: null })
const order: fc.Arbitrary<OrderFacts> = fc.record({
  stage,
  qualityCheck: fc.boolean(),
  invoiceIssued: fc.boolean(),
  balance: fc.integer({ min: -10_000, max: 10_000 }),
  cancelUntil: maybeInstant,
})
const mover = fc.constantFrom<Mover>('staff', 'technician', 'customer')

test('what is listed as allowed is allowed, and nothing else but the present stage is', () => {
  fc.assert(
    fc.property(order, mover, instant, (facts, who, now) => {
      const listed = new Set<ShownStatus>([...allowedMoves(facts, who, now), facts.stage])
      for (const status of STATUSES) expect(canMove(facts, status, who, now).yes).toBe(listed.has(status))
    }),
  )
})

test('nobody may do more than the counter may', () => {
  fc.assert(
    fc.property(order, mover, instant, (facts, who, now) => {
      const staff = new Set(allowedMoves(facts, 'staff', now))
      for (const goal of allowedMoves(facts, who, now)) expect(staff.has(goal)).toBe(true)
    }),
  )
})

test('an order that cannot move on has ended, whichever moves led there', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { maxLength: 40 }), fc.boolean(), (choices, qualityCheck) => {
      let at: Stage = 'pending'
      let stuck = false
      for (const choice of choices) {
        const order = facts(at, { qualityCheck })
        const next = STAGES.filter((to) => to !== at && canMove(order, to, 'staff', NOW).yes)
        stuck = next.length === 0
        at = next[choice % next.length] ?? at
      }
      expect(stuck && at !== 'closed' && at !== 'canceled').toBe(false)
    }),
  )
})

test('the shown status follows the fixed precedence, for every stage, balance and promise [S3.ST.10] [S3.ST.11]', () => {
  fc.assert(
    fc.property(
      stage,
      fc.integer({ min: -5, max: 5 }),
      maybeInstant,
      maybeInstant,
      (at, balance, promisedAt, delayedAt) => {
        const late =
          delayedAt !== null || (promisedAt !== null && Temporal.Instant.compare(promisedAt, NOW) < 0)
        const precedence: [boolean, ShownStatus][] = [
          [at === 'canceled', 'canceled'],
          [at === 'closed', 'closed'],
          [at === 'completed' && balance > 0, 'payment_pending'],
          [IN_WORK.has(at) && late, 'delayed'],
        ]
        const first = precedence.find(([holds]) => holds)
        expect(shownStatus({ stage: at, promisedAt, delayedAt }, balance, NOW)).toBe(first?.[1] ?? at)
      },
    ),
  )
})

test('every one of the thirteen statuses can be shown', () => {
  const shown = new Set<string>(
    STAGES.flatMap((at) => [
      shownStatus({ stage: at, promisedAt: null, delayedAt: null }, 0, NOW),
      shownStatus({ stage: at, promisedAt: EARLIER, delayedAt: null }, 1, NOW),
    ]),
  )
  expect([...shown].sort()).toEqual([...STATUSES].sort())
})
