import { markOf, type Role } from './grid.ts'
import type { Whose } from './world.ts'

/**
 * What a call comes to: `ok` it is done · `hidden` it answers, and the record is not in it · 401 sign in first ·
 * 403 you see it and may not · 404 for you there is no such thing · 409 a rule of the trade says no · `wrong` what was sent makes no sense.
 */
export type Outcome = 'ok' | 'hidden' | 401 | 403 | 404 | 409 | 'wrong'

/** Who gets what, of whose record. `over`: whose records make a difference; all three unless said. */
export interface Who {
  (role: Role, whose: Whose): Outcome
  over?: readonly Whose[]
}

const alike = (who: Who, over: readonly Whose[]): Who => Object.assign(who, { over })

const isStranger = (role: Role) => role === 'nobody' || role === 'code'
const isPlatform = (role: Role) => role === 'super_admin' || role === 'admin' || role === 'support'

/** Everybody, signed in or not. */
export const anybody: Who = alike(() => 'ok', ['own'])

/** The same for everybody: the right lies in what is sent, a password, a token, a code, and here it is a wrong one. */
export const bySecret = (refused: Outcome): Who => alike(() => refused, ['own'])

/** Whoever is signed in; what they get is their own. */
export const signedIn: Who = alike((role) => (isStranger(role) ? 401 : 'ok'), ['own'])

/** Whoever is signed in and has confirmed an address, which the analyst has not. */
export const confirmed: Who = alike((role) => (role === 'analyst' ? 409 : signedIn(role, 'own')), ['own'])

/** Whoever is signed in, and then it comes to this: what is sent with it is wrong. */
export const theirs = (refused: Outcome): Who => alike((role) => (isStranger(role) ? 401 : refused), ['own'])

/** Whoever is signed in; the record is in the answer for the customer whose it is. */
export const mine: Who = (role, whose) =>
  isStranger(role) ? 401 : role === 'customer' && whose === 'own' ? 'ok' : 'hidden'

/**
 * An act or a list of a whole shop. Who does not hold the permission there is told so (403). `own`: what those get
 * whom the grid gives their own only (○): as everybody, unless said.
 */
export function inShop(permission: string, own: Outcome | 'filtered' = 'ok'): Who {
  const who: Who = (role, whose) => {
    if (isStranger(role)) return 401
    const mark = markOf(permission, role)
    if (isPlatform(role)) return mark === 'all' ? 'ok' : 403
    if (role === 'customer' || whose === 'there') return 403
    if (mark === 'all') return 'ok'
    if (mark === 'no') return 403
    if (own !== 'filtered') return own
    return whose === 'own' ? 'ok' : 'hidden'
  }
  return own === 'filtered' ? who : alike(who, ['own', 'there'])
}

/**
 * One record of a shop. Who does not see it (`seenBy`) is told that it is not there. `link`: the holder of the order's
 * tracking code has the customer's rights on it.
 */
export function record(
  permission: string,
  { seenBy, link = false }: { seenBy?: string; link?: boolean },
): Who {
  return (role, whose) => {
    const mark = markOf(permission, role)
    if (role === 'nobody' || (role === 'code' && !link)) return 401
    if (role === 'code' || role === 'customer') return whose !== 'own' ? 404 : mark === 'own' ? 'ok' : 403
    return asStaff(role, whose, permission, seenBy)
  }
}

/** One record of a shop's own books (a customer as the shop knows them, a resource): for its people alone. */
export function ofStaff(permission: string, { seenBy }: { seenBy?: string } = {}): Who {
  return (role, whose) => {
    if (isStranger(role)) return 401
    if (role === 'customer') return 404
    return asStaff(role, whose, permission, seenBy)
  }
}

function asStaff(role: Role, whose: Whose, permission: string, seenBy: string | undefined): Outcome {
  const mark = markOf(permission, role)
  if (mark === 'all' && (isPlatform(role) || whose !== 'there')) return 'ok'
  if (role === 'super_admin') return 403
  if (isPlatform(role) || whose === 'there') return 404
  if (mark === 'own' && whose === 'own') return 'ok'
  if (!seenBy) return 403
  if (permission.endsWith('.read')) return 404
  const seen = markOf(seenBy, role)
  return seen === 'all' || (seen === 'own' && whose === 'own') ? 403 : 404
}

/** A thing of an account: for its owner alone; `platform` too where the grid gives it to them. */
export function ownThing(permission: string, { platform = false } = {}): Who {
  return (role, whose) => {
    if (isStranger(role)) return 401
    if (role === 'customer') return whose === 'own' && markOf(permission, role) === 'own' ? 'ok' : 404
    return platform && isPlatform(role) && markOf(permission, role) === 'all' ? 'ok' : 404
  }
}

/** Taking work in for somebody: the people of the shop who may; others of it are told so, strangers speak nonsense. */
export function ofCounter(permission: string): Who {
  return (role, whose) => {
    if (isStranger(role)) return 401
    const may = inShop(permission)(role, whose) === 'ok'
    return may ? 'ok' : isPlatform(role) || role === 'customer' || whose === 'there' ? 'wrong' : 403
  }
}

/** Whoever works for some shop. */
export const anyStaff: Who = alike(
  (role) => {
    if (isStranger(role)) return 401
    return isPlatform(role) || role === 'customer' ? 403 : 'ok'
  },
  ['own'],
)

/** What somebody works themselves: of the people of the shop, each their own. */
export const ownSchedule: Who = alike(
  (role, whose) => {
    if (isStranger(role)) return 401
    return isPlatform(role) || role === 'customer' || whose === 'there' ? 403 : 'ok'
  },
  ['own', 'there'],
)

/** A page of a shop's desk, which only its people see at all. */
export function onDesk(page: Who): Who {
  const who: Who = (role, whose) => {
    if (isStranger(role)) return 401
    const has = role === 'super_admin' || (!isPlatform(role) && role !== 'customer' && whose !== 'there')
    return has ? page(role, whose) : 404
  }
  return page.over ? alike(who, page.over) : who
}

/** The same rule, asked of all three kinds of record: where the answer of a whole shop shows one of them. */
export const ofEach =
  (who: Who): Who =>
  (role, whose) =>
    who(role, whose)

/** Like another rule, with exceptions: `{ technician: 403 }`, or by whose: `{ 'technician own': 409 }`. */
export function but(who: Who, exceptions: Partial<Record<Role | `${Role} ${Whose}`, Outcome>>): Who {
  const rule: Who = (role, whose) => exceptions[`${role} ${whose}`] ?? exceptions[role] ?? who(role, whose)
  return who.over ? alike(rule, who.over) : rule
}

/** For parts of an answer: who sees them, by a rule of this page. */
export const to =
  (who: Who) =>
  (role: Role, whose: Whose): boolean =>
    who(role, whose) === 'ok'

/** For parts of an answer: whoever holds the permission for the whole shop. */
export const toHolders = (permission: string): ((role: Role, whose: Whose) => boolean) =>
  to(inShop(permission, 403))
