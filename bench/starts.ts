import { tmpdir } from 'node:os'
import { newDataFolder, removeDataFolder, startFixbay } from '../e2e/support/fixbay.ts'
import { median } from './support/rounds.ts'
import type { Sheet } from './support/sheet.ts'

/** From nothing to ready, and again on the same data: seconds until the program says that it is ready. */
export async function benchStarts(sheet: Sheet, rounds: number): Promise<void> {
  const cold: number[] = []
  const warm: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const dataFolder = newDataFolder(tmpdir())
    cold.push(await secondsToReady(dataFolder))
    warm.push(await secondsToReady(dataFolder))
    removeDataFolder(dataFolder)
  }
  sheet.heading('Starting, database included')
  sheet.line('cold: a new data folder', `${median(cold).toFixed(1)} s`)
  sheet.line('warm: the same again', `${median(warm).toFixed(1)} s`, median(warm), { atMost: 4 })
}

async function secondsToReady(dataFolder: string): Promise<number> {
  const begun = performance.now()
  const fixbay = await startFixbay({ dataFolder })
  const seconds = (performance.now() - begun) / 1000
  await fixbay.stop()
  return seconds
}
