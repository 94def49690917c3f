import { useTranslations } from 'use-intl'
import { SubmitButton } from '../../../../web/ui/button.tsx'
import { Notice } from '../../../../web/ui/notice.tsx'
import { useWhenWords } from './bar.tsx'

interface Props {
  problem: { code?: string; title?: string; alternatives?: { startsAt: string }[] } | undefined
  /** The field that an alternative is sent as. */
  name?: string
  /** What its button says: "Book Tuesday 9:30". */
  words: (when: string) => string
}

/** Somebody was faster: the nearest free times, each booked by one press. Everything typed is kept. */
export function SlotTaken({ problem, name = 'book', words }: Props) {
  const t = useTranslations('booking.taken')
  if (problem?.code !== 'slot-taken') return null
  const { alternatives = [] } = problem
  return (
    <Notice kind="blocked" alert title={problem.title}>
      <p>{alternatives.length > 0 ? t('choose') : t('none')}</p>
      {alternatives.length > 0 ? (
        <div className="flex flex-wrap gap-2 pt-1">
          {alternatives.map(({ startsAt }) => (
            <Alternative key={startsAt} startsAt={startsAt} name={name} words={words} />
          ))}
        </div>
      ) : null}
    </Notice>
  )
}

function Alternative({
  startsAt,
  name,
  words,
}: { startsAt: string } & Required<Pick<Props, 'name' | 'words'>>) {
  const when = useWhenWords(startsAt)
  return (
    <SubmitButton kind="quiet" name={name} value={startsAt}>
      {words(when)}
    </SubmitButton>
  )
}
