import { afterAll, expect, test } from 'vitest'
import { newDataFolder, removeDataFolder } from './support/fixbay.ts'
import { killRounds } from './support/kill-rounds.ts'

const dataFolder = newDataFolder()
afterAll(() => removeDataFolder(dataFolder))

test('killed in the middle of 200 bookings, ten times: every acknowledged one is there once', async () => {
  expect(await killRounds(dataFolder, 10)).toEqual({ kills: 10, faults: [] })
})
