import { localDigits } from '../input/fold.ts'

/** The languages of the program. */
export type Locale = 'en' | 'fa'

/** The calendars in which people read dates; 'persian' is Jalali. */
export type CalendarName = 'gregory' | 'persian'

/** How one person reads time: language, calendar, the shop's zone; `hour12` is the language's habit unless said. */
export interface TimeStyle {
  locale: Locale
  calendar: CalendarName
  zone: string
  hour12?: boolean
}

/** An instant: epoch milliseconds, or anything that knows them, such as `Temporal.Instant`. */
export type AnyInstant = number | { readonly epochMilliseconds: number }

/** A calendar date in ISO numbers, such as `Temporal.PlainDate`. */
export interface AnyDate {
  readonly year: number
  readonly month: number
  readonly day: number
}

/**
 * numeric: 2026-12-01, ۱۴۰۵/۰۹/۱۰ · short: Tue, Dec 1 · medium: Dec 1, 2026 · long: Tuesday, December 1, 2026 ·
 * dayMonth: December 1 · month: December 2026 · weekday: Tuesday
 */
export type DateForm = 'numeric' | 'short' | 'medium' | 'long' | 'dayMonth' | 'month' | 'weekday'

const partsOf: Record<DateForm, Intl.DateTimeFormatOptions> = {
  numeric: { year: 'numeric', month: '2-digit', day: '2-digit' },
  short: { weekday: 'short', month: 'short', day: 'numeric' },
  medium: { year: 'numeric', month: 'short', day: 'numeric' },
  long: { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
  dayMonth: { month: 'long', day: 'numeric' },
  month: { year: 'numeric', month: 'long' },
  weekday: { weekday: 'long' },
}

const formats = new Map<string, Intl.DateTimeFormat>()

function formatFor(style: TimeStyle, kind: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${style.locale} ${style.calendar} ${style.zone} ${kind} ${style.hour12 ?? ''}`
  let format = formats.get(key)
  if (!format) {
    const tag = style.locale === 'fa' ? 'fa-IR' : 'en-US'
    format = new Intl.DateTimeFormat(tag, { ...options, calendar: style.calendar, timeZone: style.zone })
    formats.set(key, format)
  }
  return format
}

const toMs = (at: AnyInstant): number => (typeof at === 'number' ? at : at.epochMilliseconds)

/**
 * The local date of an instant. The parts are put in order here: the data behind Intl writes long Jalali dates
 * year first with a Latin comma in Persian, and appends the era in English.
 */
export function formatDate(at: AnyInstant, style: TimeStyle, form: DateForm = 'medium'): string {
  const part: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {}
  for (const { type, value } of formatFor(style, form, partsOf[form]).formatToParts(toMs(at)))
    part[type] = value
  const { weekday, day, month, year } = part
  const join = (separator: string, ...values: (string | undefined)[]) =>
    values.filter((value) => value !== undefined).join(separator)
  if (form === 'numeric') return join(style.locale === 'fa' ? '/' : '-', year, month, day)
  if (style.locale === 'fa') return join(' ', weekday, day, month, year)
  if (day === undefined) return join(' ', weekday, month, year)
  return join(', ', weekday, join(' ', month, day), year)
}

/** A calendar date (no zone involved) in the reader's language and calendar. */
export function formatPlainDate(
  date: AnyDate,
  style: Omit<TimeStyle, 'zone'>,
  form: DateForm = 'medium',
): string {
  return formatDate(Date.UTC(date.year, date.month - 1, date.day), { ...style, zone: 'UTC' }, form)
}

/** The local time of an instant: 9:30 AM, ۹:۳۰. */
export function formatTime(at: AnyInstant, style: TimeStyle): string {
  const options: Intl.DateTimeFormatOptions = { hour: 'numeric', minute: '2-digit' }
  if (style.hour12 !== undefined) options.hour12 = style.hour12
  return formatFor(style, 'time', options).format(toMs(at)).replaceAll('\u202f', ' ')
}

/** Date and time of an instant: Dec 1, 2026, 9:30 AM. */
export function formatDateTime(at: AnyInstant, style: TimeStyle, form: DateForm = 'medium'): string {
  return `${formatDate(at, style, form)}${comma(style.locale)} ${formatTime(at, style)}`
}

/** Start and end: the date once when both fall on one local date. */
export function formatRange(
  start: AnyInstant,
  end: AnyInstant,
  style: TimeStyle,
  form: DateForm = 'medium',
): string {
  const sameDay = formatDate(start, style, 'numeric') === formatDate(end, style, 'numeric')
  const last = sameDay ? formatTime(end, style) : formatDateTime(end, style, form)
  return `${formatDateTime(start, style, form)} – ${last}`
}

/** Start and end of one day without its date: 9:30 AM – 10:30 AM. */
export function formatTimes(start: AnyInstant, end: AnyInstant, style: TimeStyle): string {
  return `${formatTime(start, style)} – ${formatTime(end, style)}`
}

const comma = (locale: Locale): string => (locale === 'fa' ? '،' : ',')

const steps: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['minute', 60_000],
  ['hour', 3_600_000],
  ['day', 86_400_000],
  ['week', 604_800_000],
  ['month', 2_629_746_000],
  ['year', 31_556_952_000],
]

/** How far from `now`, in one short step: in 5 min., 3 hr. ago, ۵ دقیقه پیش. Under a minute is this minute. */
export function formatRelative(at: AnyInstant, now: AnyInstant, locale: Locale): string {
  const distance = toMs(at) - toMs(now)
  const [unit, size] = steps.findLast(([, step]) => Math.abs(distance) >= step) ?? ['minute', 60_000]
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' })
  return words.format(Math.trunc(distance / size), unit)
}

/** A date near today by its name (yesterday, today, tomorrow), any other in the given form. */
export function formatNearDate(
  at: AnyInstant,
  now: AnyInstant,
  style: TimeStyle,
  form: DateForm = 'short',
): string {
  const days = Math.round((dayNumber(at, style.zone) - dayNumber(now, style.zone)) / 86_400_000)
  if (Math.abs(days) > 1) return formatDate(at, style, form)
  return new Intl.RelativeTimeFormat(style.locale, { numeric: 'auto' }).format(days, 'day')
}

function dayNumber(at: AnyInstant, zone: string): number {
  const iso = formatDate(at, { locale: 'en', calendar: 'gregory', zone }, 'numeric')
  return Date.parse(`${iso}T00:00:00Z`)
}

/** A length of time in hours and minutes: 1 hr, 30 min. */
export function formatDuration(minutes: number, locale: Locale): string {
  const whole = Math.round(minutes)
  const hours = Math.trunc(whole / 60)
  const format = new Intl.DurationFormat(locale, {
    style: 'short',
    minutesDisplay: hours === 0 ? 'always' : 'auto',
  })
  return format.format({ hours, minutes: whole % 60 })
}

/** A plain number for people: 1,234.5 or ۱٬۲۳۴٫۵. */
export function formatNumber(value: number, locale: Locale, options?: Intl.NumberFormatOptions): string {
  return new Intl.NumberFormat(locale === 'fa' ? 'fa-IR' : 'en-US', options).format(value)
}

export { localDigits }
