import { useTranslations } from 'use-intl'
import { SubmitButton } from '../../../../web/ui/button.tsx'
import { Notice } from '../../../../web/ui/notice.tsx'
import type { BookingAnswer } from './act.ts'
import { useWhenWords } from './bar.tsx'
import type { Given } from './given.ts'

/** Somebody was faster: the nearest free times, each booked by one press. Everything typed is kept. */
export function SlotTaken({ problem, shop }: { problem: BookingAnswer['problem']; shop: Given['shop'] }) {
  const t = useTranslations('booking.taken')
  if (problem?.code !== 'slot-taken') return null
  const { alternatives = [] } = problem
  return (
    <Notice kind="blocked" alert title={problem.title}>
      <p>{alternatives.length > 0 ? t('choose') : t('none')}</p>
      {alternatives.length > 0 ? (
        <div className="flex flex-wrap gap-2 pt-1">
          {alternatives.map(({ startsAt }) => (
            <Alternative key={startsAt} startsAt={startsAt} confirms={shop.confirms} />
          ))}
        </div>
      ) : null}
    </Notice>
  )
}

function Alternative({ startsAt, confirms }: { startsAt: string; confirms: Given['shop']['confirms'] }) {
  const t = useTranslations('booking.bar')
  const when = useWhenWords(startsAt)
  return (
    <SubmitButton kind="quiet" name="book" value={startsAt}>
      {t(confirms === 'instant' ? 'book' : 'request', { when })}
    </SubmitButton>
  )
}
