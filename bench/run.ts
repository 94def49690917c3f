import { availableParallelism, cpus, loadavg } from 'node:os'
import { benchBookings } from './bookings.ts'
import { MemoryWatch } from './memory.ts'
import { benchPages } from './pages.ts'
import { benchReads } from './reads.ts'
import { benchRowSecurity } from './row-level-security.ts'
import { benchSignIns } from './sign-ins.ts'
import { slotsInMemory } from './slots-memory.ts'
import { benchSlots } from './slots.ts'
import { benchStarts } from './starts.ts'
import { install, type Installation } from './support/installation.ts'
import { Sheet, whole } from './support/sheet.ts'

// `npm run bench`, under five minutes; `-- --full` with a million orders. Medians of interleaved rounds; a ratio is made
// within its round, so that a busy machine slows both sides. See bench/README.md for what the figures mean.

const ROUNDS = 5
const YOUNG = 1000
const OLD = process.argv.includes('--full') ? 1_000_000 : 100_000

const sheet = new Sheet()
console.log(
  `Node ${process.version}, ${availableParallelism()} × ${cpus()[0]?.model ?? 'an unknown processor'}`,
)
console.log(`load ${loadavg()[0]?.toFixed(1)} before it began; medians of ${ROUNDS} interleaved rounds`)

const installed: Installation[] = []
try {
  sheet.heading('Free slots in memory, no database')
  const { rows = 0 } = slotsInMemory()
  sheet.line('30 days, 4,800 claims', `${whole(rows)} µs`, rows, { atMost: 1000 })
  await benchStarts(sheet, 3)
  console.log(`\nFilling two databases with ${whole(YOUNG)} and ${whole(OLD)} orders…`)
  const young = await install(YOUNG)
  installed.push(young)
  const old = await install(OLD)
  installed.push(old)
  const memory = new MemoryWatch(old)
  const look = () => memory.look()
  await benchReads(sheet, ROUNDS, [young, old], look)
  await benchSlots(sheet, ROUNDS, old, look)
  await benchPages(sheet, ROUNDS, old, look)
  await benchBookings(sheet, ROUNDS, [young, old], look)
  await benchSignIns(sheet, ROUNDS, old, look)
  await benchRowSecurity(sheet, ROUNDS, old, look)
  await benchReads(new Sheet(true), 2, [young, old], look)
  memory.tell(sheet)
  sheet.end()
} finally {
  for (const one of installed) await one.remove()
}
