import { z } from 'zod'
import { AssetAnswer, presentAsset } from './asset-input.ts'
import type { Asset } from './store.ts'

const [vehicle, device] = AssetAnswer.options
const forStaff = { customerId: z.string(), notes: z.string(), archived: z.boolean(), version: z.int() }

/** A shop's record of a vehicle or device, for its people. */
export const StaffAssetAnswer = z.discriminatedUnion('kind', [
  vehicle.extend(forStaff),
  device.extend(forStaff),
])
export type StaffAssetAnswer = z.output<typeof StaffAssetAnswer>

/** The record in the contract's manner. */
export function presentStaffAsset(asset: Asset): StaffAssetAnswer {
  const { customerId, notes, archivedAt, version } = asset
  return { ...presentAsset(asset), customerId, notes, archived: archivedAt !== null, version }
}
