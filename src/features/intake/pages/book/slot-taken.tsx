import { useTranslations } from 'use-intl'
import { SubmitButton } from '../../../../web/ui/button.tsx'
import { Notice } from '../../../../web/ui/notice.tsx'
import { useWhenWords } from './when-words.ts'

interface Refused {
  code?: string
  title?: string
  detail?: string
  alternatives?: { startsAt: string }[]
}

/** Whether a refusal is about the time, and said by `SlotTaken`. */
export const isAboutTime = (problem: Refused | undefined): boolean =>
  problem?.code === 'slot-taken' ||
  (problem?.code === 'not-a-slot' && (problem.alternatives ?? []).length > 0)

interface Props {
  problem: Refused | undefined
  /** The field that an alternative is sent as. */
  name?: string
  /** What its button says: "Book Tuesday 9:30". */
  words: (when: string) => string
}

/** Somebody was faster, or the time is not offered: the nearest free ones, each booked by one press. Everything typed is kept. */
export function SlotTaken({ problem, name = 'book', words }: Props) {
  const t = useTranslations('booking.taken')
  if (!problem || !isAboutTime(problem)) return null
  const { alternatives = [] } = problem
  return (
    <Notice kind="blocked" alert title={problem.title}>
      {problem.code === 'not-a-slot' ? (
        <p>{problem.detail}</p>
      ) : (
        <p>{alternatives.length > 0 ? t('choose') : t('none')}</p>
      )}
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
