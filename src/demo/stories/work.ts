import { addJob } from '../../features/repairs/add-job.ts'
import { AddLine, addLine } from '../../features/repairs/add-line.ts'
import { addNote } from '../../features/repairs/add-note.ts'
import { assignOrder } from '../../features/repairs/assign-order.ts'
import { authoriseJob } from '../../features/repairs/authorise-job.ts'
import { changeStatus } from '../../features/repairs/change-status.ts'
import { declineJob } from '../../features/repairs/decline-job.ts'
import { editJob } from '../../features/repairs/edit-job.ts'
import { EditLine, editLine } from '../../features/repairs/edit-line.ts'
import { placeInBay } from '../../features/repairs/place-in-bay.ts'
import { jobsOf } from '../../features/repairs/read-jobs.ts'
import { selectOrderOf } from '../../features/repairs/read-order.ts'
import type { Caller } from '../../kit/access/index.ts'
import type { Ending, Scene } from './scene.ts'

const PAUSED = new Set<Ending>(['in_progress', 'awaiting_parts', 'on_hold', 'delayed'])

/** Whether a story ends in the middle of the work. */
export const isPaused = (ending: Ending): boolean => PAUSED.has(ending)

/** The vehicle or device is here: who, where, by when; then the work begins and is written down. */
export async function work(scene: Scene): Promise<void> {
  const { random, technicians, advisor, places, data } = scene.cast
  const { orderId } = scene
  const technician = random.one(technicians)
  await assignOrder(scene.as(advisor), orderId, { staffId: technician.staffId })
  await placeInBay(scene.as(advisor), orderId, { bayId: random.one(places) })
  await changeStatus(scene.as(advisor), orderId, { promisedAt: promise(scene) })
  if (random.chance(0.3)) {
    const text = random.one(data.notes)
    await addNote(scene.as(advisor), orderId, { text, visibility: 'internal' })
  }
  scene.later(random.between(0, 12))
  await scene.to('in_progress', undefined, technician.caller)
  scene.later(random.between(10, 25))
  await writeDown(scene, technician.caller)
  await propose(scene)
}

/** What is still in work is promised for the hours to come (some work that runs is late), the rest was for its own day. */
function promise(scene: Scene): Temporal.Instant {
  const { random } = scene.cast
  const { dueFrom } = scene.plan
  if (dueFrom && (scene.plan.ending !== 'in_progress' || !random.chance(0.25)))
    return byDay(scene, dueFrom.add({ minutes: 15 * random.between(2, 100) }))
  const { durationMinutes } = scene.chosen.live
  return byDay(scene, scene.startsAt.add({ minutes: durationMinutes + random.between(30, 180) }))
}

/** Nobody promises a car for the night: the next full half hour between nine and five. */
function byDay({ cast }: Scene, at: Temporal.Instant): Temporal.Instant {
  const local = at.toZonedDateTimeISO(cast.shop.timezone)
  const whole = local.round({ smallestUnit: 'minute', roundingIncrement: 30, roundingMode: 'ceil' })
  if (whole.hour < 9) return whole.with({ hour: 9, minute: 0 }).toInstant()
  return (whole.hour < 17 ? whole : whole.add({ days: 1 }).with({ hour: 9, minute: 0 })).toInstant()
}

async function writeDown(scene: Scene, technician: Caller): Promise<void> {
  const { random, shop } = scene.cast
  const { findings } = scene.chosen.told
  const [job] = await jobsIn(scene)
  if (!job) return
  if (findings) {
    const { cause, correction, parts } = random.one(findings)
    await editJob(scene.as(technician), scene.orderId, job.id, { cause, correction })
    for (const { text, amount, quantity = 1 } of parts) {
      const unitPrice = { amount, currency: shop.currency }
      const line = AddLine.parse({ kind: 'part', text, quantity, unitPrice })
      await addLine(scene.as(technician), scene.orderId, job.id, line)
    }
  }
  // Work on quote is priced once it has been looked at.
  if (scene.chosen.live.price === null) await price(scene, job.id, technician)
}

async function jobsIn({ tx, cast, orderId }: Scene) {
  const order = await selectOrderOf(tx, cast.shop.id, orderId)
  return order ? jobsOf(tx, order) : []
}

async function price(scene: Scene, jobId: string, technician: Caller): Promise<void> {
  const { shop, random, services } = scene.cast
  const job = (await jobsIn(scene)).find(({ id }) => id === jobId)
  const unit = services.find(({ live }) => live.price)?.live.price?.amount ?? 10_000
  for (const line of job?.lines ?? []) {
    if (line.unitAmount !== null) continue
    const unitPrice = { amount: unit * random.between(2, 5), currency: shop.currency }
    await editLine(scene.as(technician), scene.orderId, line.id, EditLine.parse({ unitPrice }))
  }
}

/** Further work is proposed now and then; customers say yes, or no. */
async function propose(scene: Scene): Promise<void> {
  const { random, shop, advisor } = scene.cast
  const { proposal } = scene.chosen.told
  if (!proposal || !random.chance(0.35)) return
  const { title, amount } = proposal
  const unitPrice = { amount, currency: shop.currency }
  const job = await addJob(scene.as(advisor), scene.orderId, { title })
  const line = AddLine.parse({ kind: 'labour', text: title, unitPrice })
  await addLine(scene.as(advisor), scene.orderId, job.id, line)
  scene.later(8)
  const answer = random.chance(0.55) ? authoriseJob : declineJob
  await answer(scene.as(advisor), scene.orderId, job.id, { how: 'phone' })
}

/** Stories that end in the middle of the work. */
export async function pause(scene: Scene): Promise<void> {
  const { waits } = scene.cast.data
  const { ending } = scene.plan
  scene.later(15)
  if (ending === 'awaiting_parts') await scene.to('awaiting_parts', waits.parts)
  if (ending === 'on_hold') await scene.to('on_hold', waits.hold)
  if (ending === 'delayed') await scene.to('delayed', waits.delay)
}
