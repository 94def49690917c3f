import type { Ctx, Locale } from '../../kit/context.ts'
import { type ShopText, selectTexts, TEXT_KEYS, type TextKey } from './store-texts.ts'

export { type ShopText, TEXT_KEYS, type TextKey }

/** The texts of a shop in both languages, some or all of them. */
export async function textsOf(ctx: Ctx, shopId: string, keys?: readonly TextKey[]): Promise<ShopText[]> {
  return selectTexts(ctx, shopId, keys)
}

/**
 * One text for a reader: in their language, else in the shop's, else in whichever there is; with the language
 * it is in. Undefined where the shop has written none.
 */
export function textFor(
  texts: readonly ShopText[],
  key: TextKey,
  reader: Locale,
  shop: { locale: Locale },
): ShopText | undefined {
  const written = texts.filter((text) => text.key === key)
  const inLanguage = (locale: Locale) => written.find((text) => text.locale === locale)
  return inLanguage(reader) ?? inLanguage(shop.locale) ?? written[0]
}

/** What a shop says about coming late, in the reader's language where it has it; null where it says nothing. */
export async function latePolicyOf(
  ctx: Ctx,
  shop: { id: string; locale: Locale },
): Promise<{ locale: Locale; body: string } | null> {
  const text = textFor(await textsOf(ctx, shop.id, ['late_policy']), 'late_policy', ctx.locale, shop)
  return text ? { locale: text.locale, body: text.body } : null
}
