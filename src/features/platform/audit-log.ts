import { z } from 'zod'
import { allow, allowInShop } from '../../kit/access/index.ts'
import { audit } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import { isId, transaction } from '../../kit/db/index.ts'
import { invalid } from '../../kit/errors.ts'
import { localDay, pageLimit } from '../../kit/input.ts'
import { startOfDay } from '../../kit/time.ts'
import { accountsByIds } from '../accounts/account.ts'
import { findShop } from '../shops/find.ts'
import type { Shop } from '../shops/shop.ts'
import { keyNames } from '../integrations/api-keys.ts'
import { staffOf } from '../staff/people.ts'
import { type AuditFilter, type AuditRow, selectAudit } from './store-audit.ts'

export const ReadAudit = z.strictObject({
  /** The account or the key that did it. */
  who: z.string().max(64).optional(),
  /** An action (`staff.setRoles`), or all of a feature (`accounts`). */
  what: z
    .string()
    .regex(/^[a-zA-Z_]{1,30}(?:\.[a-zA-Z_]{1,40})?$/)
    .optional(),
  /** The id of what it was done to. */
  about: z.string().max(64).optional(),
  /** Local dates, both included. */
  from: localDay().optional(),
  to: localDay().optional(),
  limit: pageLimit({ most: 200, fallback: 50 }),
  after: z.string().max(64).optional(),
})
export type ReadAudit = z.output<typeof ReadAudit>

export const ReadPlatformAudit = ReadAudit.extend({
  /** One shop's lines and how its people signed in: its id or slug. */
  shop: z.string().max(64).optional(),
})
export type ReadPlatformAudit = z.output<typeof ReadPlatformAudit>

/** A line of the log with the names of who did it and, where it was another's, in whose place. */
export interface AuditEntry extends AuditRow {
  actor: string | null
  /** The name of who was acted for. */
  inPlaceOf: string | null
  /** What the key is called that did it. */
  key: string | null
}

/**
 * A page of a shop's audit log, newest first: what was done there, and how its people signed in. Whoever reads it
 * stands in it where they take it away (`exportAudit`).
 */
export async function readAudit(
  ctx: Ctx,
  shop: Shop,
  input: ReadAudit,
): Promise<{ entries: AuditEntry[]; next: string | null }> {
  allowInShop(ctx, 'audit.read', shop.id)
  return page(ctx, input, { ...(await ofShop(ctx, shop)), ...datesOf(input, shop.timezone) })
}

/** The same for the whole platform, or as its people see one shop's; dates are UTC. For the super admin. */
export async function readPlatformAudit(
  ctx: Ctx,
  { shop, ...input }: ReadPlatformAudit,
): Promise<{ entries: AuditEntry[]; next: string | null }> {
  allow(ctx, 'audit.read', {})
  const of = shop === undefined ? {} : await ofShop(ctx, await findShop(ctx, shop, '/shop'))
  return page(ctx, input, { ...of, ...datesOf(input, 'UTC') })
}

const MOST = 10_000

/** As many lines as a table takes, and a line that says who took them. */
export async function exportAudit(ctx: Ctx, shop: Shop, input: ReadAudit): Promise<AuditEntry[]> {
  allowInShop(ctx, 'audit.read', shop.id)
  return transaction(ctx, async (tx) => {
    const filter = { ...(await ofShop(tx, shop)), ...datesOf(input, shop.timezone) }
    const { entries } = await page(tx, { ...input, limit: MOST }, filter)
    const subject = { kind: 'shop', id: shop.id } as const
    await audit(tx, { action: 'audit.export', shopId: shop.id, subject, after: { lines: entries.length } })
    return entries
  })
}

/** Who may stand in a shop's log, to choose from: its people with an account, and its keys. */
export async function doersIn(ctx: Ctx, shop: Shop) {
  const people = await staffOf(ctx, shop.id)
  const keys = await keyNames(ctx, shop.id)
  return {
    people: people.flatMap(({ accountId, name }) => (accountId ? [{ value: accountId, label: name }] : [])),
    keys: [...keys].map(([value, label]) => ({ value, label })),
  }
}

async function ofShop(ctx: Ctx, shop: Shop): Promise<Pick<AuditFilter, 'of'>> {
  const people = await staffOf(ctx, shop.id)
  return { of: { shopId: shop.id, people: people.flatMap(({ accountId }) => accountId ?? []) } }
}

function datesOf({ from, to }: ReadAudit, zone: string): Pick<AuditFilter, 'start' | 'end'> {
  return { start: from && startOfDay(from, zone), end: to && startOfDay(to.add({ days: 1 }), zone) }
}

async function page(ctx: Ctx, input: ReadAudit, filter: Omit<AuditFilter, 'limit'>) {
  const { who, what, about, after, limit } = input
  for (const [name, id] of Object.entries({ who, about, after }))
    if (id !== undefined && !isId(id)) throw invalid(`/${name}`, 'wrongFormat')
  const rows = await selectAudit(ctx, { ...filter, who, what, about, after, limit: limit + 1 })
  const shown = rows.slice(0, limit)
  const actors = [
    ...new Set(shown.flatMap(({ actorId, actingFor }) => [actorId ?? [], actingFor ?? []].flat())),
  ]
  const names = new Map((await accountsByIds(ctx, actors)).map(({ id, name }) => [id, name]))
  const keyIds = [...new Set(shown.flatMap(({ keyId }) => keyId ?? []))]
  const keys = await keyNames(ctx, filter.of?.shopId, keyIds)
  return {
    entries: shown.map((row) => ({
      ...row,
      actor: names.get(row.actorId ?? '') ?? null,
      inPlaceOf: names.get(row.actingFor ?? '') ?? null,
      key: keys.get(row.keyId ?? '') ?? null,
    })),
    next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
  }
}
