import { LOCALES } from '../../kit/i18n/locale.ts'
import { translator } from '../../kit/i18n/translator.ts'
import { searchKey } from '../../kit/input.ts'
import { SHOP_KINDS, type ShopKind } from './shop.ts'

/** The kinds of shop that people call by a word, in whichever language: its first three letters will do. `word` is folded. */
export function kindsCalled(word: string): ShopKind[] {
  if (word.length < 3) return []
  names ??= SHOP_KINDS.map((kind) => [
    kind,
    searchKey(LOCALES.map((locale) => translator(locale, 'home')(`calledKind.${kind}`)).join(' ')).split(' '),
  ])
  return names.filter(([, called]) => called.some((name) => name.startsWith(word))).map(([kind]) => kind)
}

let names: [ShopKind, string[]][] | undefined
