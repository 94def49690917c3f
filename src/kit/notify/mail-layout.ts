import type { MailParts } from './render.ts'

// Mail programs read no stylesheet and no custom properties: what must hold stands in `style`, what may be lost
// (dark colours, narrow screens) in the head.
const INK = '#22201d'
const QUIET = '#6a645c'
const PAPER = '#faf8f5'
const SHEET = '#ffffff'
const LINE = '#e4dfd8'
const PETROL = '#0f5f66'
const FONTS = {
  en: "-apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif",
  fa: "Vazirmatn, 'Segoe UI', Tahoma, Arial, sans-serif",
}

const DARK = `
@media (prefers-color-scheme: dark) {
  .paper { background: #191816 !important }
  .sheet { background: #232120 !important; border-color: #3a3735 !important }
  .ink { color: #efece8 !important }
  .quiet { color: #a8a29a !important }
  .line { border-color: #3a3735 !important }
  .button { background: #2b8c95 !important }
}
@media (max-width: 600px) { .sheet { padding: 24px 20px !important } }`

/** One plain sheet: name, words, facts, one button, the reason why it came. Every value is escaped here. */
export function mailHtml(parts: MailParts): string {
  const { locale, direction, brand, subject, paragraphs, facts, button, keep, footer, stop } = parts
  const leading = locale === 'fa' ? 1.9 : 1.6
  const text = `font:400 16px/${leading} ${FONTS[locale]};color:${INK}`
  const small = `font:400 13px/${leading} ${FONTS[locale]};color:${QUIET}`
  return `<!doctype html>
<html lang="${locale}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escapeHtml(subject)}</title>
<style>${DARK}
</style>
</head>
<body class="paper" dir="${direction}" style="margin:0;padding:0;background:${PAPER}">
<table role="presentation" class="paper" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:${PAPER}">
<tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:560px" dir="${direction}">
<tr><td class="ink" style="padding:0 4px 12px;font:600 17px/1.4 ${FONTS[locale]};color:${INK};text-align:start">${escapeHtml(brand)}</td></tr>
<tr><td class="sheet" style="padding:32px;background:${SHEET};border:1px solid ${LINE};border-radius:8px;text-align:start">
${paragraphs.map((paragraph) => `<p class="ink" style="margin:0 0 16px;${text}">${linesOf(paragraph)}</p>`).join('\n')}
${factsTable(facts, text, small)}
${button ? buttonBlock(button, text, small) : ''}
${keep ? keepBlock(keep, small) : ''}
</td></tr>
<tr><td class="quiet" style="padding:16px 4px 0;${small};text-align:start">${escapeHtml(footer)}${stop ? stopLink(stop) : ''}</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`
}

function factsTable(facts: MailParts['facts'], text: string, small: string): string {
  if (facts.length === 0) return ''
  const rows = facts.map(
    ({ label, value }) => `<tr>
<td class="quiet line" style="padding:8px 0;padding-inline-end:16px;border-top:1px solid ${LINE};${small};vertical-align:top">${escapeHtml(label)}</td>
<td class="ink line" style="padding:8px 0;border-top:1px solid ${LINE};${text}">${escapeHtml(value)}</td>
</tr>`,
  )
  return `<table width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:8px 0 20px">${rows.join('\n')}</table>`
}

function buttonBlock(
  { label, link, hint }: NonNullable<MailParts['button']>,
  text: string,
  small: string,
): string {
  const href = escapeHtml(link)
  return `<p style="margin:24px 0"><a class="button" href="${href}" style="display:inline-block;padding:12px 20px;background:${PETROL};border-radius:6px;${text};color:#ffffff;font-weight:600;text-decoration:none">${escapeHtml(label)}</a></p>
<p class="quiet" style="margin:0;${small}">${escapeHtml(hint)}<br><a class="quiet" href="${href}" dir="ltr" style="color:${QUIET};word-break:break-all">${href}</a></p>`
}

function keepBlock({ text, label, link }: NonNullable<MailParts['keep']>, small: string): string {
  return `<p class="quiet line" style="margin:24px 0 0;padding:16px 0 0;border-top:1px solid ${LINE};${small}">${escapeHtml(text)}<br><a class="ink" href="${escapeHtml(link)}" style="color:${INK}">${escapeHtml(label)}</a></p>`
}

function stopLink({ label, link }: NonNullable<MailParts['stop']>): string {
  return `<br><a class="quiet" href="${escapeHtml(link)}" style="color:${QUIET}">${escapeHtml(label)}</a>`
}

function linesOf(paragraph: string): string {
  return escapeHtml(paragraph).replaceAll('\n', '<br>')
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (letter) => ENTITIES[letter] ?? letter)
}
