import { DEMO_PASSWORD } from '../../features/accounts/demo-password.ts'
import { registerDevice, RegisterDevice } from '../../features/staff/devices.ts'
import { setDevicePin, SetDevicePinInput } from '../../features/staff/set-device-pin.ts'
import { unlockDevice } from '../../features/staff/unlock-device.ts'
import type { Ctx } from '../../kit/context.ts'
import type { Cast } from '../cast.ts'
import { before } from './before.ts'

/** The PIN of every demo person who has one: it stands in the README. */
const DEMO_PIN = '4729'

/** The shared devices of a shop: some of its people have a PIN, and one after the other has been at them. */
export async function shareDevices(
  ctx: Ctx,
  { shop, data, people, technicians, owner }: Cast,
): Promise<void> {
  const leads = people.filter(({ roles }) => roles.some((role) => role === 'manager' || role === 'advisor'))
  const users = [...leads, ...technicians.slice(0, 2)]
  for (const { caller } of users) {
    const pin = { shop: shop.slug, pin: DEMO_PIN, presentPassword: DEMO_PASSWORD }
    await setDevicePin({ ...before(ctx, { days: 20 }), caller }, SetDevicePinInput.parse(pin))
  }
  for (const [index, device] of (data.devices ?? []).entries()) {
    const asOwner: Ctx = { ...before(ctx, { days: 21 - index }), caller: owner }
    const token = await registerDevice(asOwner, shop, RegisterDevice.parse(device), undefined)
    const user = users[index]
    const there: Ctx = { ...before(ctx, { minutes: 50 + 170 * index }), caller: { kind: 'nobody' } }
    if (user) await unlockDevice(there, token, { person: user.staffId, pin: DEMO_PIN })
  }
}
