import { z } from 'zod'
import { allowInShop } from '../../kit/access/index.ts'
import { audit } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import { isId, transaction } from '../../kit/db/index.ts'
import { notFound } from '../../kit/errors.ts'
import { RETENTION, type Retention, type RetentionRule } from '../../kit/retention.ts'
import { secondFactorCoverage } from '../accounts/second-factor-coverage.ts'
import type { Shop } from '../shops/shop.ts'
import { staffOf } from '../staff/people.ts'
import {
  type Erasure,
  type KeptCertificate,
  selectCertificate,
  selectCertificates,
  selectOpenErasuresOf,
} from './store-erasures.ts'
import {
  type ConsentCount,
  selectBooksYears,
  selectConsentCounts,
  selectNewestSeal,
  updateBooksYears,
} from './store-compliance.ts'
import { type DataExport, selectExportsOf } from './store-exports.ts'

/** What owner and compliance look at: requests, rules, numbers and proofs of one shop. */
export interface Compliance {
  erasures: Erasure[]
  exports: DataExport[]
  certificates: KeptCertificate[]
  consents: ConsentCount[]
  customers: number
  booksYears: number
  retention: { rule: Retention; keep: RetentionRule['keep'] }[]
  /** How many of the shop's people with an account have a second factor. */
  secondFactor: { people: number; have: number }
  /** The newest seal of the audit log: written down elsewhere, it shows a cut-off end. */
  seal: { number: number; sealedAt: Temporal.Instant; hash: string } | null
}

const MOST_SHOWN = 50

/** Everything that the compliance page shows. */
export async function readCompliance(ctx: Ctx, shop: Pick<Shop, 'id'>): Promise<Compliance> {
  allowInShop(ctx, 'compliance.page', shop.id)
  const people = (await staffOf(ctx, shop.id)).filter(({ leftAt }) => leftAt === null)
  const accounts = people.flatMap(({ accountId }) => accountId ?? [])
  const { customers, counts } = await selectConsentCounts(ctx, shop.id)
  return {
    erasures: await selectOpenErasuresOf(ctx, shop.id),
    exports: await selectExportsOf(ctx, shop.id),
    certificates: await selectCertificates(ctx, shop.id, MOST_SHOWN),
    consents: counts,
    customers,
    booksYears: await selectBooksYears(ctx, shop.id),
    retention: (Object.keys(RETENTION) as Retention[]).map((rule) => ({ rule, keep: RETENTION[rule].keep })),
    secondFactor: { people: accounts.length, have: await secondFactorCoverage(ctx, accounts) },
    seal: (await selectNewestSeal(ctx)) ?? null,
  }
}

/** One certificate of an erasure at this shop; 404 for any other. */
export async function readCertificate(
  ctx: Ctx,
  shop: Pick<Shop, 'id'>,
  id: string,
): Promise<KeptCertificate> {
  allowInShop(ctx, 'compliance.page', shop.id)
  const found = isId(id) ? await selectCertificate(ctx, shop.id, id) : undefined
  if (!found) throw notFound()
  return found
}

export const KeepBooks = z.strictObject({
  years: z.int().min(1).max(30).meta({ description: 'After the year of issue.' }),
})
export type KeepBooks = z.output<typeof KeepBooks>

/** Sets for how long the shop keeps its books: what the law asks of it, which differs from country to country. */
export async function keepBooks(ctx: Ctx, shop: Pick<Shop, 'id'>, { years }: KeepBooks): Promise<void> {
  allowInShop(ctx, 'shop.edit', shop.id)
  await transaction(ctx, async (tx) => {
    const before = await selectBooksYears(tx, shop.id)
    if (before === years) return
    await updateBooksYears(tx, shop.id, years)
    const subject = { kind: 'shop', id: shop.id } as const
    await audit(tx, {
      action: 'privacy.keepBooks',
      shopId: shop.id,
      subject,
      before: { years: before },
      after: { years },
    })
  })
}
