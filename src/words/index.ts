import type { Locale } from '../kit/i18n/locale.ts'
import type { Messages } from './messages.ts'

const files = import.meta.glob<object>('./{en,fa}/*.json', { eager: true, import: 'default' })

function collect(locale: Locale): Messages {
  const found = Object.entries(files)
    .filter(([path]) => path.startsWith(`./${locale}/`))
    .map(([path, words]) => [path.slice(5, -'.json'.length), words])
  return Object.fromEntries(found) as Messages
}

const all: Record<Locale, Messages> = { en: collect('en'), fa: collect('fa') }

/** Every word of a language. For the server; the browser gets those of its area (`words/client`). */
export function messagesOf(locale: Locale): Messages {
  return all[locale]
}
