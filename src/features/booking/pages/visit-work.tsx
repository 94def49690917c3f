import { useTranslations } from 'use-intl'
import { useDocument } from '../../../web/document.ts'
import { buttonClass, SubmitButton } from '../../../web/ui/button.tsx'
import { RadioCards } from '../../../web/ui/choices.tsx'
import { Form, type PageProblem } from '../../../web/ui/form.tsx'
import { localText } from '../../shops/pages/local-text.ts'
import type { VisitPanel } from './read-panel.ts'
import { Alternatives } from './times-form.tsx'
import { useCalendarLink, useRefusal } from './use-calendar.ts'

/** Adds and takes out work of a visit; its length, people and places follow. Where it does not fit, the nearest times are offered. */
export function VisitWork({ panel: { visit, work } }: { panel: VisitPanel }) {
  const t = useTranslations('calendar.work')
  const agreed = useTranslations('calendar.book')
  const { locale } = useDocument()
  const link = useCalendarLink()
  const { problem: refused, values } = useRefusal('work')
  const problem = refused && (isAboutTime(refused) ? { ...refused, ...doesNotFit(t, refused) } : refused)
  if (work.length === 0) return null
  return (
    <details className="asks" open={problem !== undefined}>
      <summary className={buttonClass({ kind: 'quiet', size: 'small' })}>{t('change')}</summary>
      <Form
        method="post"
        action={link({ appointment: visit.id, do: 'work' })}
        problem={problem}
        values={values ?? { serviceIds: visit.serviceIds, how: 'phone' }}
        className="pt-3"
        preventScrollReset
      >
        <input type="hidden" name="version" value={visit.version} />
        <Alternatives problem={problem} />
        <RadioCards
          many
          name="serviceIds"
          label={t('services')}
          hint={t(visit.workMinutes === null ? 'hint' : 'hintOwnLength')}
          choices={work.map(({ id, name, minutes }) => ({
            value: id,
            title: localText(name, locale),
            end: t('minutes', { minutes }),
          }))}
        />
        <RadioCards
          name="how"
          label={agreed('source')}
          layout="tiles"
          choices={[
            { value: 'phone', title: agreed('phone') },
            { value: 'in_person', title: agreed('walkIn') },
          ]}
        />
        <div>
          <SubmitButton size="small">{t('act')}</SubmitButton>
        </div>
      </Form>
    </details>
  )
}

type Words = ReturnType<typeof useTranslations<'calendar.work'>>

const isAboutTime = ({ code }: PageProblem): boolean => code === 'slot-taken' || code === 'not-a-slot'

/** The work was chosen, not the time: what is said of times alone would puzzle. */
function doesNotFit(t: Words, problem: PageProblem): Pick<PageProblem, 'title' | 'detail'> {
  const found = 'alternatives' in problem ? (problem.alternatives as unknown[]) : []
  return { title: t('doesNotFit'), detail: t(found.length > 0 ? 'fitsElsewhere' : 'fitsNowhere') }
}
