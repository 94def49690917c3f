import type { Locale } from '../../kit/context.ts'
import { translator } from '../../kit/i18n/translator.ts'
import type { Keep } from '../../kit/retention.ts'

/** For how long, in words. */
export function keepWords(keep: Keep, locale: Locale): string {
  const t = translator(locale, 'privacy')
  if (keep === 'books' || keep === 'always') return t(`keep.${keep}`)
  return 'days' in keep ? t('keep.days', { count: keep.days }) : t('keep.hours', { count: keep.hours })
}
