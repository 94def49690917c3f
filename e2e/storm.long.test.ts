import { afterAll, expect, test } from 'vitest'
import { newDataFolder, removeDataFolder } from './support/fixbay.ts'
import { fight } from './support/fight.ts'
import { storm } from './support/storm.ts'

const dataFolder = newDataFolder()
afterAll(() => removeDataFolder(dataFolder))

test('a storm of bookings, moves, cancellations, holds and changed shifts, killed twice, leaves nothing wrong [S3.C4] [S2.04d]', async () => {
  const outcome = await storm(dataFolder, 60_000, 2)
  console.log(
    outcome.answers,
    `${outcome.calls} calls, ${outcome.compared} compared, longest ${Math.round(outcome.longestMs)} ms`,
  )
  expect(outcome.faults).toEqual([])
  expect(outcome.kills).toBe(2)
  expect(outcome.compared).toBeGreaterThan(10)
})

test('two hundred clients and room for five: five get it, the others three times that are really free [S3.C4] [S2.04d]', async () => {
  const { got, refused, faults, longestMs } = await fight(dataFolder, 200, 5)
  expect(faults).toEqual([])
  expect([got, refused]).toEqual([5, 195])
  // The promise of the trade: nobody waits longer at the counter. Far from what a quiet machine needs.
  expect(longestMs).toBeLessThan(5000)
})
