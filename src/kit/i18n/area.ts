import { barePath } from './locale.ts'

/**
 * The two halves of the site. Each ships its own words to the browser; going from one to the other loads a new
 * document. `desk` is for staff, the platform's people and those who build; `public` for everybody.
 */
export type Area = 'public' | 'desk'

/** The area of a page, by its path in either language. */
export function areaOf(pathname: string): Area {
  return /^\/(?:desk|platform|dev)(?:[/.]|$)/.test(barePath(pathname)) ? 'desk' : 'public'
}
