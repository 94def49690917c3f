import type { Ctx } from '../../kit/context.ts'
import { acrossShops } from '../../kit/db/index.ts'

/** The account itself, without what only the sign-in may see. */
export async function selectSelf(ctx: Ctx, accountId: string) {
  return ctx.db
    .selectFrom('accounts')
    .select(['id', 'name', 'email', 'emailVerifiedAt', 'phone', 'phoneVerifiedAt', 'address'])
    .select(['locale', 'calendar', 'region', 'createdAt'])
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow()
}

/** What they are besides a customer: staff of shops and organisations, the platform's people. */
export async function selectHats(ctx: Ctx, accountId: string) {
  const staff = await acrossShops(ctx.db, 'a person is told of every shop they work at')
    .selectFrom('staff')
    .innerJoin('shops', 'shops.id', 'staff.shopId')
    .select(['shops.name as shop', 'staff.name', 'staff.roles', 'staff.createdAt as since', 'staff.leftAt'])
    .where('staff.accountId', '=', accountId)
    .orderBy('staff.id')
    .execute()
  const organisations = await ctx.db
    .selectFrom('organisationMembers')
    .innerJoin('organisations', 'organisations.id', 'organisationMembers.organisationId')
    .select(['organisations.name as organisation', 'organisationMembers.roles', 'organisationMembers.since'])
    .where('accountId', '=', accountId)
    .execute()
  const platform = await ctx.db
    .selectFrom('platformRoles')
    .select(['role', 'grantedAt as since'])
    .where('accountId', '=', accountId)
    .execute()
  return { staff, organisations, platform }
}

export async function selectSessionsOf(ctx: Ctx, accountId: string) {
  return ctx.db
    .selectFrom('sessions')
    .select(['kind', 'createdAt', 'lastUsedAt', 'endedAt', 'userAgent', 'address'])
    .where('accountId', '=', accountId)
    .orderBy('id')
    .execute()
}

export async function selectSignInWays(ctx: Ctx, accountId: string) {
  const passkeys = await ctx.db
    .selectFrom('passkeys')
    .select(['name', 'createdAt', 'lastUsedAt'])
    .where('accountId', '=', accountId)
    .orderBy('id')
    .execute()
  const totp = await ctx.db
    .selectFrom('accountTotp')
    .select(['createdAt', 'confirmedAt'])
    .where('accountId', '=', accountId)
    .executeTakeFirst()
  return { passkeys, authenticatorApp: totp ?? null }
}

const MOST_LINES = 5000

/** What the audit log says they did: sign-ins and changes, with address and device. */
export async function selectActs(ctx: Ctx, accountId: string) {
  return ctx.db
    .selectFrom('audit')
    .select(['at', 'action', 'address', 'userAgent'])
    .where('actorId', '=', accountId)
    .where('action', 'like', 'accounts.%')
    .orderBy('id', 'desc')
    .limit(MOST_LINES)
    .execute()
}

export async function selectGarage(ctx: Ctx, accountId: string) {
  return ctx.db
    .selectFrom('garageAssets')
    .select(['id', 'kind', 'make', 'model', 'year', 'vin', 'plate', 'odometer', 'imei', 'serial'])
    .select(['createdAt', 'archivedAt'])
    .where('accountId', '=', accountId)
    .orderBy('id')
    .execute()
}

/** Their household: whom they took in and asked in, in whose they are, and what was asked. */
export async function selectHousehold(ctx: Ctx, accountId: string) {
  const members = await ctx.db
    .selectFrom('householdMembers')
    .innerJoin('accounts as heads', 'heads.id', 'householdMembers.headId')
    .innerJoin('accounts as members', 'members.id', 'householdMembers.memberId')
    .select(['heads.name as head', 'members.name as member', 'joinedAt', 'limitAmount', 'limitCurrency'])
    .where((eb) => eb.or([eb('headId', '=', accountId), eb('memberId', '=', accountId)]))
    .orderBy('joinedAt')
    .execute()
  const shares = await ctx.db
    .selectFrom('householdShares')
    .select(['headId', 'memberId', 'assetId', 'sharedAt'])
    .where((eb) => eb.or([eb('headId', '=', accountId), eb('memberId', '=', accountId)]))
    .orderBy('assetId')
    .execute()
  const invitations = await ctx.db
    .selectFrom('householdInvitations')
    .select(['email', 'phone', 'limitAmount', 'limitCurrency', 'createdAt', 'expiresAt', 'endedAt'])
    .where('headId', '=', accountId)
    .orderBy('id')
    .execute()
  const questions = await acrossShops(ctx.db, 'a person is told what was asked, at whatever shop')
    .selectFrom('householdQuestions')
    .select([
      'shopId',
      'assetId',
      'orderId',
      'amount',
      'currency',
      'createdAt',
      'askedAt',
      'answer',
      'answeredAt',
    ])
    .where((eb) => eb.or([eb('headId', '=', accountId), eb('memberId', '=', accountId)]))
    .orderBy('id')
    .execute()
  return { members, shares, invitations, questions }
}

export async function selectFeeds(ctx: Ctx, accountId: string) {
  return ctx.db
    .selectFrom('calendarFeeds')
    .select(['kind', 'createdAt', 'revokedAt'])
    .where('accountId', '=', accountId)
    .orderBy('id')
    .execute()
}

/** Messages about the account itself; those of shops stand with the shops. */
export async function selectAccountMessages(ctx: Ctx, accountId: string) {
  return ctx.db
    .selectFrom('messages')
    .select(['createdAt', 'sentAt', 'channel', 'purpose', 'template', 'recipient', 'params', 'status'])
    .where('accountId', '=', accountId)
    .where('customerId', 'is', null)
    .orderBy('id')
    .execute()
}

/** Photos that were sent up and wait to be attached. */
export async function selectOwnUploads(ctx: Ctx, accountId: string) {
  return ctx.db
    .selectFrom('uploads')
    .select(['id', 'storageKey', 'createdAt'])
    .where('uploadedBy', '=', accountId)
    .where('attachedAt', 'is', null)
    .orderBy('id')
    .execute()
}
