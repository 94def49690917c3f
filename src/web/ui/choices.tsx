import type { InputHTMLAttributes, ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { cx } from './class-names.ts'
import { FieldError, useControl } from './field.tsx'
import type { FieldProps } from './field.tsx'
import { fieldId, useChosen } from './form.tsx'
import { Star } from './rating.tsx'

export interface CheckboxProps
  extends
    Omit<FieldProps, 'optional' | 'labelHidden'>,
    Omit<InputHTMLAttributes<HTMLInputElement>, 'name' | 'id'> {}

/** One yes or no, or one of several with the same name. Sends `value` ("on" unless said) when ticked. */
export function Checkbox({
  name,
  label,
  hint,
  error,
  id,
  value = 'on',
  defaultChecked,
  ...native
}: CheckboxProps) {
  const own = id ?? (value === 'on' ? fieldId(name) : fieldId(`${name} ${String(value)}`))
  const { control, message } = useControl({ name, id: own, hint, error })
  const chosen = useChosen(name, String(value))
  const checked = native.checked === undefined ? { defaultChecked: chosen ?? defaultChecked } : {}
  return (
    <div>
      <label className="check" htmlFor={own}>
        <input type="checkbox" {...native} {...checked} {...control} value={value} className="tick" />
        <span className="check-text">
          <span>{label}</span>
          {hint ? (
            <span className="field-hint" id={`${own}-hint`}>
              {hint}
            </span>
          ) : null}
        </span>
      </label>
      <FieldError id={own}>{message}</FieldError>
    </div>
  )
}

export interface Choice {
  value: string
  title: ReactNode
  note?: ReactNode
  /** Stands at the end of the row: a price, a time. */
  end?: ReactNode
  disabled?: boolean
}

export interface RadioCardsProps extends Omit<FieldProps, 'optional'> {
  choices: readonly Choice[]
  defaultValue?: string
  /** rows: one list with hairlines · tiles: short words side by side. */
  layout?: 'rows' | 'tiles'
  /** Several may be chosen: checkboxes instead of radios, same look. */
  many?: boolean
  onChange?: (value: string) => void
}

/** A question with a few answers that are all worth seeing at once. */
export function RadioCards({
  choices,
  layout = 'rows',
  many,
  defaultValue,
  onChange,
  ...field
}: RadioCardsProps) {
  const { control, message } = useControl(field)
  return (
    <fieldset className="field" aria-describedby={control['aria-describedby']} id={control.id} tabIndex={-1}>
      <legend className={field.labelHidden ? 'sr-only' : 'field-label pb-1'}>{field.label}</legend>
      {field.hint ? (
        <p className="field-hint" id={`${control.id}-hint`}>
          {field.hint}
        </p>
      ) : null}
      <div className={cx('choices', layout === 'tiles' && 'choices-tiles')}>
        {choices.map((choice) => (
          <ChoiceRow
            key={choice.value}
            choice={choice}
            name={field.name}
            type={many ? 'checkbox' : 'radio'}
            invalid={Boolean(message)}
            preset={choice.value === defaultValue}
            onChange={onChange}
          />
        ))}
      </div>
      <FieldError id={control.id}>{message}</FieldError>
    </fieldset>
  )
}

interface ChoiceRowProps {
  choice: Choice
  name: string
  type: 'checkbox' | 'radio'
  invalid: boolean
  preset: boolean
  onChange: ((value: string) => void) | undefined
}

function ChoiceRow({ choice, name, type, invalid, preset, onChange }: ChoiceRowProps) {
  const chosen = useChosen(name, choice.value)
  return (
    <label className="choice">
      <input
        type={type}
        name={name}
        value={choice.value}
        defaultChecked={chosen ?? preset}
        disabled={choice.disabled}
        aria-invalid={invalid || undefined}
        onChange={onChange ? (event) => onChange(event.target.value) : undefined}
        className="tick"
      />
      <span className="choice-text">
        <span className="choice-title">{choice.title}</span>
        {choice.note ? <span className="field-hint">{choice.note}</span> : null}
      </span>
      {choice.end ? <span className="choice-end">{choice.end}</span> : null}
    </label>
  )
}

/** One to five stars as radio buttons; sends the number. */
export function RatingInput({ name, label, hint, error }: Omit<FieldProps, 'optional' | 'labelHidden'>) {
  const t = useTranslations('ui')
  const { control, message, value } = useControl({ name, hint, error })
  return (
    <fieldset className="field" id={control.id} aria-describedby={control['aria-describedby']} tabIndex={-1}>
      <legend className="field-label">{label}</legend>
      {hint ? (
        <p className="field-hint" id={`${control.id}-hint`}>
          {hint}
        </p>
      ) : null}
      <div className="stars-input">
        {[1, 2, 3, 4, 5].map((count) => (
          <StarChoice
            key={count}
            name={name}
            count={count}
            label={t('stars', { count })}
            chosen={value === String(count)}
          />
        ))}
      </div>
      <FieldError id={control.id}>{message}</FieldError>
    </fieldset>
  )
}

function StarChoice({
  name,
  count,
  label,
  chosen,
}: {
  name: string
  count: number
  label: string
  chosen: boolean
}) {
  const id = `${fieldId(name)}-${count}`
  return (
    <>
      <input type="radio" id={id} name={name} value={count} defaultChecked={chosen} className="sr-only" />
      <label htmlFor={id}>
        <span className="sr-only">{label}</span>
        <Star />
      </label>
    </>
  )
}
