import { z } from 'zod'
import { AssetAnswer } from './asset-input.ts'

const [vehicle, device] = AssetAnswer.options
const version = { version: z.int() }

/** A vehicle or device as its owner keeps it. */
export const GarageAnswer = z.discriminatedUnion('kind', [vehicle.extend(version), device.extend(version)])
