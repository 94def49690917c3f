import { z } from 'zod'
import type { Ctx } from '../../kit/context.ts'
import { invalid } from '../../kit/errors.ts'
import { foldDigits } from '../../kit/input/fold.ts'
import { hashPassword } from '../accounts/password-hash.ts'
import { isCommonPin } from './common-pins.ts'
import type { PinOwner } from './store-pins.ts'

/** A PIN as typed, in any digits: four to eight of them. */
export const pin = () =>
  z
    .string()
    .overwrite((typed) => foldDigits(typed).replaceAll(/[\s\u200b-\u200f-]/g, ''))
    .regex(/^\d{4,8}$/)
    .meta({ description: 'Four to eight digits.' })

/**
 * What is hashed: the PIN bound to its shop and person, keyed by the installation's secret. Four digits alone could be tried
 * through by whoever has a copy of the database.
 */
export function boundPin(ctx: Ctx, { shopId, staffId }: PinOwner, typed: string): string {
  return ctx.services.secrets.keyedHash('device pin', `${shopId} ${staffId} ${typed}`).toString('base64url')
}

/** The hash of a new PIN. 400 for one that is guessed first. Outside of any transaction: it hashes. */
export async function hashNewPin(ctx: Ctx, owner: PinOwner, typed: string): Promise<string> {
  if (isCommonPin(typed)) throw invalid('/pin', 'commonPin')
  return hashPassword(boundPin(ctx, owner, typed), ctx.patience)
}
