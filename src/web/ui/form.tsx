import { createContext, useContext, useEffect, useMemo, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { Form as RouterForm } from 'react-router'
import type { FormProps as RouterFormProps } from 'react-router'
import { useTranslations } from 'use-intl'
import { HAND_FIELD } from '../../kit/http/form-key.ts'
import { useDocument } from '../document.ts'
import { OFFLINE } from '../send-or-stay.ts'
import { WayOn } from '../way-on.tsx'
import { cx } from './class-names.ts'
import { Notice } from './notice.tsx'

/** What a refused form says: the body of `application/problem+json` as far as a page shows it. */
export interface PageProblem {
  code?: string
  title?: string
  detail?: string
  /** Which rule refused it. */
  reason?: string
  /** By what somebody is to show once more that it is they: nothing is wrong yet. */
  proveBy?: string
  errors?: readonly { pointer: string; message: string }[]
}

/** What was typed, by field name: `Object.fromEntries(formData)` or the record that is edited. */
export type FormValues = Readonly<Record<string, unknown>>

interface FormScope {
  problem: PageProblem | undefined
  errors: readonly { name: string; message: string }[]
  values: FormValues
  /** Fields that were changed since the refusal: what was said of them is no longer known to hold. */
  changed: readonly string[]
}

const Scope = createContext<FormScope>({ problem: undefined, errors: [], values: {}, changed: [] })

/** '/customer/phone' as the field name 'customer.phone'. */
export function nameOfPointer(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .join('.')
}

/** The id of the control with this name: links of the error summary lead to it. */
export function fieldId(name: string): string {
  return `f-${name.replace(/[^A-Za-z0-9]+/g, '-')}`
}

export interface FormScopeProps {
  problem?: PageProblem | undefined
  values?: FormValues | undefined
  changed?: readonly string[]
  children: ReactNode
}

/** Gives every field inside its error and its value by name. `Form` does this by itself. */
export function FormScope({ problem, values, changed = NONE, children }: FormScopeProps) {
  const scope = useMemo(() => {
    const errors = (problem?.errors ?? []).map(({ pointer, message }) => ({
      name: nameOfPointer(pointer),
      message,
    }))
    return { problem, errors, values: values ?? {}, changed }
  }, [problem, values, changed])
  return <Scope value={scope}>{children}</Scope>
}

const NONE: readonly string[] = []

export interface FormProps extends RouterFormProps, Omit<FormScopeProps, 'children' | 'changed'> {
  /** Labels by field name, so that the summary says whose message it is: "Make: Please fill this in." */
  labels?: Readonly<Record<string, string>> | undefined
}

const AWAY: PageProblem = { code: OFFLINE }

/**
 * A form whose fields know what was wrong and what was typed, by name: `problem` and `values` come from the action.
 * The server judges, so the browser's own bubbles are off. Starts with the summary of what was wrong; a field's own
 * error goes when the field is changed. A device that knows it has no network sends nothing, and all that was typed stays.
 */
export function Form(props: FormProps) {
  const { problem: refused, values, labels, className, children, onChange, onSubmit, ...rest } = props
  const [isAway, setAway] = useState(false)
  const problem = isAway ? AWAY : refused
  const { changed, note } = useChanged(problem)
  const { hand } = useDocument()
  return (
    <FormScope problem={problem} values={values} changed={changed}>
      <RouterForm
        noValidate
        {...rest}
        className={cx('form', className)}
        onChange={(event) => {
          note(event.target)
          onChange?.(event)
        }}
        onSubmit={(event) => {
          const away = rest.method === 'post' && !window.navigator.onLine
          setAway(away)
          if (away) event.preventDefault()
          else onSubmit?.(event)
        }}
      >
        {hand && rest.method === 'post' ? <input type="hidden" name={HAND_FIELD} value={hand} /> : null}
        <FormProblem labels={labels} />
        {children}
      </RouterForm>
    </FormScope>
  )
}

function useChanged(problem: PageProblem | undefined) {
  const [last, setLast] = useState({ problem, names: NONE })
  const changed = last.problem === problem ? last.names : NONE
  return {
    changed,
    note(target: EventTarget) {
      const name = 'name' in target ? String(target.name) : ''
      if (problem?.errors && name && !changed.includes(name)) setLast({ problem, names: [...changed, name] })
    },
  }
}

/** The error and the earlier value of one field, from the form around it. */
export function useFieldScope(name: string): { error: string | undefined; value: string | undefined } {
  const { errors, values, changed } = useContext(Scope)
  const error = changed.includes(name)
    ? undefined
    : (errors.find((one) => one.name === name) ?? errors.find((one) => one.name.startsWith(`${name}.`)))
  const value = values[name]
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
  return { error: error?.message, value: text }
}

/** True where this value of a checkbox, radio or select was chosen before; undefined where nothing was sent. */
export function useChosen(name: string, value: string): boolean | undefined {
  const { values } = useContext(Scope)
  if (Object.keys(values).length === 0) return undefined
  const chosen = values[name]
  if (Array.isArray(chosen)) return chosen.some((one) => String(one) === value)
  if (typeof chosen === 'boolean') return chosen
  return (typeof chosen === 'string' || typeof chosen === 'number') && String(chosen) === value
}

/** What was wrong, at the top of a form: one line for each field, each a link to it. Nothing when all is well. */
export function FormProblem({ labels = {} }: Pick<FormProps, 'labels'>) {
  const t = useTranslations('ui')
  const { problem, errors } = useContext(Scope)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (problem) box.current?.focus()
  }, [problem])
  if (!problem) return null
  const title = errors.length > 0 ? t('problemTitle', { count: errors.length }) : problem.title
  const isOffline = problem.code === OFFLINE
  const kind = problem.proveBy && errors.length === 0 ? 'waiting' : 'blocked'
  return (
    <div ref={box} tabIndex={-1} className="outline-none">
      <Notice kind={kind} alert title={title ?? t(isOffline ? 'offline' : 'problemTitle', { count: 0 })}>
        {isOffline ? <p>{t('offlineHint')}</p> : null}
        {problem.detail && errors.length === 0 ? <p>{problem.detail}</p> : null}
        <WayOn problem={problem} />
        {errors.length > 0 ? (
          <ul className="notice-list">
            {errors.map(({ name, message }) => (
              <li key={name}>
                <a href={`#${fieldId(name)}`}>{labels[name] ? `${labels[name]}: ${message}` : message}</a>
              </li>
            ))}
          </ul>
        ) : null}
      </Notice>
    </div>
  )
}

/** A group of fields under one question. */
export function Fieldset({
  legend,
  hint,
  children,
}: {
  legend: ReactNode
  hint?: ReactNode
  children: ReactNode
}) {
  return (
    <fieldset className="fields">
      <legend className="fields-legend">{legend}</legend>
      {hint ? <p className="field-hint">{hint}</p> : null}
      {children}
    </fieldset>
  )
}
