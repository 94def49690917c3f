/** The four parts of a booking, in their order. */
export const PARTS = ['what', 'when', 'which', 'who'] as const
export type Part = (typeof PARTS)[number]

/** What a form or an address says, by field name. */
export type Values = Readonly<Record<string, string | readonly string[]>>

/** What has been chosen so far and stands in the address; what was typed never does. */
export interface Draft {
  services: string[]
  /** An instant, as the chosen time sends it. */
  startsAt: string | null
  /** A request without a time: the shop answers with one. */
  ask: boolean
  /** Such a request that waits for a time to become free. */
  wait: boolean
  /** The token of the hold on the chosen time. */
  hold: string | null
  /** The date whose times are shown, and the first date of the strip: YYYY-MM-DD. */
  day: string | null
  from: string | null
  /** The part that was asked for. */
  wanted: Part | null
}

/** Reads the choices out of an address or a form. */
export function readDraft(values: Values): Draft {
  const step = last(values['step'])
  return {
    services: [...new Set(all(values['service']))].filter(Boolean).slice(0, 10),
    startsAt: last(values['startsAt']) || null,
    ask: last(values['ask']) === '1' || last(values['ask']) === 'wait',
    wait: last(values['ask']) === 'wait',
    hold: last(values['hold']) || null,
    day: last(values['day']) || null,
    from: last(values['from']) || null,
    wanted: PARTS.find((part) => part === step) ?? null,
  }
}

/** The query of an address as values by name. */
export function valuesOfQuery(query: URLSearchParams): Values {
  return Object.fromEntries([...new Set(query.keys())].map((name) => [name, query.getAll(name)]))
}

/** The choices as the query of the booking page, to come back to them. */
export function queryOf({ services, startsAt, ask, wait, hold }: Choices) {
  return {
    service: services,
    startsAt: startsAt ?? undefined,
    hold: hold?.token,
    ask: wait ? 'wait' : ask ? '1' : undefined,
  }
}

type Choices = Pick<Draft, 'services' | 'startsAt' | 'ask' | 'wait'> & { hold: { token: string } | null }

/** The part that is open: the one asked for, but never past the first that is not done. */
export function openPart(draft: Draft, values: Values): Part {
  const first = firstOpen(draft, values)
  const wanted = draft.wanted ?? first
  return PARTS.indexOf(wanted) < PARTS.indexOf(first) ? wanted : first
}

function firstOpen({ services, startsAt, ask, wait }: Draft, values: Values): Part {
  if (services.length === 0 && (!ask || wait)) return 'what'
  // A wish for a time may be left empty, but it is asked for once.
  if (ask ? values[wait ? 'wait.part' : 'preferred.day'] === undefined : !startsAt) return 'when'
  return hasWhich(values, services.length > 0) ? 'who' : 'which'
}

/** Whether somebody has filled in what the work is on; whether it is right is the server's to say. */
export function hasWhich(values: Values, hasServices: boolean): boolean {
  const has = (name: string) => (last(values[name]) ?? '').trim() !== ''
  const named = has('assetId') || ((has('asset.make') || has('asset.brand')) && has('asset.model'))
  return named && (hasServices || has('description'))
}

const TYPED = /^(?:asset\.|assetId$|description$|imageIds$|customer\.|preferred\.|wait\.|termsAccepted$)/

/** The fields that a person typed: they travel in the form alone. */
export function typedOf(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([name]) => TYPED.test(name)))
}

/** Whether something was typed, so that the form must be posted. `asset.kind` is filled in by the page. */
export function isTyped(values: Values): boolean {
  return Object.entries(values).some(
    ([name, value]) => TYPED.test(name) && name !== 'asset.kind' && all(value).some((one) => one !== ''),
  )
}

/** All values of a name, and the last: a pressed button stands behind the hidden field of its name. */
export function all(value: string | readonly string[] | undefined): readonly string[] {
  if (value === undefined) return []
  return typeof value === 'string' ? [value] : value
}
export function last(value: string | readonly string[] | undefined): string | undefined {
  return all(value).at(-1)
}
