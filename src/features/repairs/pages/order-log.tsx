import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../../../web/ui/button.tsx'
import { Checkbox } from '../../../web/ui/choices.tsx'
import type { Hue, Shape } from '../../../web/ui/mark.tsx'
import { Section } from '../../../web/ui/page.tsx'
import { Timeline } from '../../../web/ui/timeline.tsx'
import { When } from '../../../web/ui/values.tsx'
import { TextArea } from '../../../web/ui/inputs.tsx'
import type { OrderAnswer } from '../order-answer.ts'
import { useSheet } from './order-sheet.ts'

/** What happened, newest first, with a place to write a note. */
export function OrderLog() {
  const t = useTranslations('desk')
  const { order, may } = useSheet()
  return (
    <Section title={t('log.title')}>
      {may.write ? <NoteForm /> : null}
      <Timeline
        label={t('log.title')}
        entries={order.timeline.map((entry, index) => ({
          id: `${entry.at} ${index}`,
          time: <When at={entry.at} show="nearTime" />,
          ...lookOf(entry),
          text:
            entry.kind === 'note' ? <p className="own-way whitespace-pre-line">{entry.note}</p> : entry.text,
          note: <Doer entry={entry} />,
        }))}
      />
    </Section>
  )
}

type Entry = OrderAnswer['timeline'][number]

function Doer({ entry }: { entry: Entry }) {
  const t = useTranslations('desk')
  const who = hand(t, entry.by)
  const reason = entry.kind === 'note' ? null : entry.note
  return (
    <>
      {entry.kind === 'note' ? `${entry.text} · ` : null}
      {reason ? (
        <span className="text-ink">
          <bdi>{reason}</bdi> ·{' '}
        </span>
      ) : null}
      {who ? <bdi>{who}</bdi> : t('log.program')}
    </>
  )
}

function hand(t: ReturnType<typeof useTranslations<'desk'>>, { kind, name }: Entry['by']): string | null {
  if (kind === 'customer') return t('log.customer')
  return kind === 'key' && name !== null ? t('log.key', { name }) : name
}

function lookOf({ kind }: Entry): { hue?: Hue; shape?: Shape } {
  if (kind === 'note') return { shape: 'draft' }
  if (kind === 'answer') return { hue: 'ready', shape: 'done' }
  if (kind === 'stage') return { hue: 'working', shape: 'half' }
  if (kind.startsWith('payment') || kind.startsWith('invoice')) return { hue: 'ready', shape: 'coin' }
  return { shape: 'ring' }
}

function NoteForm() {
  const t = useTranslations('desk')
  const { act, busy } = useSheet()
  const [text, setText] = useState('')
  const [told, setTold] = useState(false)
  const add = async (event: FormEvent) => {
    event.preventDefault()
    if (text.trim() === '' || busy) return
    const answer = await act('POST', '/notes', { text, visibility: told ? 'customer' : 'internal' })
    if (answer.ok) {
      setText('')
      setTold(false)
    }
  }
  return (
    <form className="grid max-w-[44rem] gap-3" onSubmit={(event) => void add(event)}>
      <TextArea
        name="note"
        label={t('log.note')}
        rows={2}
        maxLength={10_000}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="flex flex-wrap items-center justify-between gap-3">
        <Checkbox
          name="told"
          label={t('log.forCustomer')}
          checked={told}
          onChange={(event) => setTold(event.target.checked)}
        />
        <Button type="submit" pending={busy}>
          {t('log.add')}
        </Button>
      </div>
    </form>
  )
}
