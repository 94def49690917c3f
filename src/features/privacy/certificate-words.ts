import type { Locale } from '../../kit/context.ts'
import { translator } from '../../kit/i18n/translator.ts'
import { formatPlainDate, localDigits } from '../../kit/time/format.ts'
import type { Certificate, KeptPart } from './certificate.ts'

/** What an erasure did, in words: a line for each kind that went, and for each that stays with its reason. */
export function certificateLines(
  { erased, kept, shop }: Certificate,
  locale: Locale,
): { title: string; erased: string[]; kept: string[] } {
  const t = translator(locale, 'privacy')
  return {
    title: shop?.name ?? t('certificate.account'),
    erased: erased.filter(({ count }) => count > 0).map(({ what, count }) => t(`erased.${what}`, { count })),
    kept: kept.map((part) => keptLine(part, locale)),
  }
}

function keptLine({ what, count, until, numbers }: KeptPart, locale: Locale): string {
  const t = translator(locale, 'privacy')
  const calendar = locale === 'fa' ? 'persian' : 'gregory'
  const [year = 0, month = 1, day = 1] = (until ?? '').split('-').map(Number)
  const date = until ? formatPlainDate({ year, month, day }, { locale, calendar }, 'long') : ''
  return t(`kept.${what}`, {
    count: count ?? 0,
    until: date,
    numbers: localDigits((numbers ?? []).join(', '), locale),
  })
}

/** The same as one text, for a mail. */
export function certificateText(certificate: Certificate, locale: Locale): string {
  const t = translator(locale, 'privacy')
  const { title, erased, kept } = certificateLines(certificate, locale)
  const list = (lines: readonly string[]) => lines.map((line) => `– ${line}`).join('\n')
  return [title, t('certificate.erased'), list(erased), t('certificate.kept'), list(kept)].join('\n')
}
