import { GregorianCalendar, parseDate, toCalendar } from '@internationalized/date'
import {
  Button,
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  CalendarStateContext,
  DateInput,
  DatePicker as AriaDatePicker,
  DateSegment,
  Dialog,
  Group,
  Label,
  Popover,
  Text,
} from 'react-aria-components'
import { useContext } from 'react'
import { useTranslations } from 'use-intl'
import { formatPlainDate } from '../../../kit/time/format.ts'
import { useDocument } from '../../document.ts'
import { Back, CalendarDays, Onward } from '../../icons.tsx'
import { buttonClass } from '../button.tsx'
import { FieldError, useControl } from '../field.tsx'
import type { FieldProps } from '../field.tsx'
import '../css/overlays.css'
import '../css/pickers.css'

export interface DatePickerProps extends Omit<FieldProps, 'labelHidden'> {
  /** All dates are YYYY-MM-DD, whatever calendar is shown; so is what is sent. */
  defaultValue?: string
  min?: string
  max?: string
  /** True for a date that cannot be chosen. */
  closed?: (date: string) => boolean
  onChoose?: (date: string | null) => void
}

const dateOf = (text: string | undefined) => (text ? parseDate(text) : undefined)

/** A date, typed or picked, in the reader's calendar: Gregorian or Jalali. */
export function DatePicker({ defaultValue, min, max, closed, onChoose, ...field }: DatePickerProps) {
  const t = useTranslations('ui')
  const { control, message, value } = useControl(field)
  return (
    <AriaDatePicker
      id={control.id}
      name={field.name}
      defaultValue={dateOf(value ?? defaultValue)}
      minValue={dateOf(min)}
      maxValue={dateOf(max)}
      isDateUnavailable={closed ? (date) => closed(date.toString()) : undefined}
      onChange={(date) => onChoose?.(date?.toString() ?? null)}
      isInvalid={message !== undefined}
      validationBehavior="aria"
      className="field"
    >
      <Label className="field-label">
        {field.label}
        {field.optional ? <span className="field-optional"> ({t('optional')})</span> : null}
      </Label>
      {field.hint ? (
        <Text slot="description" className="field-hint">
          {field.hint}
        </Text>
      ) : null}
      <Group className="input date-field">
        <DateInput className="segments">
          {(segment) => <DateSegment segment={segment} className="segment" />}
        </DateInput>
        <Button className={buttonClass({ kind: 'bare' })} aria-label={t('date.open')}>
          <CalendarDays />
        </Button>
      </Group>
      <FieldError id={control.id}>{message}</FieldError>
      <Popover className="popover" placement="bottom start" offset={4}>
        <Dialog aria-label={t('date.calendar')} className="outline-none">
          <MonthCalendar />
        </Dialog>
      </Popover>
    </AriaDatePicker>
  )
}

/** One month to choose a day from, inside the picker. */
function MonthCalendar() {
  const t = useTranslations('ui')
  const { locale } = useDocument()
  return (
    <Calendar className="month">
      <div className="month-head">
        <Button
          slot="previous"
          className={buttonClass({ kind: 'bare' }, 'btn-icon')}
          aria-label={t('date.previous')}
        >
          <Back />
        </Button>
        <MonthName />
        <Button slot="next" className={buttonClass({ kind: 'bare' }, 'btn-icon')} aria-label={t('date.next')}>
          <Onward />
        </Button>
      </div>
      <CalendarGrid weekdayStyle={locale === 'fa' ? 'narrow' : 'short'}>
        <CalendarGridHeader>{(day) => <CalendarHeaderCell>{day}</CalendarHeaderCell>}</CalendarGridHeader>
        <CalendarGridBody>{(date) => <CalendarCell date={date} className="month-day" />}</CalendarGridBody>
      </CalendarGrid>
    </Calendar>
  )
}

/** The month above its days. React Aria's own heading, which readers hear, has the year first in Persian. */
function MonthName() {
  const { locale, calendar } = useDocument()
  const state = useContext(CalendarStateContext)
  if (!state) return null
  const { year, month, day } = toCalendar(state.visibleRange.start, new GregorianCalendar())
  return <p aria-hidden="true">{formatPlainDate({ year, month, day }, { locale, calendar }, 'month')}</p>
}
