import type { Selectable } from 'kysely'
import type { Accounts } from '../../../db/types.ts'
import type { PlatformRole } from '../../kit/access/index.ts'
import type { Ctx, Locale } from '../../kit/context.ts'

/** The calendar that a person reads, as it is stored. */
export type AccountCalendar = 'gregorian' | 'jalali'

/** A person, without what only the sign-in may see. */
export interface Account {
  id: string
  name: string
  email: string | null
  emailVerifiedAt: Temporal.Instant | null
  /** E.164. */
  phone: string | null
  phoneVerifiedAt: Temporal.Instant | null
  address: string | null
  locale: Locale
  calendar: AccountCalendar
  /** ISO country in which national phone numbers are read. */
  region: string | null
  createdAt: Temporal.Instant
  deactivatedAt: Temporal.Instant | null
  version: number
}

const COLUMNS = [
  'id',
  'name',
  'email',
  'emailVerifiedAt',
  'phone',
  'phoneVerifiedAt',
  'address',
  'locale',
  'calendar',
  'region',
  'createdAt',
  'deactivatedAt',
  'version',
] as const

export { COLUMNS as ACCOUNT_COLUMNS }

type Row = Pick<Selectable<Accounts>, (typeof COLUMNS)[number]>

// The checks of the table hold `locale` and `calendar` to these words.
const accountOf = (row: Row): Account => row as Account

export async function selectAccount(ctx: Ctx, id: string): Promise<Account | undefined> {
  const row = await ctx.db.selectFrom('accounts').select(COLUMNS).where('id', '=', id).executeTakeFirst()
  return row && accountOf(row)
}

/** The same, locked until the transaction ends. */
export async function lockAccount(tx: Ctx, id: string): Promise<Account | undefined> {
  const row = await tx.db
    .selectFrom('accounts')
    .select(COLUMNS)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row && accountOf(row)
}

export async function selectAccounts(ctx: Ctx, ids: readonly string[]): Promise<Account[]> {
  if (ids.length === 0) return []
  const rows = await ctx.db.selectFrom('accounts').select(COLUMNS).where('id', 'in', ids).execute()
  return rows.map(accountOf)
}

export async function selectAccountByEmail(ctx: Ctx, email: string): Promise<Account | undefined> {
  const row = await ctx.db
    .selectFrom('accounts')
    .select(COLUMNS)
    .where('email', '=', email)
    .executeTakeFirst()
  return row && accountOf(row)
}

/** What a sign-in compares: the account that an address names, with its hash. */
export async function selectCredentials(
  ctx: Ctx,
  email: string,
): Promise<(Account & { passwordHash: string | null }) | undefined> {
  const row = await ctx.db
    .selectFrom('accounts')
    .select([...COLUMNS, 'passwordHash'])
    .where('email', '=', email)
    .executeTakeFirst()
  return row && { ...accountOf(row), passwordHash: row.passwordHash }
}

/** The same by the account's id. */
export async function selectCredentialsById(
  ctx: Ctx,
  id: string,
): Promise<(Account & { passwordHash: string | null }) | undefined> {
  const row = await ctx.db
    .selectFrom('accounts')
    .select([...COLUMNS, 'passwordHash'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row && { ...accountOf(row), passwordHash: row.passwordHash }
}

/** The same, locked until the transaction ends. */
export async function lockCredentials(
  tx: Ctx,
  id: string,
): Promise<(Account & { passwordHash: string | null }) | undefined> {
  const row = await tx.db
    .selectFrom('accounts')
    .select([...COLUMNS, 'passwordHash'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row && { ...accountOf(row), passwordHash: row.passwordHash }
}

/** The accounts that sign in with a phone, the oldest first. */
export async function selectAccountsByVerifiedPhone(ctx: Ctx, phone: string): Promise<Account[]> {
  const rows = await ctx.db
    .selectFrom('accounts')
    .select(COLUMNS)
    .where('phone', '=', phone)
    .where('phoneVerifiedAt', 'is not', null)
    .where('deactivatedAt', 'is', null)
    .orderBy('createdAt')
    .limit(20)
    .execute()
  return rows.map(accountOf)
}

/** The account as it is now, held against changes until the transaction ends. */
export async function holdCredentials(
  tx: Ctx,
  id: string,
): Promise<(Account & { passwordHash: string | null }) | undefined> {
  const row = await tx.db
    .selectFrom('accounts')
    .select([...COLUMNS, 'passwordHash'])
    .where('id', '=', id)
    .forShare()
    .executeTakeFirst()
  return row && { ...accountOf(row), passwordHash: row.passwordHash }
}

type NewAccount = Pick<
  Account,
  'id' | 'name' | 'email' | 'phone' | 'locale' | 'calendar' | 'region' | 'emailVerifiedAt'
> &
  Partial<Pick<Account, 'phoneVerifiedAt'>> & {
    passwordHash: string | null
  }

export async function insertAccount(tx: Ctx, account: NewAccount): Promise<Account> {
  const row = await tx.db
    .insertInto('accounts')
    .values({ ...account, createdAt: tx.now })
    .returning(COLUMNS)
    .executeTakeFirstOrThrow()
  return accountOf(row)
}

type AccountChange = Partial<
  Pick<
    Account,
    | 'name'
    | 'email'
    | 'emailVerifiedAt'
    | 'phone'
    | 'phoneVerifiedAt'
    | 'address'
    | 'locale'
    | 'calendar'
    | 'region'
  > & { passwordHash: string }
>

export async function updateAccount(tx: Ctx, id: string, change: AccountChange): Promise<Account> {
  const row = await tx.db
    .updateTable('accounts')
    .set((eb) => ({ ...change, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .returning(COLUMNS)
    .executeTakeFirstOrThrow()
  return accountOf(row)
}

export async function insertPlatformRole(
  tx: Ctx,
  accountId: string,
  role: PlatformRole,
  grantedBy: string | null,
): Promise<void> {
  await tx.db
    .insertInto('platformRoles')
    .values({ accountId, role, grantedAt: tx.now, grantedBy })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await tx.db
    .updateTable('accounts')
    .set((eb) => ({ accessVersion: eb('accessVersion', '+', 1) }))
    .where('id', '=', accountId)
    .execute()
}
