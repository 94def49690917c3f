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
import { TimePair } from './shift-fields.tsx'

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
        <input type="hidden" name="hours.0.weekday" value="1" />
        <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
          <span className="small text-ink-2">{t('plan.hours')}</span>
          <TimePair
            names={['hours.0.opens', 'hours.0.closes']}
            labels={[t('plan.fromTime'), t('plan.toTime')]}
            given={[undefined, undefined]}
            error={undefined}
          />
          <span className="flex flex-wrap items-center gap-2">
            <span className="small text-ink-2">{t('plan.break')}</span>
            <TimePair
              names={['hours.0.breaks.0.starts', 'hours.0.breaks.0.ends']}
              labels={[t('plan.breakFrom', { day: '' }), t('plan.breakTo', { day: '' })]}
              given={[undefined, undefined]}
              error={undefined}
            />
          </span>
        </div>
        <TextInput name="reason" label={t('plan.reason')} maxLength={200} optional />
        <SubmitButton className="sm:justify-self-start" kind="quiet">
          {t('plan.addException')}
        </SubmitButton>
      </Form>
    </Section>
  )
}

function ExceptionHours({ hours }: { hours: PlanView['exceptions'][number]['hours'] }) {
  const t = useTranslations('staff')
  if (hours.length === 0) return t('plan.notThere')
  return hours.map(({ opens, closes, breaks }, index) => (
    <span key={opens} className="nowrap">
      {index > 0 ? ', ' : ''}
      <Clock time={opens} /> – <Clock time={closes} />
      {breaks.map(({ starts, ends }) => (
        <span key={starts} className="text-ink-2">
          {' '}
          ({t('plan.break')} <Clock time={starts} /> – <Clock time={ends} />)
        </span>
      ))}
    </span>
  ))
}
