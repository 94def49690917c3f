import { useTranslations } from 'use-intl'
import { Notice } from '../../../web/ui/notice.tsx'
import { When } from '../../../web/ui/values.tsx'
import { useCustomer } from './use-customer.ts'

/** How often they did not come or called off too late, and when: what the counter wants to know before it books. */
export function CustomerMissed() {
  const { missed } = useCustomer().customer
  if (missed.noShows.length + missed.late.length === 0) return null
  return (
    <Notice kind="waiting">
      <MissedLines missed={missed} />
    </Notice>
  )
}

interface Missed {
  noShows: readonly string[]
  late: readonly string[]
}

// The latest say enough; how many there are is said anyhow.
const SHOWN = 5

/** The record of missed visits in a line for each kind. */
export function MissedLines({ missed }: { missed: Missed }) {
  const t = useTranslations('customers.missed')
  return (['noShows', 'late'] as const).map((kind) =>
    missed[kind].length === 0 ? null : (
      <p key={kind}>
        <span className="font-medium">{t(kind, { count: missed[kind].length })}</span>{' '}
        {missed[kind].slice(0, SHOWN).map((at, index) => (
          <span key={at}>
            {index > 0 ? t('comma') : null}
            <When at={at} show="date" dateForm="medium" />
          </span>
        ))}
      </p>
    ),
  )
}
