import type { AuditEntry } from './audit-log.ts'

const HEAD = [
  'at',
  'who',
  'account',
  'inPlaceOf',
  'key',
  'action',
  'subject',
  'subjectId',
  'before',
  'after',
  'address',
  'userAgent',
]

/** The lines as CSV (RFC 4180, with a mark for spreadsheets that it is UTF-8). */
export function auditCsv(entries: readonly AuditEntry[]): string {
  const rows = entries.map((one) => [
    one.at.toString(),
    one.actor,
    one.actorId,
    one.inPlaceOf,
    one.key ?? one.keyId,
    one.action,
    one.subjectKind,
    one.subjectId,
    json(one.before),
    json(one.after),
    one.address,
    one.userAgent,
  ])
  return `\uFEFF${[HEAD, ...rows].map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`
}

const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value))

/** A cell that no spreadsheet takes for a formula: what begins like one gets an apostrophe in front. */
export function csvCell(value: string | null): string {
  if (value === null || value === '') return ''
  const plain = /^[=+\-@\t\r\n]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}
