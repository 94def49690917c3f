import type { Plugin } from 'vite'

const LOCALE = /[\\/]react-(?:aria|stately|aria-components)[\\/].*[\\/]intl[\\/].*?([a-z]{2}-[A-Z]{2})\.m?js$/

/**
 * React Aria ships its words in 34 languages, 26 kB of every staff page; ours are English, and Persian, which it does
 * not have (`src/web/ui/desk/provider.tsx` supplies it). It leaves out languages that are undefined.
 */
export function dropAriaLocales(): Plugin {
  return {
    name: 'fixbay:drop-aria-locales',
    enforce: 'pre',
    load(id) {
      const locale = LOCALE.exec(id)?.[1]
      return locale && locale !== 'en-US' ? 'export default undefined' : null
    },
  }
}
