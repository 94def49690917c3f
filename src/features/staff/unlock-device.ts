import { z } from 'zod'
import type { Ctx } from '../../kit/context.ts'
import { isId, transaction } from '../../kit/db/index.ts'
import { invalid, notFound, Problem } from '../../kit/errors.ts'
import { password } from '../../kit/input.ts'
import { type Account, accountsByIds } from '../accounts/account.ts'
import { openAtDevice, proveAtDevice } from '../accounts/device-sessions.ts'
import { checkPassword } from '../accounts/password-hash.ts'
import type { BrowserSession } from '../accounts/sessions.ts'
import { auditFailure } from '../accounts/sign-in.ts'
import { deviceHere, type SharedDevice } from './devices.ts'
import { boundPin, hashNewPin, pin } from './device-pin.ts'
import { keepPin } from './set-device-pin.ts'
import { type Person, staffOf } from './people.ts'
import { updateDevice } from './store-devices.ts'
import { clearPinTries, selectPinOwners, takePinTry } from './store-pins.ts'

// Over all devices of the shop: a fifth wrong PIN locks that person's for a quarter of an hour.
const TRIES = 5
const LOCK_MINUTES = 15

export const UnlockInput = z.strictObject({ person: z.string().max(64), pin: pin() })
export const SetPinHere = UnlockInput.extend({ password: password({ min: 1, max: 200 }) })

/** Who may sit at a device: the shop's people who have an account. */
export interface DevicePerson {
  id: string
  accountId: string
  name: string
  hasPin: boolean
}

/** The people of a device's shop, by name. */
export async function peopleAtDevice(ctx: Ctx, { shopId }: SharedDevice): Promise<DevicePerson[]> {
  const people = (await staffOf(ctx, shopId)).filter(hasAccount)
  const open = new Set(
    (
      await accountsByIds(
        ctx,
        people.map(({ accountId }) => accountId),
      )
    ).flatMap((account) => (account.deactivatedAt ? [] : account.id)),
  )
  const owners = new Set(await selectPinOwners(ctx, shopId))
  return people
    .filter(({ accountId }) => open.has(accountId))
    .map(({ id, accountId, name }) => ({ id, accountId, name, hasPin: owners.has(id) }))
}

const hasAccount = (person: Person): person is Person & { accountId: string } => person.accountId !== null

/** Opens a session at a device by a person's PIN; whoever was at it is out. 404 where the browser is no device. */
export async function unlockDevice(
  ctx: Ctx,
  token: string | undefined,
  input: z.output<typeof UnlockInput>,
): Promise<Unlocked> {
  const { device, person, owner } = await atDevice(ctx, token, input.person)
  const since = ctx.now.subtract({ minutes: LOCK_MINUTES })
  const taken = await transaction(ctx, (tx) => takePinTry(tx, owner, { most: TRIES, since }))
  if (!taken) throw person.hasPin ? locked() : invalid('/pin', 'wrongPin')
  if (!(await checkPassword(boundPin(ctx, owner, input.pin), taken.pinHash, ctx.patience))) {
    await transaction(ctx, (tx) => auditFailure(tx, person.accountId))
    throw taken.isLast ? locked() : invalid('/pin', 'wrongPin')
  }
  return transaction(ctx, async (tx) => {
    if (!(await clearPinTries(tx, owner, taken.pinHash))) throw invalid('/pin', 'wrongPin')
    return open(tx, device, person)
  })
}

/** Sets a person's PIN at a device by their password, and opens a session there. */
export async function setPinAtDevice(
  ctx: Ctx,
  token: string | undefined,
  input: z.output<typeof SetPinHere>,
): Promise<Unlocked> {
  const { device, person, owner } = await atDevice(ctx, token, input.person)
  const pinHash = await hashNewPin(ctx, owner, input.pin)
  await proveAtDevice(ctx, person.accountId, input.password)
  return transaction(ctx, async (tx) => {
    await keepPin(tx, owner, { pinHash, accountId: person.accountId })
    return open(tx, device, person)
  })
}

export interface Unlocked {
  account: Account
  session: BrowserSession
  device: SharedDevice
}

async function atDevice(ctx: Ctx, token: string | undefined, staffId: string) {
  const device = await deviceHere(ctx, token)
  if (!device) throw notFound()
  const people = isId(staffId) ? await peopleAtDevice(ctx, device) : []
  const person = people.find(({ id }) => id === staffId)
  if (!person) throw notFound('/person')
  return { device, person, owner: { shopId: device.shopId, staffId: person.id } }
}

/** The device may have been ended while the PIN was looked at. */
async function open(tx: Ctx, device: SharedDevice, person: DevicePerson): Promise<Unlocked> {
  if (!(await updateDevice(tx, device, { lastUsedAt: tx.now }))) throw notFound()
  return { device, ...(await openAtDevice(tx, person.accountId, device)) }
}

const locked = () => new Problem('slow-down', { reason: 'pin_locked', retryAfterSeconds: LOCK_MINUTES * 60 })
