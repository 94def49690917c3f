import { z } from 'zod'
import { can, grantIn, inPerson } from '../../kit/access/index.ts'
import { audit } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import { isId, transaction } from '../../kit/db/index.ts'
import { illegalMove, invalid, notFound } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { createShop, CreateShop } from '../shops/create-shop.ts'
import type { Shop } from '../shops/shop.ts'
import { heldAccount } from '../accounts/account.ts'
import { rightsChanged } from '../accounts/rights-changed.ts'
import { lockOrganisation } from '../organisations/organisation.ts'
import { welcomeMembers } from './members.ts'
import { guardOrganisation } from './own-organisations.ts'
import { isPlatform } from './roles.ts'
import { insertPerson } from './store.ts'
import { selectShopsOwnedBy } from './store-owners.ts'
import { shopsById, shopsOfOrganisation } from '../shops/find.ts'

/** Whom a shop belongs to at first. */
export interface FirstOwner {
  accountId: string
  name: string
}

export const OpenShop = z.strictObject({
  ...CreateShop.shape,
  /** An organisation all of whose shops the caller owns: the new one belongs to it too. Else it gets one of its own. */
  organisationId: z.string().max(64).optional(),
})

/** As many shops of one account may wait for the platform's yes, or be suspended. */
export const MOST_WAITING = 3

/**
 * Opens a shop and makes somebody its owner: the account given (by the system), else the caller's own. Whoever has a
 * confirmed address or phone may: such a shop waits for the platform's yes. 409 `contact_unconfirmed`,
 * `too_many_waiting`, `slug_taken`; 403 for an organisation that is not all the caller's.
 */
export async function openShop(
  ctx: Ctx,
  { organisationId, ...input }: z.output<typeof OpenShop>,
  owner: FirstOwner = ownerFrom(ctx),
): Promise<Shop> {
  if (organisationId && input.organisation) throw invalid('/organisation', 'oneOfTwo')
  return transaction(ctx, async (tx) => {
    if (organisationId) await guardJoining(tx, organisationId)
    if (!can(tx, 'shop.approve', {})) await guardApplicant(tx, owner.accountId)
    const shop = await createShop(tx, input, organisationId)
    const person = await insertPerson(tx, shop.id, {
      name: owner.name,
      roles: ['owner'],
      accountId: owner.accountId,
    })
    await rightsChanged(tx, owner.accountId)
    const subject = { kind: 'staff', id: person.id } as const
    await audit(tx, { action: 'staff.add', shopId: shop.id, subject, after: { roles: person.roles } })
    await record(tx, {
      type: 'person.added',
      shopId: shop.id,
      subject,
      data: { roles: person.roles },
    })
    await welcomeMembers(tx, shop)
    return shop
  })
}

/** Until the new shop is in, nobody changes who owns the organisation. */
async function guardJoining(tx: Ctx, organisationId: string): Promise<void> {
  const shops = isId(organisationId) ? await shopsOfOrganisation(tx, organisationId) : []
  const [shop] = isPlatform(tx) || shops.some(({ id }) => grantIn(tx.caller, id)) ? shops : []
  if (!shop) throw notFound('/organisationId')
  await lockOrganisation(tx, organisationId)
  await guardOrganisation(tx, shop)
}

function ownerFrom(ctx: Ctx): FirstOwner {
  const { accountId, name } = inPerson(ctx)
  return { accountId, name }
}

/** The account is held until the transaction ends: of two forms sent at once the second sees the first one's shop. */
async function guardApplicant(tx: Ctx, accountId: string): Promise<void> {
  const account = await heldAccount(tx, accountId)
  if (!account.emailVerifiedAt && !account.phoneVerifiedAt) throw illegalMove('contact_unconfirmed')
  if ((await waitingShopsOf(tx, accountId)).length >= MOST_WAITING) throw illegalMove('too_many_waiting')
}

/** The shops of an owner that are not open to the public. A read for pages: it asks for no permission. */
export async function waitingShopsOf(ctx: Ctx, accountId: string): Promise<Shop[]> {
  const owned = await shopsById(ctx, await selectShopsOwnedBy(ctx, accountId))
  return [...owned.values()].filter(({ status }) => status !== 'approved')
}
