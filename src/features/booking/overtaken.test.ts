import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Booked, type Overrun, overtake } from './overtaken.ts'

const over = (start: number, end: number): Overrun => ({ resourceId: 'r', lane: 0, start, end })
const visit = (appointmentId: string, start: number, end: number, begun = false): Booked => ({
  appointmentId,
  start,
  end,
  begun,
})

test('on one lane the next visit is overtaken, the one after that is not', () => {
  const late = over(60, 75)
  expect(overtake(1, [late], [visit('next', 60, 120), visit('later', 120, 180)])).toEqual({
    overtaken: ['next'],
    holding: [late],
  })
})

test('where two can be at once, the next has room until both are taken', () => {
  expect(overtake(2, [over(60, 75)], [visit('next', 60, 120)]).overtaken).toEqual([])
  expect(overtake(2, [over(60, 75)], [visit('beside', 30, 90), visit('next', 60, 120)]).overtaken).toEqual([
    'next',
  ])
})

test('what began there since then has moved it aside', () => {
  const { overtaken, holding } = overtake(
    1,
    [over(60, 200)],
    [visit('begun', 70, 130, true), visit('next', 130, 190)],
  )
  expect([overtaken, holding]).toEqual([[], []])
})

const spans = (most: number) =>
  fc.array(fc.tuple(fc.nat(40), fc.integer({ min: 1, max: 20 })), { maxLength: most })

test('against a slow look minute by minute: nobody is told who had room, and nobody who had none is left out', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 3 }), spans(3), spans(3), spans(6), (lanes, late, begun, due) => {
      const overruns = late.map(([start, length]) => over(start, start + length))
      const visits = [
        ...begun.map(([start, length], n) => visit(`begun ${n}`, start, start + length, true)),
        ...due.map(([start, length], n) => visit(`due ${n}`, start, start + length)),
      ]
      const { overtaken, holding } = overtake(lanes, overruns, visits)
      const stays = visits.filter(({ appointmentId }) => !overtaken.includes(appointmentId))
      const at = (minute: number, all: readonly { start: number; end: number }[]) =>
        all.filter(({ start, end }) => start <= minute && minute < end).length
      for (const { start, appointmentId } of visits.filter((one) => overtaken.includes(one.appointmentId))) {
        expect(appointmentId).toMatch(/^due/)
        // At its first minute all lanes are held without it, and unfinished work is among what holds them.
        expect(at(start, overruns)).toBeGreaterThan(0)
        expect(at(start, [...overruns, ...stays])).toBeGreaterThanOrEqual(lanes)
      }
      // Where no work has stood aside, nobody who stays found all lanes held by work and by those before.
      const before = (start: number) =>
        stays.filter((one) => one.start < start || (one.start === start && one.begun))
      const wrong = stays.filter(
        ({ start, begun: there }) =>
          !there &&
          holding.length === overruns.length &&
          at(start, overruns) > 0 &&
          at(start, [...overruns, ...before(start)]) >= lanes,
      )
      expect(wrong).toEqual([])
    }),
    { numRuns: 2000 },
  )
})
