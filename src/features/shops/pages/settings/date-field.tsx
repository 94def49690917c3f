import { useSyncExternalStore } from 'react'
import { formatPlainDate } from '../../../../kit/time/format.ts'
import { useDocument } from '../../../../web/document.ts'
import { DatePicker, type DatePickerProps } from '../../../../web/ui/desk/date-picker.tsx'
import { TextInput } from '../../../../web/ui/inputs.tsx'

const never = () => () => undefined

/**
 * A date in the reader's calendar. With a script it is picked and sent as YYYY-MM-DD; without one it is typed, in
 * either calendar.
 */
export function DateField(
  props: Pick<DatePickerProps, 'name' | 'label' | 'hint' | 'optional' | 'min' | 'defaultValue'>,
) {
  const isAlive = useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
  const style = useDocument()
  if (isAlive) return <DatePicker {...props} />
  const { min: _min, ...field } = props
  const example = formatPlainDate({ year: 2026, month: 12, day: 1 }, style, 'numeric')
  return <TextInput {...field} ltr placeholder={example} autoComplete="off" />
}
