import { expect, test } from 'vitest'
import { PHASES, phaseOf } from './phase-rail.tsx'
import { ALL_STATUSES, lookOf } from './statuses.ts'
import { partOfDay } from './time-grid.tsx'
import en from '../../words/en/ui.json'
import fa from '../../words/fa/ui.json'

const orders = ALL_STATUSES.filter((one) => one.kind === 'order').map((one) => one.status)

test('each of the thirteen statuses has words, a hue and a shape, no two of a kind alike', () => {
  expect(orders).toHaveLength(13)
  const looks = orders.map((status) => Object.values(lookOf({ kind: 'order', status })).join(' '))
  expect(new Set(looks).size).toBe(13)
  for (const status of orders) {
    const titled = status.replace(
      /(^|_)([a-z])/g,
      (_, gap, letter) => (gap ? ' ' : '') + letter.toUpperCase(),
    )
    expect(en.order[status].toLowerCase()).toBe(titled.toLowerCase())
    expect(fa.order[status]).toMatch(/[\u0600-\u06ff]/)
  }
})

test('statuses fall into the five phases in order; a canceled order is on none', () => {
  const way = ['pending', 'scheduled', 'in_progress', 'quality_check', 'ready_for_pickup', 'closed'] as const
  const places = way.map((status) => PHASES.indexOf(phaseOf(status) ?? 'booked'))
  expect(places).toEqual(places.toSorted((a, b) => a - b))
  expect(phaseOf('scheduled', true)).toBe('checked_in')
  expect(phaseOf('canceled')).toBeNull()
})

test('noon begins the afternoon, five o’clock the evening', () => {
  expect([11, 12, 16, 17].map(partOfDay)).toEqual(['morning', 'afternoon', 'afternoon', 'evening'])
})
