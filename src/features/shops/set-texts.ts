import { z } from 'zod'
import { allowInShop } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { record } from '../../kit/events/events.ts'
import { bumpKeptPages } from './calendar-version.ts'
import { textBody } from './input.ts'
import type { Shop } from './shop.ts'
import { deleteText, TEXT_KEYS, upsertText } from './store-texts.ts'

/** Some texts of a shop; an empty body takes that one away. */
export const SetTexts = z.strictObject({
  texts: z
    .array(z.strictObject({ key: z.enum(TEXT_KEYS), locale: z.enum(['en', 'fa']), body: textBody() }))
    .min(1)
    .max(TEXT_KEYS.length * 2),
})

/** Writes what a shop tells about itself and its terms, in either language. Those not named stay. */
export async function setTexts(ctx: Ctx, shop: Shop, input: z.output<typeof SetTexts>): Promise<void> {
  for (const { key } of input.texts)
    allowInShop(ctx, key === 'promotion' ? 'promotions.edit' : 'content.edit', shop.id)
  await transaction(ctx, async (tx) => {
    await bumpKeptPages(tx, shop.id)
    for (const text of input.texts) {
      if (text.body === '') await deleteText(tx, shop.id, text.key, text.locale)
      else await upsertText(tx, shop.id, text)
    }
    await record(tx, {
      type: 'texts.set',
      shopId: shop.id,
      subject: { kind: 'shop', id: shop.id },
      data: { texts: input.texts.map(({ key, locale }) => `${key}.${locale}`) },
    })
  })
}
