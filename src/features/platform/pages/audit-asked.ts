import { typedDate } from '../../shops/pages/settings/typed-date.ts'
import { ReadAudit } from '../audit-log.ts'

/**
 * What the address asks of the log; dates in either calendar, as they were picked or typed. Undefined where it says
 * something that cannot be.
 */
export function askedOf({ searchParams }: URL): ReadAudit | undefined {
  const said = Object.fromEntries([...searchParams].filter(([, value]) => value !== ''))
  for (const name of ['from', 'to']) {
    const date = typedDate().safeParse(said[name] ?? '').data
    if (date) said[name] = date.toString()
  }
  return ReadAudit.safeParse(said).data
}

/** The same as texts, for the form and for links that ask it again. */
export function askedAgain({ who, what, about, from, to }: ReadAudit) {
  return { who, what, about, from: from?.toString(), to: to?.toString() }
}
