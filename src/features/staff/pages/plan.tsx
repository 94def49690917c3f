import { useTranslations } from 'use-intl'
import type { FormAnswer } from '../../../kit/http/forms.ts'
import { Button, SubmitButton } from '../../../web/ui/button.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { TextInput } from '../../../web/ui/inputs.tsx'
import { TimeInput } from '../../../web/ui/time-input.tsx'
import { Section } from '../../../web/ui/page.tsx'
import { When } from '../../../web/ui/values.tsx'
import { PlainDate } from '../../shops/pages/hours.tsx'
import { DateField } from '../../shops/pages/settings/date-field.tsx'
import { useAnswerOf } from '../../shops/pages/settings/settings-page.tsx'
import { Exceptions } from './exceptions.tsx'
import { ShiftFields } from './shift-fields.tsx'
import type { PlanView } from './plan-data.ts'

interface Props {
  plan: PlanView
  today: string
  answer: FormAnswer | undefined
}

/** When a person or a place is there, what it can do, and when it is away. */
export function Plan({ plan, today, answer }: Props) {
  return (
    <>
      <Shifts plan={plan} today={today} answer={answer} />
      <Exceptions plan={plan} today={today} answer={answer} />
      <Abilities plan={plan} answer={answer} />
      <Away away={plan.away} plan={plan} today={today} answer={answer} />
    </>
  )
}

function Shifts({ plan, today, answer }: Props) {
  const t = useTranslations('staff')
  const shifts = useAnswerOf('shifts', answer)
  const dropping = useAnswerOf('drop', answer)
  return (
    <Section title={t('plan.shifts')}>
      <Form method="post" action="?do=shifts" problem={shifts?.problem} values={shifts?.values}>
        <input type="hidden" name="resource" value={plan.id} />
        <p className="measure text-ink-2">
          {t(plan.kind === 'technician' ? 'plan.shiftsHint' : 'plan.placeHint')}
        </p>
        {plan.until ? (
          <p>{t.rich('plan.untilNow', { date: () => <PlainDate date={plan.until ?? ''} /> })}</p>
        ) : null}
        <ShiftFields name="shifts" week={plan.week} />
        <div className="grid gap-4 sm:grid-cols-2 sm:items-start">
          <DateField name="from" label={t('plan.from')} hint={t('plan.fromHint')} min={today} optional />
          <DateField name="until" label={t('plan.until')} hint={t('plan.untilHint')} min={today} optional />
        </div>
        <SubmitButton className="sm:justify-self-start" kind="quiet">
          {t('plan.save')}
        </SubmitButton>
      </Form>
      {plan.later.length > 0 ? (
        <Form method="post" action="?do=drop" problem={dropping?.problem}>
          <input type="hidden" name="resource" value={plan.id} />
          <ul className="divide-y divide-line">
            {plan.later.map((from) => (
              <li key={from} className="flex flex-wrap items-center justify-between gap-x-4 py-2">
                <span>{t.rich('plan.later', { date: () => <PlainDate date={from} /> })}</span>
                <Button type="submit" name="from" value={from} kind="bare" size="small">
                  {t('plan.takeBack')}
                </Button>
              </li>
            ))}
          </ul>
        </Form>
      ) : null}
    </Section>
  )
}

function Abilities({ plan, answer }: Omit<Props, 'today'>) {
  const t = useTranslations('staff')
  const able = useAnswerOf('able', answer)
  return (
    <Section title={t('plan.able')}>
      <Form method="post" action="?do=able" problem={able?.problem} values={able?.values ?? { ...plan }}>
        <input type="hidden" name="resource" value={plan.id} />
        <input type="hidden" name="version" value={plan.version} />
        <TextInput name="skills" label={t('plan.skills')} hint={t('plan.skillsHint')} optional />
        <TextInput
          name="lanes"
          label={t(plan.kind === 'technician' ? 'plan.lanesPerson' : 'plan.lanes')}
          hint={t('plan.lanesHint')}
          inputMode="numeric"
          className="w-28"
          ltr
        />
        <TextInput
          name="dailyHours"
          label={t('plan.dailyHours')}
          hint={t('plan.dailyHoursHint')}
          inputMode="decimal"
          className="w-28"
          optional
          ltr
        />
        <SubmitButton className="sm:justify-self-start" kind="quiet">
          {t('plan.saveAble')}
        </SubmitButton>
      </Form>
    </Section>
  )
}

interface AwayProps extends Pick<Props, 'today' | 'answer'> {
  away: PlanView['away']
  /** The person's or place's row in the calendar; none for a person who has none. */
  plan?: Pick<PlanView, 'id' | 'kind'>
}

/** When somebody or something is away: what is entered, and one more. */
export function Away({ away: entered, plan, today, answer }: AwayProps) {
  const t = useTranslations('staff')
  const act = plan ? 'away' : 'person-away'
  const isPlace = plan !== undefined && plan.kind !== 'technician'
  const away = useAnswerOf(act, answer)
  const back = useAnswerOf('back', answer)
  return (
    <Section
      title={t(isPlace ? 'plan.awayPlace' : 'plan.away')}
      aside={t(isPlace ? 'plan.awayPlaceLead' : 'plan.awayLead')}
    >
      {entered.length > 0 ? (
        <Form method="post" action="?do=back" problem={back?.problem}>
          <ul className="divide-y divide-line border-b border-line">
            {entered.map((one) => (
              <li key={one.id} className="flex flex-wrap items-center justify-between gap-x-4 py-2">
                <span>
                  <When at={one.startsAt} /> – <When at={one.endsAt} />
                  {one.reason ? <span className="text-ink-2"> · {one.reason}</span> : null}
                </span>
                <Button type="submit" name="timeOff" value={one.id} kind="bare" size="small">
                  {t('plan.takeBack')}
                </Button>
              </li>
            ))}
          </ul>
        </Form>
      ) : null}
      <Form method="post" action={`?do=${act}`} problem={away?.problem} values={away?.values}>
        {plan ? <input type="hidden" name="resource" value={plan.id} /> : null}
        <div className="grid gap-4 sm:grid-cols-2 sm:items-end">
          <DateField name="firstDay" label={t('plan.firstDay')} min={today} />
          <DateField name="lastDay" label={t('plan.lastDay')} min={today} optional />
          <TimeInput name="fromTime" label={t('plan.fromTime')} optional />
          <TimeInput name="toTime" label={t('plan.toTime')} optional />
        </div>
        <TextInput name="reason" label={t('plan.reason')} maxLength={200} optional />
        <SubmitButton className="sm:justify-self-start" kind="quiet">
          {t(isPlace ? 'plan.grantPlace' : 'plan.grant')}
        </SubmitButton>
      </Form>
    </Section>
  )
}
