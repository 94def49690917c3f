import { createTranslator } from 'use-intl/core'
import { messagesOf } from '../../words/index.ts'
import { directionOf, inLocale, type Locale } from '../i18n/locale.ts'
import { mailHtml } from './mail-layout.ts'
import type { MessageParams } from './notify.ts'

/** What a mail says, still without its envelope. */
export interface RenderedMail {
  subject: string
  html: string
  text: string
}

/** One template with its values; `origin` is where links lead (FIXBAY_URL). */
interface Rendering {
  template: string
  locale: Locale
  purpose: string
  params: MessageParams
  origin: string
  /** The whole link by which mails of this kind are ended. */
  stop?: string | undefined
}

/**
 * A mail from the words of `mail.<template>`: `subject`; `body`, paragraphs parted by an empty line; `facts`, a line
 * `Label | value` each (one without value is left out); `button` for the link.
 */
export function renderMail({ template, locale, purpose, params, origin, stop }: Rendering): RenderedMail {
  const say = speaker('mail', locale)
  const brand = String(params['brand'] ?? say('layout.brand', {}))
  const values = { ...params, brand }
  const inBody = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, isolate(value)]))
  const optional = (key: string) => (say.has(`${template}.${key}`) ? say(`${template}.${key}`, inBody) : '')
  const link = linkOf(params, locale, origin)
  const label = optional('button')
  const keep = linkOf({ path: params['keepPath'] ?? 0 }, locale, origin)
  const parts = {
    locale,
    direction: directionOf(locale),
    brand,
    subject: say(`${template}.subject`, values),
    paragraphs: paragraphsOf(say(`${template}.body`, inBody)),
    facts: factsOf(optional('facts')),
    button: link && label ? { label, link, hint: say('layout.linkHint', {}) } : null,
    keep: keep
      ? { text: say('layout.keep.text', inBody), label: say('layout.keep.label', {}), link: keep }
      : null,
    footer: say(`layout.footer.${purpose}`, inBody),
    stop: stop ? { label: say(`layout.stop.${purpose}`, inBody), link: stop } : null,
  }
  return { subject: parts.subject, html: mailHtml(parts), text: mailText(parts) }
}

/** A text message from the words of `sms.<template>`; `{link}` stands for the whole link. */
export function renderSms({ template, locale, params, origin }: Omit<Rendering, 'purpose' | 'stop'>): string {
  const link = linkOf(params, locale, origin)
  const brand = params['brand'] ?? speaker('mail', locale)('layout.brand', {})
  return speaker('sms', locale)(template, { ...params, brand, ...(link ? { link } : {}) })
}

/** All that a mail is made of, in its language, as plain text. */
export interface MailParts {
  locale: Locale
  direction: 'ltr' | 'rtl'
  brand: string
  subject: string
  paragraphs: string[]
  facts: { label: string; value: string }[]
  button: { label: string; link: string; hint: string } | null
  /** What a guest may do beside: keep it in an account, by a link of their own. */
  keep: { text: string; label: string; link: string } | null
  footer: string
  /** How to end mails of this kind. */
  stop: { label: string; link: string } | null
}

interface Speaker {
  (key: string, values: MessageParams): string
  has(key: string): boolean
}

// Templates come by name from a table row, so the keys are looked up at run time. A gap is an error in production
// too: a mail with a key in place of its words must not leave the house.
function speaker(namespace: 'mail' | 'sms', locale: Locale): Speaker {
  return createTranslator<Record<string, Record<string, unknown>>, string>({
    locale,
    messages: { [namespace]: messagesOf(locale)[namespace] },
    namespace,
    timeZone: 'UTC',
    onError: (error) => {
      throw error
    },
  }) as Speaker
}

function linkOf(params: MessageParams, locale: Locale, origin: string): string | null {
  const { path } = params
  return typeof path === 'string' ? origin + inLocale(path, locale) : null
}

/** A value of either direction must not turn the words around it: first-strong isolates (Unicode UAX 9). */
function isolate(value: string | number): string | number {
  return typeof value === 'string' && value !== '' ? `\u2068${value}\u2069` : value
}

function paragraphsOf(text: string): string[] {
  return text.split(/\n{2,}/).filter((paragraph) => paragraph.trim() !== '')
}

function factsOf(text: string): MailParts['facts'] {
  return text.split('\n').flatMap((line) => {
    const [label = '', ...rest] = line.split(' | ')
    const value = rest.join(' | ').trim()
    return value === '' ? [] : [{ label: label.trim(), value }]
  })
}

function mailText({ brand, paragraphs, facts, button, keep, footer, stop }: MailParts): string {
  const blocks = [
    ...paragraphs,
    facts.map(({ label, value }) => `${label}: ${value}`).join('\n'),
    button ? `${button.label}:\n${button.link}` : '',
    keep ? `${keep.text}\n${keep.label}:\n${keep.link}` : '',
    `-- \n${brand}\n${footer}${stop ? `\n${stop.label}: ${stop.link}` : ''}`,
  ]
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`
}
