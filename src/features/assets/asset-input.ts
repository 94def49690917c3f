import { z } from 'zod'
import { invalid } from '../../kit/errors.ts'
import {
  imei,
  isModelYear,
  lastModelYear,
  modelYear,
  odometer,
  plate,
  serial,
  text,
  vin,
} from '../../kit/input.ts'
import type { AssetFacts } from './store.ts'

const name = () => text({ max: 80 })

/** What is known of a vehicle, and of a device. */
export const vehicleFields = {
  kind: z.literal('vehicle'),
  make: name(),
  model: name(),
  year: modelYear().nullish(),
  vin: vin().nullish(),
  plate: plate().nullish(),
  odometer: odometer().nullish(),
}
export const deviceFields = {
  kind: z.literal('device'),
  brand: name(),
  model: name(),
  imei: imei().nullish(),
  serial: serial().nullish(),
}

/** A vehicle or a device as the contract gives it. */
export const AssetInput = z.discriminatedUnion('kind', [
  z.strictObject(vehicleFields),
  z.strictObject(deviceFields),
])
export type AssetInput = z.output<typeof AssetInput>

/** The facts of what was typed; 400 on `<prefix>/year` for a model year after next year's. */
export function readAsset(input: AssetInput, now: Temporal.Instant, prefix: string): AssetFacts {
  const none = { year: null, vin: null, plate: null, odometer: null, imei: null, serial: null }
  if (input.kind === 'device') {
    return {
      ...none,
      kind: 'device',
      make: input.brand,
      model: input.model,
      imei: input.imei ?? null,
      serial: input.serial ?? null,
    }
  }
  refuseFutureYear(input.year, now, `${prefix}/year`)
  return {
    ...none,
    kind: 'vehicle',
    make: input.make,
    model: input.model,
    year: input.year ?? null,
    vin: input.vin ?? null,
    plate: input.plate ?? null,
    odometer: input.odometer ?? null,
  }
}

/** 400 for a model year after next year's. */
export function refuseFutureYear(
  year: number | null | undefined,
  now: Temporal.Instant,
  pointer: string,
): void {
  if (year != null && !isModelYear(year, now))
    throw invalid(pointer, 'modelYear', { limit: lastModelYear(now) })
}

/** The asset as answers show it, in the contract's shape. */
export function presentAsset(asset: AssetFacts & { id: string }) {
  const shared = { id: asset.id, model: asset.model }
  if (asset.kind === 'device')
    return { ...shared, kind: 'device' as const, brand: asset.make, imei: asset.imei, serial: asset.serial }
  return {
    ...shared,
    kind: 'vehicle' as const,
    make: asset.make,
    year: asset.year,
    vin: asset.vin,
    plate: asset.plate,
    odometer: asset.odometer,
  }
}

export const AssetAnswer = z.discriminatedUnion('kind', [
  z.object({
    id: z.string(),
    kind: z.literal('vehicle'),
    make: z.string(),
    model: z.string(),
    year: z.number().nullable(),
    vin: z.string().nullable(),
    plate: z.string().nullable(),
    odometer: z.number().nullable(),
  }),
  z.object({
    id: z.string(),
    kind: z.literal('device'),
    brand: z.string(),
    model: z.string(),
    imei: z.string().nullable(),
    serial: z.string().nullable(),
  }),
])
