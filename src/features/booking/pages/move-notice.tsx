import { useTranslations } from 'use-intl'
import { formatDateTime } from '../../../kit/time/format.ts'
import { Button } from '../../../web/ui/button.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { useReading } from '../../../web/ui/reading.tsx'
import { useMoving } from './use-moving.tsx'

/** What a move came to: said aloud; a refusal with the nearest free times, one press each. */
export function MoveNotice() {
  const t = useTranslations('calendar')
  const { refusal, said, take, dismiss } = useMoving()
  const { style } = useReading()
  return (
    <>
      <output className="sr-only">{said}</output>
      {refusal ? (
        <div className="pb-6">
          <Notice
            kind="blocked"
            title={refusal.problem.title}
            action={
              <Button kind="bare" size="small" onClick={dismiss}>
                {t('moving.dismiss')}
              </Button>
            }
          >
            <p>{t('moving.back', { name: refusal.visit.customer?.name ?? '' })}</p>
            {refusal.problem.detail ? <p>{refusal.problem.detail}</p> : null}
            {refusal.alternatives.length > 0 ? (
              <div className="grid gap-2 pt-2">
                <p>{t('times.alternatives')}</p>
                <div className="press-row">
                  {refusal.alternatives.map((startsAt) => (
                    <Button key={startsAt} size="small" onClick={() => take(startsAt)}>
                      <bdi>{formatDateTime(Date.parse(startsAt), style, 'short')}</bdi>
                    </Button>
                  ))}
                </div>
              </div>
            ) : null}
          </Notice>
        </div>
      ) : null}
    </>
  )
}
