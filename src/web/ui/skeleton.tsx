import { useTranslations } from 'use-intl'

const widths = ['92%', '64%', '78%', '46%']

/** Lines that stand where text will be; `lines` as many as the text is likely to have. */
export function Skeleton({ lines = 3 }: { lines?: number }) {
  const t = useTranslations('ui')
  return (
    <div className="skeleton">
      <output className="sr-only">{t('loading')}</output>
      {Array.from({ length: lines }, (_, index) => (
        <div key={index} className="skeleton-line" style={{ inlineSize: widths[index % widths.length] }} />
      ))}
    </div>
  )
}
