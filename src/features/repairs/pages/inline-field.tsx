import { useEffect, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { useTranslations } from 'use-intl'
import { useDocument } from '../../../web/document.ts'
import { cx } from '../../../web/ui/class-names.ts'
import { toast } from '../../../web/ui/desk/toast.tsx'
import { localText } from '../../shops/pages/local-text.ts'
import type { Saved } from './use-api.ts'

export interface InlineFieldProps {
  /** Read aloud; what the field is. */
  label: string
  /** As the server has it. */
  value: string
  /** Of the record that it is of, where two may write it. */
  version?: number
  /** Writes it upon a version. What is refused stays as it was typed. */
  onSave: (value: string, version?: number) => Promise<Saved>
  lines?: boolean
  placeholder?: string
  ltr?: boolean
  /** A figure in a column: at the right in both directions, units under units. */
  end?: boolean
  numeric?: boolean
  readOnly?: boolean
  className?: string
}

/**
 * A text that is edited where it stands: saved when left or by Enter, given back by Esc. Saving is silent but
 * for a way back. What somebody else writes meanwhile never replaces what is being typed, nor is it overwritten unseen.
 */
export function InlineField({
  label,
  value: kept,
  version,
  onSave,
  lines,
  placeholder,
  ltr,
  end,
  numeric,
  readOnly,
  className,
}: InlineFieldProps) {
  const { locale } = useDocument()
  const { typed, setTyped, refused, giveUp, onFocus, onBlur } = useTyped(
    { value: localText(kept, locale), version },
    { label, onSave },
  )
  const keys = (event: KeyboardEvent<HTMLInputElement | HTMLTextAreaElement>) => {
    if (event.key === 'Escape') giveUp()
    if (event.key === 'Enter' && (!lines || event.ctrlKey || event.metaKey)) event.currentTarget.blur()
  }
  const shared = {
    'aria-label': label,
    'aria-invalid': refused || undefined,
    value: typed,
    placeholder,
    readOnly,
    dir: ltr || typed === '' ? undefined : 'auto',
    className: cx('inline-field', ltr && typed !== '' && 'input-ltr', end && 'text-right', className),
    onFocus,
    onBlur,
    onKeyDown: keys,
  }
  if (lines) {
    return <textarea {...shared} rows={1} onChange={(event) => setTyped(event.target.value)} />
  }
  return (
    <input
      {...shared}
      inputMode={numeric ? 'decimal' : undefined}
      autoComplete="off"
      onChange={(event) => setTyped(event.target.value)}
    />
  )
}

interface Kept {
  value: string
  version: number | undefined
}

/** What is typed over what the server has, and what becomes of both when the server's changes meanwhile. */
function useTyped({ value, version }: Kept, { label, onSave }: Pick<InlineFieldProps, 'label' | 'onSave'>) {
  const t = useTranslations('desk')
  const [typed, setTyped] = useState(value)
  const [refused, setRefused] = useState(false)
  /** What the typing began from, and what the server has by now. */
  const base = useRef<Kept>({ value, version })
  const latest = useRef(base.current)
  const focused = useRef(false)
  const saving = useRef(false)
  useEffect(() => {
    latest.current = { value, version }
    if ((saving.current || focused.current || refused) && typed !== base.current.value) return
    base.current = latest.current
    setTyped(value)
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- only what the server has is followed
  }, [value, version])
  /** Upon the version that was seen; again upon a newer one where this very text is still the same in it. */
  const write = async (next: string, before: Kept): Promise<boolean> => {
    for (let seen = before.version; ;) {
      const said = await onSave(next, seen)
      if (said !== 'stale') return said === 'yes'
      const now = await newerThan(seen, latest)
      if (now?.value !== before.value) return false
      seen = now.version
    }
  }
  const save = async (next: string, undo = true) => {
    const [before, had] = [base.current, latest.current]
    if (next.trim() === before.value.trim() || saving.current) return
    saving.current = true
    const taken = await write(next, before)
    saving.current = false
    setRefused(!taken)
    base.current = latest.current
    if (!taken) return
    if (latest.current === had) base.current = { value: next, version: before.version }
    else setTyped((now) => (now === next ? latest.current.value : now))
    if (undo) toast({ text: t('saved', { what: label }), undo: () => void giveBack(before.value) })
  }
  const giveBack = (before: string) => {
    setTyped(before)
    return save(before, false)
  }
  const giveUp = () => {
    base.current = latest.current
    setTyped(latest.current.value)
    setRefused(false)
  }
  const onFocus = () => {
    focused.current = true
  }
  const onBlur = () => {
    focused.current = false
    void save(typed)
  }
  return { typed, setTyped, refused, giveUp, onFocus, onBlur }
}

/** What the page reads anew after a refusal is there in a moment. */
async function newerThan(seen: number | undefined, latest: { current: Kept }): Promise<Kept | undefined> {
  for (let tries = 0; tries < 40; tries += 1) {
    if (latest.current.version !== seen) return latest.current
    await new Promise((resolve) => {
      setTimeout(resolve, 50)
    })
  }
  return undefined
}
