import { useEffect, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { useTranslations } from 'use-intl'
import { useDocument } from '../../../web/document.ts'
import { cx } from '../../../web/ui/class-names.ts'
import { toast } from '../../../web/ui/desk/toast.tsx'
import { localText } from '../../shops/pages/local-text.ts'

export interface InlineFieldProps {
  /** Read aloud; what the field is. */
  label: string
  /** As the server has it. */
  value: string
  /** Writes it; false where that was refused, and the field keeps what was typed. */
  onSave: (value: string) => Promise<boolean>
  lines?: boolean
  placeholder?: string
  ltr?: boolean
  end?: boolean
  numeric?: boolean
  readOnly?: boolean
  className?: string
}

/**
 * A text that is edited where it stands: saved when left or by Enter, given back by Esc. Saving is silent but
 * for a way back.
 */
export function InlineField({
  label,
  value: kept,
  onSave,
  lines,
  placeholder,
  ltr,
  end,
  numeric,
  readOnly,
  className,
}: InlineFieldProps) {
  const t = useTranslations('desk')
  const { locale } = useDocument()
  const value = localText(kept, locale)
  const [typed, setTyped] = useState(value)
  const [refused, setRefused] = useState(false)
  const saved = useRef(value)
  useEffect(() => {
    // Somebody else changed it, or the server wrote it in its own form: take that, unless it is being typed in.
    if (saved.current !== value) {
      saved.current = value
      setTyped(value)
      setRefused(false)
    }
  }, [value])
  const save = async (next: string, undo = true) => {
    const before = saved.current
    if (next.trim() === before.trim()) return
    saved.current = next
    const taken = await onSave(next)
    setRefused(!taken)
    if (!taken) saved.current = before
    else if (undo) toast({ text: t('saved', { what: label }), undo: () => void giveBack(before) })
  }
  const giveBack = (before: string) => {
    setTyped(before)
    return save(before, false)
  }
  const keys = (event: KeyboardEvent<HTMLInputElement | HTMLTextAreaElement>) => {
    if (event.key === 'Escape') {
      setTyped(saved.current)
      setRefused(false)
    }
    if (event.key === 'Enter' && (!lines || event.ctrlKey || event.metaKey)) event.currentTarget.blur()
  }
  const shared = {
    'aria-label': label,
    'aria-invalid': refused || undefined,
    value: typed,
    placeholder,
    readOnly,
    dir: ltr || typed === '' ? undefined : 'auto',
    className: cx('inline-field', ltr && 'input-ltr', end && 'text-end', className),
    onBlur: () => void save(typed),
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
