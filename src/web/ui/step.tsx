import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { formatNumber } from '../../kit/time/format.ts'
import { Check } from '../icons.tsx'
import { useKitLocale } from './reading.tsx'

/** Parts of one task in one column; holds `Step`s. */
export function Steps({ children }: { children: ReactNode }) {
  return <ol className="steps">{children}</ol>
}

export interface StepProps {
  number: number
  title: ReactNode
  state: 'open' | 'done' | 'coming'
  /** What was answered, in one line, once done. */
  summary?: ReactNode
  /** Where the answer can be changed: the same page with this step open. */
  editTo?: string
  /** Instead of `editTo` in a form that must not lose what was typed: a button that sends it with this name and value. */
  edit?: { name: string; value: string }
  /** In a hydrated page: called instead of following `editTo`. */
  onEdit?: () => void
  /** The questions of the open step. */
  children?: ReactNode
}

/** One part of a task: open, folded to one line that can be changed, or still to come. */
export function Step({ number, title, state, summary, children, ...way }: StepProps) {
  const locale = useKitLocale()
  const figure = <span className="step-number">{formatNumber(number, locale)}</span>
  if (state === 'open') {
    return (
      <li className="step step-open" aria-current="step">
        <div className="step-head">
          {figure}
          <h2>{title}</h2>
        </div>
        {children}
      </li>
    )
  }
  if (state === 'coming') {
    return (
      <li className="step step-coming">
        <div className="step-line">
          {figure}
          <h2>{title}</h2>
        </div>
      </li>
    )
  }
  return <DoneStep title={title} summary={summary} {...way} />
}

function DoneStep({
  title,
  summary,
  editTo,
  edit,
  onEdit,
}: Pick<StepProps, 'title' | 'summary' | 'editTo' | 'edit' | 'onEdit'>) {
  const t = useTranslations('ui')
  const words = (
    <>
      {t('change')}
      {typeof title === 'string' ? <span className="sr-only">: {title}</span> : null}
    </>
  )
  return (
    <li className="step step-done">
      <div className="step-line">
        <Check className="step-mark" />
        <div className="step-title">
          <h2>
            {title}
            <span className="sr-only">, {t('stepDone')}</span>
          </h2>
          <div className="step-summary">{summary}</div>
        </div>
        {editTo ? (
          <Link
            to={editTo}
            className="link link-row"
            onClick={
              onEdit
                ? (event) => {
                    event.preventDefault()
                    onEdit()
                  }
                : undefined
            }
          >
            {words}
          </Link>
        ) : null}
        {edit ? (
          <button type="submit" {...edit} className="link link-row">
            {words}
          </button>
        ) : null}
      </div>
    </li>
  )
}
