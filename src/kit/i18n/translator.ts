import { createTranslator } from 'use-intl/core'
import type { Messages } from '../../words/messages.ts'
import { messagesOf } from '../../words/index.ts'
import type { Locale } from './locale.ts'
import { onMissingWord, wordKey } from './missing.ts'

/** Gives the text of a key in its namespace; `has` says whether there is one (for keys that come from data). */
export interface Translate<Key extends string> {
  (key: Key, values?: Record<string, string | number>): string
  has(key: string): boolean
}

/** The dotted keys of a namespace: `title`, `reasons.full`. */
export type WordKey<Words> = Words extends object
  ? {
      [Name in keyof Words & string]: Words[Name] extends string ? Name : `${Name}.${WordKey<Words[Name]>}`
    }[keyof Words & string]
  : never

const made = new Map<string, unknown>()

/**
 * The words of a namespace for code on the server: mails, SMS, papers, labels, errors. Numbers and plurals follow the
 * language. Kept once a language and namespace, so parsed messages are parsed once.
 */
export function translator<Name extends keyof Messages>(
  locale: Locale,
  namespace: Name,
): Translate<WordKey<Messages[Name]>> {
  const id = `${locale} ${namespace}`
  if (!made.has(id)) made.set(id, create(locale, namespace))
  return made.get(id) as Translate<WordKey<Messages[Name]>>
}

function create(locale: Locale, namespace: keyof Messages) {
  return createTranslator({
    locale,
    namespace,
    messages: messagesOf(locale),
    timeZone: 'UTC',
    onError: onMissingWord,
    getMessageFallback: wordKey,
  })
}
