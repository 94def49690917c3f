import fc from 'fast-check'
import { expect, test } from 'vitest'
import { planVisit } from './engine/index.ts'
import { stretchPlan } from './stretch-plan.ts'

const MINUTE = 60_000
const need = { skill: null, count: 1, holdsSetup: true, holdsCleanup: true }
const visit = planVisit([
  { durationMinutes: 30, setupMinutes: 10, cleanupMinutes: 0, needs: [{ ...need, kind: 'bay' }] },
  {
    durationMinutes: 60,
    setupMinutes: 0,
    cleanupMinutes: 20,
    needs: [
      { ...need, kind: 'bay' },
      { ...need, kind: 'technician' },
    ],
  },
])

test('longer work takes longer, set-up and clean-up do not', () => {
  const twice = stretchPlan(visit, 180)
  expect(twice.work).toBe(180 * MINUTE)
  expect(twice.needs.map(({ kind, from, to }) => [kind, from / MINUTE, to / MINUTE])).toEqual([
    ['bay', -10, 200],
    ['technician', 60, 200],
  ])
  expect(stretchPlan(visit, null)).toBe(visit)
  expect(stretchPlan(visit, 90)).toBe(visit)
})

test('whatever the length, every need keeps some time, in the same order, within the visit', () => {
  fc.assert(
    fc.property(fc.integer({ min: 5, max: 1440 }), (minutes) => {
      const { needs, work } = stretchPlan(visit, minutes)
      for (const [at, { from, to }] of needs.entries()) {
        expect(to).toBeGreaterThan(from)
        expect(from).toBeLessThan(work)
        expect(from > 0).toBe((visit.needs[at]?.from ?? 0) > 0)
      }
    }),
  )
})
