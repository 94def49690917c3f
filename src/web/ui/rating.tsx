import { useTranslations } from 'use-intl'
import { formatNumber } from '../../kit/time/format.ts'
import { useKitLocale } from './reading.tsx'

const STAR = 'm6 .9 1.55 3.3 3.6.45-2.65 2.48.7 3.57L6 8.95 2.8 10.7l.7-3.57L.85 4.65l3.6-.45z'

/** One star, drawn; `part` from 0 (empty) to 1 (full) is how far it is filled. */
export function Star({ part = 0 }: { part?: number }) {
  return (
    <svg viewBox="0 0 12 12" fill="none" aria-hidden="true">
      {part > 0 ? (
        <path
          d={STAR}
          fill="currentcolor"
          stroke="none"
          style={part < 1 ? { clipPath: `inset(0 ${Math.round((1 - part) * 100)}% 0 0)` } : undefined}
        />
      ) : null}
      <path d={STAR} />
    </svg>
  )
}

export interface RatingProps {
  /** 0 to 5. */
  value: number
  /** How many reviews it stands on. */
  count?: number
  /** One star and the figures, for lists; otherwise five stars. */
  compact?: boolean
}

/** A rating: figures first, so that nobody has to count stars. */
export function Rating({ value, count, compact }: RatingProps) {
  const t = useTranslations('ui')
  const locale = useKitLocale()
  const text = formatNumber(value, locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
  return (
    <span className="rating">
      <span className="stars" aria-hidden="true">
        {compact ? (
          <Star part={1} />
        ) : (
          [0, 1, 2, 3, 4].map((index) => <Star key={index} part={Math.min(1, Math.max(0, value - index))} />)
        )}
      </span>
      <span className="rating-value" aria-hidden="true">
        {text}
      </span>
      <span className="sr-only">{t('rating', { value: text })}</span>
      {count === undefined ? null : <span className="rating-count">{t('ratingCount', { count })}</span>}
    </span>
  )
}
