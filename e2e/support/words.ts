import type { Locale } from '../../src/kit/i18n/locale.ts'
import { messagesOf } from '../../src/words/index.ts'

/**
 * What people read, to find their way by: the words of a key such as `desk.order.assign`, with anything where a value
 * stands; as all that a control says, or `within` a longer text.
 */
export function wordsOf(locale: Locale): (key: string, where?: 'within') => RegExp {
  return (key, where) => {
    let found: unknown = messagesOf(locale)
    for (const part of key.split('.')) found = (found as Record<string, unknown> | undefined)?.[part]
    if (typeof found !== 'string') throw new Error(`no words are called ${key}`)
    const parts = found.split(/<\w+><\/\w+>|\{[^{}]*\}/).map((part) => RegExp.escape(part))
    const words = parts.join('.*')
    return new RegExp(where === 'within' ? words : `^${words}$`)
  }
}
