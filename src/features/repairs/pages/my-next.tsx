import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { formatQuantity } from '../../../kit/money/format.ts'
import { useDocument, usePaths } from '../../../web/document.ts'
import { MessageSquare, Package } from '../../../web/icons.tsx'
import { Button, buttonClass, LinkButton } from '../../../web/ui/button.tsx'
import { toast } from '../../../web/ui/desk/toast.tsx'
import { Select, TextArea, TextInput } from '../../../web/ui/inputs.tsx'
import { Plate } from '../../../web/ui/plate.tsx'
import { StatusTag } from '../../../web/ui/status-tag.tsx'
import { NumberTag, When } from '../../../web/ui/values.tsx'
import { localText } from '../../shops/pages/local-text.ts'
import type { Goal } from '../stages.ts'
import { formText } from './form-text.ts'
import { quantityOf } from './job-lines.tsx'
import { MoveMenu } from './move-menu.tsx'
import { assetName, numberText } from './names.ts'
import { nextStep } from './order-head.tsx'
import { AddPhotos, PhotoList } from './order-photos.tsx'
import { useSheet } from './order-sheet.ts'

type Open = 'note' | 'part' | null

/** The job in hand: what it is, what is wrong, what is to do, and the five things a thumb does about it. */
export function MyNext() {
  const t = useTranslations('desk')
  const { locale } = useDocument()
  const to = usePaths()
  const { order, shop } = useSheet()
  const [open, setOpen] = useState<Open>(null)
  const { asset } = order
  // A form that was sent closes itself, not what was opened since.
  const close = (mine: Open) => setOpen((now) => (now === mine ? null : now))
  return (
    <section className="my-next" aria-labelledby="my-next">
      <div className="flex flex-wrap items-center gap-3">
        <NumberTag number={numberText(order.number)} to={to.order(shop.slug, order.id)} />
        <StatusTag kind="order" status={order.status} />
        {order.bay ? <span className="quiet">{localText(order.bay.name, locale)}</span> : null}
      </div>
      <h2 id="my-next" className="own-way text-27">
        {asset ? localText(assetName(asset), locale) : numberText(order.number)}
      </h2>
      <p className="flex flex-wrap items-center gap-3">
        {asset?.kind === 'vehicle' && asset.plate ? <Plate plate={asset.plate} large /> : null}
        {order.promisedAt ? (
          <span className="font-semibold">
            {t('myDay.until')}{' '}
            <When at={order.promisedAt} show="nearTime" late={order.status === 'delayed'} />
          </span>
        ) : null}
      </p>
      {order.description ? (
        <p className="own-way text-17 whitespace-pre-line">{localText(order.description, locale)}</p>
      ) : null}
      <PhotoList />
      <Todo />
      <Steps open={open} setOpen={setOpen} />
      {open === 'note' ? <NoteForm close={() => close('note')} /> : null}
      {open === 'part' ? <PartForm close={() => close('part')} /> : null}
      <LinkButton to={to.order(shop.slug, order.id)} kind="bare">
        {t('myDay.sheet')}
      </LinkButton>
    </section>
  )
}

function Todo() {
  const { locale } = useDocument()
  const { order } = useSheet()
  return (
    <ul className="todo">
      {order.jobs
        .filter(({ authorisation }) => authorisation !== 'declined')
        .map((job) => (
          <li key={job.id}>
            <p className="own-way text-17 font-semibold">{localText(job.title, locale)}</p>
            {job.lines.map((line) => (
              <p key={line.id} className="text-ink-2">
                <bdi>{formatQuantity(line.quantity * 1000, locale)}</bdi> ×{' '}
                <bdi>{localText(line.text, locale)}</bdi>
              </p>
            ))}
          </li>
        ))}
    </ul>
  )
}

function Steps({ open, setOpen }: { open: Open; setOpen: (open: Open) => void }) {
  const t = useTranslations('desk')
  const ui = useTranslations('ui')
  const { order, act, busy } = useSheet()
  const next = nextStep(order.stage, order.allowed)
  const move = async (to: Goal, reason?: string) => {
    const answer = await act('PATCH', '/status', { status: to, ...(reason ? { reason } : {}) })
    if (answer.ok)
      toast({ text: t('move.done', { number: numberText(order.number), stage: ui(`order.${to}`) }) })
  }
  return (
    <div className="my-steps">
      {next ? (
        <Button
          kind="primary"
          size="large"
          className="my-step-next"
          pending={busy}
          onClick={() => void move(next)}
        >
          {next === 'in_progress' ? t('order.next.in_progress') : t('myDay.done')}
        </Button>
      ) : null}
      <AddPhotos className={buttonClass({ size: 'large' })} capture />
      <Button
        size="large"
        icon={<MessageSquare />}
        aria-expanded={open === 'note'}
        onClick={() => setOpen(open === 'note' ? null : 'note')}
      >
        {t('myDay.note')}
      </Button>
      <Button
        size="large"
        icon={<Package />}
        aria-expanded={open === 'part'}
        onClick={() => setOpen(open === 'part' ? null : 'part')}
      >
        {t('myDay.part')}
      </Button>
      <MoveMenu
        order={{
          id: order.id,
          number: numberText(order.number),
          allowed: order.allowed.filter((to) => to !== next),
          booked: false,
        }}
        onMove={(goal, reason) => void move(goal, reason)}
        words
        look={{ kind: 'quiet', size: 'large' }}
      />
    </div>
  )
}

function NoteForm({ close }: { close: () => void }) {
  const t = useTranslations('desk')
  const { act, busy } = useSheet()
  const add = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const text = formText(event.currentTarget, 'note')
    if (text !== '' && (await act('POST', '/notes', { text })).ok) close()
  }
  return (
    <form className="grid gap-3" onSubmit={(event) => void add(event)}>
      <TextArea name="note" label={t('log.note')} rows={3} maxLength={10_000} />
      <Button type="submit" size="large" kind="primary" pending={busy}>
        {t('log.add')}
      </Button>
    </form>
  )
}

function PartForm({ close }: { close: () => void }) {
  const t = useTranslations('desk')
  const { locale } = useDocument()
  const { act, order, busy } = useSheet()
  const jobs = order.jobs.filter(({ authorisation }) => authorisation !== 'declined')
  const add = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const read = (name: string) => formText(event.currentTarget, name)
    const job = read('job') || jobs[0]?.id
    if (!job || read('text') === '') return
    const line = {
      kind: read('kind'),
      text: read('text'),
      quantity: quantityOf(read('quantity') || '1') ?? read('quantity'),
    }
    // The counter prices it: the bench says what was used.
    if ((await act('POST', `/jobs/${job}/lines`, { ...line, unitPrice: null })).ok) close()
  }
  return (
    <form className="grid gap-3 sm:grid-cols-2" onSubmit={(event) => void add(event)}>
      {jobs.length > 1 ? (
        <Select
          name="job"
          label={t('myDay.job')}
          options={jobs.map(({ id, title }) => ({ value: id, label: localText(title, locale) }))}
        />
      ) : null}
      <Select
        name="kind"
        label={t('line.kind')}
        options={(['part', 'labour'] as const).map((kind) => ({
          value: kind,
          label: t(`line.kinds.${kind}`),
        }))}
      />
      <TextInput name="text" label={t('line.text')} maxLength={300} autoComplete="off" />
      <TextInput
        name="quantity"
        label={t('line.quantity')}
        inputMode="decimal"
        ltr
        autoComplete="off"
        defaultValue="1"
      />
      <Button type="submit" size="large" kind="primary" className="sm:col-span-2" pending={busy}>
        {t('myDay.addPart')}
      </Button>
    </form>
  )
}
