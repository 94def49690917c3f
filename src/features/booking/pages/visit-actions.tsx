import { useTranslations } from 'use-intl'
import { LinkButton, buttonClass, SubmitButton } from '../../../web/ui/button.tsx'
import { Checkbox } from '../../../web/ui/choices.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { TextInput } from '../../../web/ui/inputs.tsx'
import type { VisitPanel } from './read-panel.ts'
import { TimesForm } from './times-form.tsx'
import { VisitWork } from './visit-work.tsx'
import { useCalendar, useCalendarLink, useRefusal } from './use-calendar.ts'

/** Yes, no, another time, nobody came, canceled: what its state allows. */
export function VisitActions({ panel }: { panel: VisitPanel }) {
  const t = useTranslations('calendar.panel')
  const link = useCalendarLink()
  const { visit, may, begun, times } = panel
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: useCalendar().shop.zone }).format(visit.startsAt)
  if (!may.approve && !may.move && !may.cancel) return null
  return (
    <div className="visit-actions">
      {may.approve && visit.status === 'requested' ? <Press name="confirm" first visit={visit.id} /> : null}
      {may.approve && visit.asked ? <Press name="said" visit={visit.id} /> : null}
      {may.approve && visit.status === 'confirmed' && begun ? (
        <Press name="no-show" visit={visit.id} />
      ) : null}
      {may.move && times ? <Move panel={panel} /> : null}
      {may.move && !times ? (
        <LinkButton to={link({ appointment: visit.id, pick: day })} size="small" preventScrollReset>
          {t('move')}
        </LinkButton>
      ) : null}
      <VisitWork key={visit.serviceIds.join()} panel={panel} />
      {may.approve && visit.status === 'requested' ? <Reasoned name="decline" visit={visit.id} /> : null}
      {may.cancel && visit.status === 'confirmed' ? <Reasoned name="cancel" visit={visit.id} /> : null}
    </div>
  )
}

function useTarget(name: string, visit: string, pick?: string): string {
  return useCalendarLink()({ appointment: visit, pick, do: name })
}

const PRESSES = { confirm: 'confirm', said: 'said', 'no-show': 'noShow' } as const

/** One press, no question. */
function Press({ name, visit, first }: { name: keyof typeof PRESSES; visit: string; first?: boolean }) {
  const t = useTranslations('calendar.panel')
  return (
    <Form method="post" action={useTarget(name, visit)} preventScrollReset>
      <div>
        <SubmitButton kind={first ? 'primary' : 'quiet'} size={first ? 'normal' : 'small'}>
          {t(PRESSES[name])}
        </SubmitButton>
      </div>
    </Form>
  )
}

/** What the customer is told with a reason: opens first, so that one press does not do it. */
function Reasoned({ name, visit }: { name: 'decline' | 'cancel'; visit: string }) {
  const t = useTranslations('calendar.panel')
  const { problem, values } = useRefusal(name)
  return (
    <details className="asks" open={problem !== undefined}>
      <summary className={buttonClass({ kind: 'quiet', size: 'small' })}>{t(name)}</summary>
      <Form
        method="post"
        action={useTarget(name, visit)}
        problem={problem}
        values={values}
        className="pt-3"
        preventScrollReset
      >
        <TextInput
          name="reason"
          label={t('reasonField')}
          hint={t('reasonHint')}
          maxLength={500}
          autoComplete="off"
          optional
        />
        {name === 'cancel' ? <Checkbox name="late" label={t('late')} hint={t('lateHint')} /> : null}
        <div>
          <SubmitButton kind="danger" size="small">
            {t(name === 'decline' ? 'declineTitle' : 'cancelTitle')}
          </SubmitButton>
        </div>
      </Form>
    </details>
  )
}

function Move({ panel: { visit, times } }: { panel: VisitPanel }) {
  const t = useTranslations('calendar.panel')
  const refusal = useRefusal('move')
  const target = useTarget('move', visit.id, times?.date)
  if (!times) return null
  return (
    <section className="grid gap-3 border-t border-line pt-4">
      <h3>{t('moveTitle')}</h3>
      <TimesForm times={times} query={{ appointment: visit.id }} action={target} refusal={refusal}>
        <div>
          <SubmitButton>{t('moveAct')}</SubmitButton>
        </div>
      </TimesForm>
    </section>
  )
}
