import type { Ctx } from '../../kit/context.ts'
import { type Account, updateAccount } from './store.ts'
import { deletePasskeysOf } from './store-passkeys.ts'
import { deleteTotp, selectTotp } from './store-second-factors.ts'
import { endAccountTokens } from './store-tokens.ts'

/** What was taken out of an account, for the audit log. */
export interface PlantedWays {
  passkeys: number
  phone: boolean
  twoStep: boolean
}

/**
 * Ends every way in but the password: for an account whose address is proved for the first time by whoever gets its mail,
 * and who need not be who opened it.
 */
export async function endPlantedWays(tx: Ctx, { id, phoneVerifiedAt }: Account): Promise<PlantedWays> {
  const twoStep = (await selectTotp(tx, id)) !== undefined
  if (twoStep) await deleteTotp(tx, id)
  if (phoneVerifiedAt) await updateAccount(tx, id, { phoneVerifiedAt: null })
  await endAccountTokens(tx, id, ['verify_email'])
  return { passkeys: await deletePasskeysOf(tx, id), phone: phoneVerifiedAt !== null, twoStep }
}
