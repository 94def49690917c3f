import { barePath } from './locale.ts'

/**
 * The parts of the site. Each ships its own words to the browser; going from one to the other loads a new document.
 * `desk` is where staff work all day (and those who build), `office` what is set up and looked into now and then: settings,
 * the audit log, data protection, the platform's console; `follow` is where customers follow their repairs, `time` where they
 * choose another time for one, `public` is for everybody.
 */
export const AREAS = ['public', 'follow', 'time', 'desk', 'office'] as const
export type Area = (typeof AREAS)[number]

/** The area of a page, by its path in either language. */
export function areaOf(pathname: string): Area {
  const path = barePath(pathname)
  if (/^\/(?:platform|desk\/[^/]+\/(?:settings|audit|compliance))(?:[/.]|$)/.test(path)) return 'office'
  if (/^\/(?:track|me\/repairs)\/[^/]+\/time(?:[/.]|$)/.test(path)) return 'time'
  if (/^\/(?:track|me)(?:[/.]|$)/.test(path)) return 'follow'
  return /^\/(?:desk|dev)(?:[/.]|$)/.test(path) ? 'desk' : 'public'
}

/** Whether pages of the area follow each other in one document. Elsewhere most pages send no script and no words. */
export function keepsDocument(area: Area): boolean {
  return area === 'desk' || area === 'office'
}
