import { useId, useState } from 'react'
import { useTranslations } from 'use-intl'
import { EllipsisVertical } from '../../../web/icons.tsx'
import { Button } from '../../../web/ui/button.tsx'
import { cx } from '../../../web/ui/class-names.ts'
import { Dialog } from '../../../web/ui/desk/dialog.tsx'
import { MenuButton } from '../../../web/ui/desk/menu.tsx'
import { PressButton } from '../../../web/ui/desk/press-button.tsx'
import { RadioCards } from '../../../web/ui/choices.tsx'
import { StatusTag } from '../../../web/ui/status-tag.tsx'
import { Money } from '../../../web/ui/values.tsx'
import type { OrderAnswer } from '../order-answer.ts'
import { InlineField } from './inline-field.tsx'
import { JobLines } from './job-lines.tsx'
import { useSheet } from './order-sheet.ts'
import { savedBy } from './use-api.ts'

export type JobView = OrderAnswer['jobs'][number]

const NOTES = ['complaint', 'cause', 'correction'] as const

/** One job: its name and the customer's answer, what was said, found and done, and its lines. */
export function JobBlock({ job }: { job: JobView }) {
  const t = useTranslations('desk')
  const { act, may } = useSheet()
  const heading = useId()
  const [asking, setAsking] = useState<Answer | null>(null)
  const edit = async (change: Record<string, string>, version?: number) =>
    savedBy(await act('PATCH', `/jobs/${job.id}`, { ...change, version }))
  const declined = job.authorisation === 'declined'
  return (
    <section className={cx('section job', declined && 'job-declined')} aria-labelledby={heading}>
      <div className="section-head">
        <h2 id={heading} className="job-title">
          <span className="sr-only">{job.title}</span>
          <InlineField
            label={t('job.title')}
            value={job.title}
            version={job.version}
            readOnly={!may.edit}
            className="font-semibold"
            onSave={(title, version) => edit({ title }, version)}
          />
        </h2>
        <div className="section-aside flex flex-wrap items-center gap-3">
          <StatusTag kind="approval" status={job.authorisation} plain />
          <Money value={job.total} className="font-semibold text-ink" />
          <JobMenu job={job} ask={setAsking} />
        </div>
      </div>
      <dl className="job-notes">
        {NOTES.map((note) => (
          <div key={note}>
            <dt>{t(`job.${note}`)}</dt>
            <dd>
              <InlineField
                lines
                label={t(`job.${note}`)}
                value={job[note]}
                version={job.version}
                readOnly={!may.edit}
                placeholder={may.edit ? t(`job.${note}Empty`) : undefined}
                onSave={(text, version) => edit({ [note]: text }, version)}
              />
            </dd>
          </div>
        ))}
      </dl>
      <JobLines job={job} />
      {may.answer && WAITS.has(job.authorisation) ? (
        <p className="flex flex-wrap gap-2">
          {ANSWERS.map((answer) => (
            <Button key={answer} size="small" onClick={() => setAsking(answer)}>
              {t(`job.${answer}`)}
              <span className="sr-only">: {job.title}</span>
            </Button>
          ))}
        </p>
      ) : null}
      {asking ? <AnswerDialog job={job} answer={asking} close={() => setAsking(null)} /> : null}
    </section>
  )
}

const ANSWERS = ['authorise', 'decline'] as const
type Answer = (typeof ANSWERS)[number]

// Until the customer has spoken both answers stand in sight; afterwards another one is in the menu.
const WAITS = new Set<JobView['authorisation']>(['not_asked', 'pending'])

function JobMenu({ job, ask }: { job: JobView; ask: (answer: Answer) => void }) {
  const t = useTranslations('desk')
  const { act, may } = useSheet()
  const answers = ANSWERS.filter(
    (answer) =>
      !WAITS.has(job.authorisation) &&
      job.authorisation !== (answer === 'authorise' ? 'authorised' : 'declined'),
  ).map((answer) => ({ id: answer, label: t(`job.${answer}`), onAction: () => ask(answer) }))
  const remove = {
    id: 'remove',
    label: t('job.remove'),
    danger: true,
    onAction: () => void act('DELETE', `/jobs/${job.id}`),
  }
  const groups = [
    { id: 'answer', entries: may.answer ? answers : [] },
    { id: 'remove', entries: may.edit ? [remove] : [] },
  ].filter(({ entries }) => entries.length > 0)
  if (groups.length === 0) return null
  return (
    <MenuButton
      label={t('job.menu', { job: job.title })}
      iconOnly
      kind="bare"
      icon={<EllipsisVertical />}
      groups={groups}
    />
  )
}

function AnswerDialog({ job, answer, close }: { job: JobView; answer: Answer; close: () => void }) {
  const t = useTranslations('desk')
  const words = useTranslations('repairs')
  const { act } = useSheet()
  const [how, setHow] = useState('phone')
  const record = () => {
    close()
    const amount = answer === 'authorise' && job.total === null ? { amount: 0 } : {}
    void act('POST', `/jobs/${job.id}/${answer}`, { how, ...amount })
  }
  return (
    <Dialog
      title={t(`job.${answer}Title`, { job: job.title })}
      isOpen
      onOpenChange={close}
      foot={
        <PressButton kind="primary" onPress={record}>
          {t(`job.${answer}Act`)}
        </PressButton>
      }
    >
      <p>{t(`job.${answer}Text`)}</p>
      <RadioCards
        name="how"
        label={t('job.how')}
        layout="tiles"
        defaultValue="phone"
        choices={[
          { value: 'phone', title: words('how.phone') },
          { value: 'in_person', title: words('how.in_person') },
        ]}
        onChange={setHow}
      />
    </Dialog>
  )
}
