import { expect, test } from 'vitest'
import { axisOf, layOut } from './lay-out.ts'

const span = (id: string, start: number, end: number) => ({ id, start, end })
const shown = (spans: ReturnType<typeof span>[]) => layOut(spans).map(({ id, at, of }) => `${id} ${at}/${of}`)

test('what does not overlap takes the whole width', () => {
  expect(shown([span('b', 60, 120), span('a', 0, 60)])).toEqual(['a 0/1', 'b 0/1'])
})

test('what overlaps stands side by side, and a place that is free again is used again', () => {
  expect(shown([span('a', 0, 90), span('b', 30, 60), span('c', 60, 120), span('d', 120, 150)])).toEqual([
    'a 0/2',
    'b 1/2',
    'c 1/2',
    'd 0/1',
  ])
  expect(shown([span('a', 0, 10), span('b', 0, 10), span('c', 0, 10)])).toEqual(['a 0/3', 'b 1/3', 'c 2/3'])
})

test('the axis holds open time and every visit, in whole hours from midnight', () => {
  const hour = 3_600_000
  const midnight = 5 * hour + 1_800_000
  const usual = { start: midnight + 8 * hour, end: midnight + 18 * hour }
  expect(axisOf([], midnight, usual)).toEqual(usual)
  const open = { start: midnight + 8.5 * hour, end: midnight + 17 * hour }
  const late = { start: midnight + 16.5 * hour, end: midnight + 18.25 * hour }
  expect(axisOf([open, late], midnight, usual)).toEqual({
    start: midnight + 8 * hour,
    end: midnight + 19 * hour,
  })
})
