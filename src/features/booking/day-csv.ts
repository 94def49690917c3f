// A spreadsheet takes a text that begins so for a formula; a quote before it makes it a text.
const FORMULA = /^[=+\-@\t\r]/

/** Rows as CSV (RFC 4180) that spreadsheets open as they are: with a mark for UTF-8, and no text that is a formula. */
export function csvOf(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => row.map(cellOf).join(',')).join('\r\n')}\r\n`
}

function cellOf(text: string): string {
  const harmless = FORMULA.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
