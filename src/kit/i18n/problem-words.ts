import type { FieldError, Problem } from '../errors.ts'
import { formatDuration, formatPlainDate } from '../time/format.ts'
import type { Locale } from './locale.ts'
import { translator } from './translator.ts'

/** A refusal in words: the body of `application/problem+json` (RFC 9457), and what a form shows. */
export interface ProblemBody {
  type: string
  title: string
  status: number
  code: string
  detail: string
  reason?: string
  errors?: { pointer: string; message: string }[]
}

/**
 * Puts a refusal in words: the title of its code, the detail of its reason (else of its code), one message for each
 * wrong field; further members of the refusal stand beside them.
 */
export function problemBody(problem: Problem, locale: Locale): ProblemBody & Record<string, unknown> {
  const { code, status, reason, errors, extra } = problem
  return {
    type: `urn:fixbay:problem:${code}`,
    title: titleOf(problem, locale),
    status,
    code,
    detail: detailOf(problem, locale),
    ...(reason ? { reason } : {}),
    ...(errors.length > 0
      ? { errors: errors.map((error) => ({ pointer: error.pointer, message: fieldWords(error, locale) })) }
      : {}),
    ...extra,
  }
}

function titleOf({ code, reason }: Problem, locale: Locale): string {
  const t = translator(locale, 'errors') as Loose
  return t(reason && t.has(`reasonTitles.${reason}`) ? `reasonTitles.${reason}` : `titles.${code}`)
}

function detailOf({ code, reason, params, errors, retryAfterSeconds }: Problem, locale: Locale): string {
  const t = translator(locale, 'errors') as Loose
  const { minutes, date } = params
  const values = {
    ...params,
    ...(typeof minutes === 'number' ? { duration: formatDuration(minutes, locale) } : {}),
    ...(typeof date === 'string' ? { date: dateWords(date, locale) } : {}),
  }
  if (reason && (t.has(`reasons.${reason}`) || !import.meta.env.PROD)) return t(`reasons.${reason}`, values)
  return t(`details.${code}`, { ...params, count: errors.length, seconds: retryAfterSeconds ?? 0 })
}

/** A date as people of the language write it. */
function dateWords(date: string, locale: Locale): string {
  const calendar = locale === 'fa' ? 'persian' : 'gregory'
  return formatPlainDate(Temporal.PlainDate.from(date), { locale, calendar }, 'long')
}

/** The message of one wrong field. */
export function fieldWords({ key, params }: FieldError, locale: Locale): string {
  const t = translator(locale, 'errors') as Loose
  if (import.meta.env.PROD && !t.has(`fields.${key}`)) return t('fields.wrongFormat')
  return t(`fields.${key}`, params)
}

/** Reasons and field keys come from data, so the type cannot know them; a test compares the code with the words. */
type Loose = { (key: string, values?: Record<string, string | number>): string; has(key: string): boolean }
