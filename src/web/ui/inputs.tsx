import type { InputHTMLAttributes, ReactNode, SelectHTMLAttributes, TextareaHTMLAttributes } from 'react'
import { localDigits } from '../../kit/input/fold.ts'
import type { Locale } from '../../kit/i18n/locale.ts'
import { currencySign, formatAmount } from '../../kit/money/format.ts'
import { exponentOf } from '../../kit/money/currency.ts'
import { ChevronDown } from '../icons.tsx'
import { cx } from './class-names.ts'
import { Field } from './field.tsx'
import type { FieldProps } from './field.tsx'
import { useKitLocale } from './reading.tsx'

type Native<T> = Omit<T, 'name' | 'id' | 'children'>

export interface TextInputProps extends FieldProps, Native<InputHTMLAttributes<HTMLInputElement>> {
  /** A fixed mark before or after what is typed: a unit, a currency. */
  before?: ReactNode
  after?: ReactNode
  /** The value reads left to right in every language: e-mail, plate, VIN, IMEI, codes, numbers. */
  ltr?: boolean
}

const ltrTypes = new Set(['email', 'tel', 'url', 'password', 'number', 'date', 'time', 'datetime-local'])

function split<T extends FieldProps>(props: T) {
  const { name, label, hint, error, optional, labelHidden, id, ...rest } = props
  return { field: { name, label, hint, error, optional, labelHidden, id }, rest }
}

/** One line of text with its label, hint and error. `type` as in HTML. */
export function TextInput(props: TextInputProps) {
  const { field, rest } = split(props)
  const { before, after, ltr, className, defaultValue, ...native } = rest
  const locale = useKitLocale()
  const type = native.type ?? 'text'
  const classes = cx('input', (ltr ?? ltrTypes.has(type)) && 'input-ltr', className)
  return (
    <Field {...field}>
      {(control, typed) => {
        const given = type === 'password' ? undefined : (typed ?? defaultValue)
        const kept = isFigure(native.inputMode) ? inOwnDigits(given, locale) : given
        const value = native.value === undefined ? { defaultValue: kept } : {}
        const input = <input {...native} {...value} {...control} className={classes} />
        if (!before && !after) return input
        return (
          <div className="affix">
            {before ? <span className="affix-mark">{before}</span> : null}
            {input}
            {after ? <span className="affix-mark">{after}</span> : null}
          </div>
        )
      }}
    </Field>
  )
}

const isFigure = (mode: string | undefined) => mode === 'numeric' || mode === 'decimal'

/** A plain number in the reader's digits, with the sign that parts its decimals; all else as it is. */
function inOwnDigits(value: InputHTMLAttributes<HTMLInputElement>['defaultValue'], locale: Locale) {
  if (locale !== 'fa' || !/^-?\d+(\.\d+)?$/.test(String(value))) return value
  return localDigits(String(value), locale).replace('.', '٫')
}

/** Several lines of text; grows with what is typed. */
export function TextArea(props: FieldProps & Native<TextareaHTMLAttributes<HTMLTextAreaElement>>) {
  const { field, rest } = split(props)
  const { className, defaultValue, ...native } = rest
  return (
    <Field {...field}>
      {(control, typed) => {
        const value = native.value === undefined ? { defaultValue: typed ?? defaultValue } : {}
        return (
          <textarea
            rows={4}
            {...native}
            {...value}
            {...control}
            className={cx('input input-area', className)}
          />
        )
      }}
    </Field>
  )
}

export interface SelectOption {
  value: string
  label: string
  disabled?: boolean
}

export interface SelectProps extends FieldProps, Native<SelectHTMLAttributes<HTMLSelectElement>> {
  options: readonly SelectOption[]
  /** Further options under headings. */
  groups?: readonly { label: string; options: readonly SelectOption[] }[]
  /** A first choice with an empty value. */
  none?: string
}

/** The system's own select: the right choice for up to some thirty options; for more use the desk's Combobox. */
export function Select(props: SelectProps) {
  const { field, rest } = split(props)
  const { options, groups = [], none, className, defaultValue, ...native } = rest
  return (
    <Field {...field}>
      {(control, typed) => {
        const value = native.value === undefined ? { defaultValue: typed ?? defaultValue } : {}
        return (
          <div className="select">
            <select {...native} {...value} {...control} className={cx('input', className)}>
              {none === undefined ? null : <option value="">{none}</option>}
              <Options options={options} />
              {groups.map((group) => (
                <optgroup key={group.label} label={group.label}>
                  <Options options={group.options} />
                </optgroup>
              ))}
            </select>
            <ChevronDown />
          </div>
        )
      }}
    </Field>
  )
}

function Options({ options }: Pick<SelectProps, 'options'>) {
  return options.map((option) => (
    <option key={option.value} value={option.value} disabled={option.disabled}>
      {option.label}
    </option>
  ))
}

/** A phone number as people write it, in any digits; the server reads it in the shop's region. */
export function PhoneInput(props: TextInputProps) {
  return <TextInput type="tel" inputMode="tel" autoComplete="tel" {...props} />
}

export interface MoneyInputProps extends Omit<TextInputProps, 'before' | 'after' | 'defaultValue'> {
  /** ISO 4217. */
  currency: string
  /** In minor units. */
  defaultAmount?: number
}

/** An amount typed as a decimal in the currency's units ("1,184.50"); `kit/money` parses it on the server. */
export function MoneyInput({ currency, defaultAmount, ...props }: MoneyInputProps) {
  const locale = useKitLocale()
  const exponent = exponentOf(currency)
  const sign = currencySign(currency, locale)
  const value =
    defaultAmount === undefined ? undefined : formatAmount({ amount: defaultAmount, currency }, locale)
  const mark = locale === 'fa' ? { after: sign } : { before: sign }
  return (
    <TextInput
      inputMode={exponent === 0 ? 'numeric' : 'decimal'}
      autoComplete="off"
      ltr
      {...mark}
      defaultValue={value}
      {...props}
    />
  )
}
