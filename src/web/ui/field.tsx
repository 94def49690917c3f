import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { CircleAlert } from '../icons.tsx'
import { fieldId, useFieldScope } from './form.tsx'

/** What every field takes. `error` and the value come from the form around it by `name`; say them to override ('' for no error). */
export interface FieldProps {
  name: string
  label: ReactNode
  hint?: ReactNode
  error?: string | undefined
  /** Says "(optional)" behind the label. In a form where most fields are needed, mark those that are not. */
  optional?: boolean
  /** The label is read aloud but not shown: only where the place says what it is, such as a search line. */
  labelHidden?: boolean
  id?: string
}

/** What a control inside a `Field` spreads on its element. */
export interface ControlProps {
  id: string
  name: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
}

/** The ids and marks that tie a control to its hint and error. */
export function useControl({ name, id = fieldId(name), hint, error }: Omit<FieldProps, 'label'>) {
  const scope = useFieldScope(name)
  const message = error ?? scope.error
  const described = [hint ? `${id}-hint` : '', message ? `${id}-error` : ''].filter(Boolean).join(' ')
  const control: ControlProps = {
    id,
    name,
    'aria-describedby': described || undefined,
    'aria-invalid': message ? true : undefined,
  }
  return { control, message, value: scope.value }
}

/** The line under a control that says what was wrong, with a sign before it. */
export function FieldError({ id, children }: { id: string; children: string | undefined }) {
  if (!children) return null
  return (
    <p className="field-error" id={`${id}-error`}>
      <CircleAlert />
      <span>{children}</span>
    </p>
  )
}

/** Label, hint, control and error in one column; for a control of your own. The ready fields are in `inputs.tsx`. */
export function Field({
  children,
  ...props
}: FieldProps & { children: (control: ControlProps, value?: string) => ReactNode }) {
  const t = useTranslations('ui')
  const { control, message, value } = useControl(props)
  return (
    <div className="field">
      <label className={props.labelHidden ? 'sr-only' : 'field-label'} htmlFor={control.id}>
        {props.label}
        {props.optional ? <span className="field-optional"> ({t('optional')})</span> : null}
      </label>
      {props.hint ? (
        <p className="field-hint" id={`${control.id}-hint`}>
          {props.hint}
        </p>
      ) : null}
      {children(control, value)}
      <FieldError id={control.id}>{message}</FieldError>
    </div>
  )
}
