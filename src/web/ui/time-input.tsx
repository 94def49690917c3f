import { clockText } from '../../kit/time/clock-text.ts'
import { useDocument } from '../document.ts'
import { cx } from './class-names.ts'
import type { useControl } from './field.tsx'
import { TextInput } from './inputs.tsx'

type TimeInputProps = Omit<Parameters<typeof TextInput>[0], 'type' | 'defaultValue' | 'ltr'> & {
  /** `HH:MM`. */
  defaultValue?: string | undefined
}

/**
 * A wall time, shown and typed as the reader writes it (9:00 AM, ۹:۰۰). The browser's own field follows the browser's
 * language, not the page's, and knows no Persian digits. The server reads it by `typedClock`.
 */
export function TimeInput({ defaultValue, className, ...props }: TimeInputProps) {
  const style = useDocument()
  return (
    <TextInput
      {...props}
      ltr
      className={cx('max-w-36', className)}
      defaultValue={clockText(defaultValue, style)}
      autoComplete="off"
      maxLength={20}
    />
  )
}

/** The bare field of a pair that has no label of its own; `control` as `useControl` gives it. */
export function ClockInput({
  control: { control, value },
  label,
  given,
}: {
  control: ReturnType<typeof useControl>
  label: string
  given: string | undefined
}) {
  const style = useDocument()
  return (
    <input
      {...control}
      className="input input-ltr min-w-0 px-2 max-sm:flex-1 sm:w-32"
      aria-label={label}
      defaultValue={value ?? clockText(given, style)}
      autoComplete="off"
      maxLength={20}
    />
  )
}
