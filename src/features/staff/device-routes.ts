import { z } from 'zod'
import { noContent, ok, type Route, route } from '../../kit/http/route.ts'
import { findShop } from '../shops/find.ts'
import { editDevice, EditDevice, listDevices, revokeDevice, type SharedDevice } from './devices.ts'
import { setDevicePin, SetDevicePinInput } from './set-device-pin.ts'

const DeviceAnswer = z
  .object({
    id: z.string(),
    name: z.string(),
    place: z.string(),
    lockMinutes: z.int().meta({ description: 'It locks by itself after so many minutes without use.' }),
    registeredAt: z.string(),
    lastUsedAt: z.string(),
  })
  .meta({ id: 'SharedDevice' })

function present({ id, name, place, lockMinutes, registeredAt, lastUsedAt }: SharedDevice) {
  const times = { registeredAt: registeredAt.toString(), lastUsedAt: lastUsedAt.toString() }
  return { id, name, place, lockMinutes, ...times }
}

const one = {
  path: '/api/shops/{shop}/devices/{device}',
  tag: 'staff',
  access: 'staff.edit',
  params: z.object({ shop: z.string(), device: z.string() }),
} as const

/** A device registers itself: it is a browser, and its cookie is made there. */
export const deviceRoutes: Route[] = [
  route({
    method: 'GET',
    path: '/api/shops/{shop}/devices',
    summary: 'The shared devices of a shop',
    tag: 'staff',
    access: 'staff.edit',
    params: z.object({ shop: z.string() }),
    answers: { 200: z.object({ devices: z.array(DeviceAnswer) }) },
    handler: async (ctx, { params }) =>
      ok({ devices: (await listDevices(ctx, await findShop(ctx, params.shop))).map(present) }),
  }),
  route({
    ...one,
    method: 'PATCH',
    summary: 'Change name, place or locking time of a shared device',
    body: EditDevice,
    answers: { 200: DeviceAnswer },
    handler: async (ctx, { params, body }) =>
      ok(present(await editDevice(ctx, await findShop(ctx, params.shop), params.device, body))),
  }),
  route({
    ...one,
    method: 'DELETE',
    summary: 'End a shared device at once, with whatever is open at it',
    answers: { 204: z.undefined() },
    handler: async (ctx, { params }) => {
      await revokeDevice(ctx, await findShop(ctx, params.shop), params.device)
      return noContent()
    },
  }),
  route({
    method: 'PUT',
    path: '/api/auth/device-pin',
    summary: 'Set your own PIN for the shared devices of a shop where you work',
    tag: 'accounts',
    access: 'account',
    rate: 'sign-in',
    body: SetDevicePinInput,
    answers: { 204: z.undefined() },
    handler: async (ctx, { body }) => {
      await setDevicePin(ctx, body)
      return noContent()
    },
  }),
]
