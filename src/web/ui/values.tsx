import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { directionOf } from '../../kit/i18n/locale.ts'
import { formatMoney } from '../../kit/money/format.ts'
import {
  formatDate,
  formatDateTime,
  formatNearDate,
  formatNumber,
  formatRelative,
  formatTime,
} from '../../kit/time/format.ts'
import type { DateForm } from '../../kit/time/format.ts'
import { cx } from './class-names.ts'
import { useKitLocale, useReading } from './reading.tsx'

/** A run that reads left to right in every language: VIN, IMEI, phone, serial, code. */
export function Ltr({ children, className }: { children: ReactNode; className?: string }) {
  return <bdi className={cx('ltr-run', className)}>{children}</bdi>
}

/** How many, small and in the reader's digits: beside a tab or a place in the menu. */
export function Count({ value }: { value: number }) {
  return <span className="tab-count">{formatNumber(value, useKitLocale())}</span>
}

/** A phone number that can be called. `phone` is E.164; `children` is how it is written, where that differs. */
export function PhoneLink({ phone, children }: { phone: string; children?: ReactNode }) {
  return (
    <a className="link link-ink" href={`tel:${phone}`}>
      <Ltr className="nowrap">{children ?? phone}</Ltr>
    </a>
  )
}

/** An e-mail address that can be written to; where it must break, it does so after the @. */
export function EmailLink({ address }: { address: string }) {
  const [name, host] = address.split('@')
  return (
    <a className="link link-ink wrap-anywhere" href={`mailto:${address}`}>
      <Ltr>
        {name}@<wbr />
        {host}
      </Ltr>
    </a>
  )
}

export interface MoneyValue {
  /** Minor units. */
  amount: number
  currency: string
}

/** An amount with its currency, isolated, figures of one width. `null` is a dash ("not known", "on quote"). */
export function Money({ value, className }: { value: MoneyValue | null; className?: string }) {
  const locale = useKitLocale()
  return (
    // Digits and a sign such as $ have no direction of their own, and the sign stands after a Persian number.
    <bdi dir={directionOf(locale)} className={cx('money', className)}>
      {value ? formatMoney(value, locale) : '–'}
    </bdi>
  )
}

export interface WhenProps {
  /** RFC 3339 text or epoch milliseconds. */
  at: string | number
  /** time 9:30 AM · date Tue, Dec 1 · dateTime both · near today, tomorrow, or the date · relative in 5 min. */
  show?: 'time' | 'date' | 'dateTime' | 'near' | 'nearTime' | 'relative'
  dateForm?: DateForm
  zone?: string
  /** Adds the zone in words: for a reader who may be elsewhere. */
  sayZone?: boolean
  /** The promised time has passed: red, with the word. */
  late?: boolean
  className?: string
}

/** A moment, in the reader's language and calendar and the shop's zone. */
export function When({
  at,
  show = 'dateTime',
  dateForm = 'short',
  zone,
  sayZone,
  late,
  className,
}: WhenProps) {
  const t = useTranslations('ui')
  const { style, now } = useReading(zone)
  const ms = typeof at === 'number' ? at : Date.parse(at)
  const comma = style.locale === 'fa' ? '،' : ','
  const text = () => {
    if (show === 'time') return formatTime(ms, style)
    if (show === 'date') return formatDate(ms, style, dateForm)
    if (show === 'dateTime') return formatDateTime(ms, style, dateForm)
    if (show === 'relative') return formatRelative(ms, now, style.locale)
    const day = formatNearDate(ms, now, style, dateForm)
    return show === 'near' ? day : `${day}${comma} ${formatTime(ms, style)}`
  }
  return (
    <time dateTime={new Date(ms).toISOString()} className={cx('when', late && 'late', className)}>
      <bdi>{text()}</bdi>
      {sayZone ? <span className="quiet"> {zoneName(ms, style.zone, style.locale)}</span> : null}
      {late ? <span> · {t('late')}</span> : null}
    </time>
  )
}

/** A zone as people call it: Eastern Time, Iran Time, وقت شرق امریکا. */
function zoneName(ms: number, zone: string, locale: string): string {
  const format = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'longGeneric' })
  return format.formatToParts(ms).find((part) => part.type === 'timeZoneName')?.value ?? zone
}

export interface NumberTagProps {
  /** RO-1042, INV-2026-0007. */
  number: string
  to?: string
  large?: boolean
}

/** A document's number on a punched tag; a link where `to` is given. */
export function NumberTag({ number, to, large }: NumberTagProps) {
  const className = cx('number-tag', large && 'number-tag-large')
  return to ? (
    <Link to={to} className={className}>
      {number}
    </Link>
  ) : (
    <bdi className={className}>{number}</bdi>
  )
}
