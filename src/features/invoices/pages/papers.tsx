import { useTranslations } from 'use-intl'
import type { Locale } from '../../../kit/context.ts'
import { FileText } from '../../../web/icons.tsx'
import { buttonClass } from '../../../web/ui/button.tsx'
import { cx } from '../../../web/ui/class-names.ts'

/** A paper as PDF in both languages. */
export function Papers({ urls, kind }: { urls: Record<Locale, string>; kind: 'invoice' | 'receipt' }) {
  const t = useTranslations('money')
  return (
    // Below a heading its icons stand under the heading's first letter.
    <span className={cx('flex flex-wrap gap-1', kind === 'invoice' && 'max-md:-ms-3')}>
      {(['en', 'fa'] as const).map((locale) => (
        <a
          key={locale}
          href={urls[locale]}
          target="_blank"
          rel="noreferrer"
          className={buttonClass({ kind: 'bare', size: 'small' })}
          aria-label={t(kind === 'invoice' ? 'pdfIn' : 'receiptIn', { language: t(`language.${locale}`) })}
        >
          <FileText />
          {t(`language.${locale}`)}
        </a>
      ))}
    </span>
  )
}
