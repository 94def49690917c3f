import type { Ctx, Locale } from '../../kit/context.ts'

export const TEXT_KEYS = ['about', 'terms', 'privacy', 'imprint', 'late_policy', 'promotion'] as const
export type TextKey = (typeof TEXT_KEYS)[number]

export interface ShopText {
  key: TextKey
  locale: Locale
  body: string
  updatedAt: Temporal.Instant
}

/** The texts of a shop in both languages, some or all of them. */
export async function selectTexts(
  ctx: Ctx,
  shopId: string,
  keys: readonly TextKey[] = TEXT_KEYS,
): Promise<ShopText[]> {
  const rows = await ctx.db
    .selectFrom('shopTexts')
    .select(['key', 'locale', 'body', 'updatedAt'])
    .where('shopId', '=', shopId)
    .where('key', 'in', keys)
    .execute()
  return rows as ShopText[]
}

export async function upsertText(
  ctx: Ctx,
  shopId: string,
  { key, locale, body }: { key: TextKey; locale: Locale; body: string },
): Promise<void> {
  await ctx.db
    .insertInto('shopTexts')
    .values({ shopId, key, locale, body, updatedAt: ctx.now })
    .onConflict((conflict) =>
      conflict.columns(['shopId', 'key', 'locale']).doUpdateSet({ body, updatedAt: ctx.now }),
    )
    .execute()
}

export async function deleteText(ctx: Ctx, shopId: string, key: TextKey, locale: Locale): Promise<void> {
  await ctx.db
    .deleteFrom('shopTexts')
    .where('shopId', '=', shopId)
    .where('key', '=', key)
    .where('locale', '=', locale)
    .execute()
}
