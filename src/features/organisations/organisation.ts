import type { Ctx } from '../../kit/context.ts'
import {
  countOwners,
  insertOrganisation,
  lockOrganisationRow,
  type Organisation,
  selectOrganisation,
} from './store.ts'

export type { Organisation }

/** The organisation of an id that came with a shop. */
export async function organisationById(ctx: Ctx, id: string): Promise<Organisation | undefined> {
  return selectOrganisation(ctx, id)
}

/** Makes the organisation of a first shop, inside that shop's transaction. */
export async function addOrganisation(tx: Ctx, name: string): Promise<Organisation> {
  return insertOrganisation(tx, name)
}

/** How many people who may sign in own all shops of an organisation through it, but for one account. */
export async function ownersOfOrganisation(
  ctx: Ctx,
  organisationId: string,
  exceptAccountId?: string,
): Promise<number> {
  return countOwners(ctx, organisationId, exceptAccountId)
}

/** Until the transaction ends nobody else changes who owns the organisation or one of its shops. */
export async function lockOrganisation(tx: Ctx, id: string): Promise<void> {
  await lockOrganisationRow(tx, id)
}
