import { useTranslations } from 'use-intl'
import type { FormAnswer } from '../../../kit/http/forms.ts'
import { Button, SubmitButton } from '../../../web/ui/button.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { TextInput } from '../../../web/ui/inputs.tsx'
import { Section } from '../../../web/ui/page.tsx'
import { Clock, PlainDate } from '../../shops/pages/hours.tsx'
import { DateField } from '../../shops/pages/settings/date-field.tsx'
import { useAnswerOf } from '../../shops/pages/settings/settings-page.tsx'
import type { PlanView } from './plan-data.ts'
import { ShiftRow } from './shift-fields.tsx'

/** Dates with other hours: those to come, and one more. */
export function Exceptions({
  plan,
  today,
  answer,
}: {
  plan: PlanView
  today: string
  answer: FormAnswer | undefined
}) {
  const t = useTranslations('staff')
  const adding = useAnswerOf('exception', answer)
  const removing = useAnswerOf('usual', answer)
  return (
    <Section title={t('plan.exceptions')} aside={t('plan.exceptionsLead')}>
      {plan.exceptions.length > 0 ? (
        <Form method="post" action="?do=usual" problem={removing?.problem}>
          <ul className="divide-y divide-line border-b border-line">
            {plan.exceptions.map((one) => (
              <li key={one.id} className="flex flex-wrap items-center justify-between gap-x-4 py-2">
                <span>
                  <PlainDate date={one.startsOn} />
                  {one.endsOn === one.startsOn ? null : (
                    <>
                      {' – '}
                      <PlainDate date={one.endsOn} />
                    </>
                  )}
                  {': '}
                  <ExceptionHours hours={one.hours} />
                  {one.reason ? <bdi className="text-ink-2"> · {one.reason}</bdi> : null}
                </span>
                <Button type="submit" name="exception" value={one.id} kind="bare" size="small">
                  {t('plan.takeBack')}
                </Button>
              </li>
            ))}
          </ul>
        </Form>
      ) : null}
      <Form method="post" action="?do=exception" problem={adding?.problem} values={adding?.values}>
        <input type="hidden" name="resource" value={plan.id} />
        <p className="measure text-ink-2">{t('plan.exceptionHint')}</p>
        <div className="grid gap-4 sm:grid-cols-2 sm:items-end">
          <DateField name="startsOn" label={t('plan.firstDay')} min={today} />
          <DateField name="endsOn" label={t('plan.lastDay')} min={today} optional />
        </div>
        <Stretches isTyped={adding !== undefined} />
        <TextInput name="reason" label={t('plan.reason')} maxLength={200} optional />
        <SubmitButton className="sm:justify-self-start" kind="quiet">
          {t('plan.addException')}
        </SubmitButton>
      </Form>
    </Section>
  )
}

const MOST_STRETCHES = 3

/** The hours of such a date: one stretch, two more behind a fold; a weekday is asked of none of them. */
function Stretches({ isTyped }: { isTyped: boolean }) {
  const t = useTranslations('staff')
  const row = (at: number) => (
    <ShiftRow
      key={at}
      name={`hours.${at}`}
      day={t('plan.stretch', { number: at + 1 })}
      weekday={1}
      stretch={undefined}
    />
  )
  const more = Array.from({ length: MOST_STRETCHES - 1 }, (_, index) => index + 1)
  return (
    <fieldset className="m-0 grid min-w-0 gap-3 border-0 p-0">
      <legend className="small float-start text-ink-2">{t('plan.hours')}</legend>
      {row(0)}
      <details open={isTyped}>
        <summary className="link small w-fit cursor-pointer py-1">{t('plan.moreStretches')}</summary>
        <div className="mt-2 grid gap-4">{more.map(row)}</div>
      </details>
    </fieldset>
  )
}

function ExceptionHours({ hours }: { hours: PlanView['exceptions'][number]['hours'] }) {
  const t = useTranslations('staff')
  if (hours.length === 0) return t('plan.notThere')
  return hours.map(({ opens, closes, breaks }, index) => (
    <span key={opens} className="nowrap">
      {index > 0 ? ', ' : ''}
      <Clock time={opens} /> – <Clock time={closes} />
      {breaks.map(({ starts, ends, name }) => (
        <span key={starts} className="text-ink-2">
          {' '}
          (<bdi>{name ?? t('plan.break')}</bdi> <Clock time={starts} /> – <Clock time={ends} />)
        </span>
      ))}
    </span>
  ))
}
