import type { AssetAnswer } from '../../../assets/asset-input.ts'
import type { z } from 'zod'
import type { Rounding, TaxMode } from '../../../../kit/money/totals.ts'
import { hasWhich, type Part, type Values } from './draft.ts'
import type { OfferedService } from './price.ts'
import type { BookingState } from './read-state.ts'
import type { Live } from './use-live.ts'
import type { Photos } from './use-photos.ts'

/** A vehicle or device of the garage. */
export type GarageThing = z.output<typeof AssetAnswer>

/** What the page's loader gives. */
export interface Given {
  shop: {
    slug: string
    name: string
    kinds: readonly ('workshop' | 'inspection' | 'device')[]
    taxMode: TaxMode
    rounding: Rounding
    currency: string
    timezone: string
    status: string
    phone: { number: string; text: string } | null
    /** What the shop says about coming late. */
    latePolicy: { locale: string; body: string } | null
  }
  services: readonly OfferedService[]
  garage: readonly GarageThing[]
  /** Who is signed in. */
  account: { name: string; email: string | null; phone: string | null } | null
  state: BookingState
  formKey: string
}

/** What every part of the form is given. */
export interface PartProps {
  given: Given
  state: BookingState
  /** The choices as they stand on the screen; without JavaScript those that were sent. */
  live: Live
  values: Values
  photos: Photos
}

/** The services that are chosen on the screen, in the shop's order. */
export function chosenServices({ given, live }: Pick<PartProps, 'given' | 'live'>): OfferedService[] {
  return given.services.filter(({ id }) => live.services.includes(id))
}

/** Whether a booking of the chosen services is certain at once. */
export function isInstant(props: Pick<PartProps, 'given' | 'live'>): boolean {
  return chosenServices(props).every(({ confirms }) => confirms === 'instant')
}

/** Whether all of the chosen work is left with the shop for the day. */
export function isDropOff(props: Pick<PartProps, 'given' | 'live'>): boolean {
  const chosen = chosenServices(props)
  return chosen.length > 0 && chosen.every(({ dropOff }) => dropOff)
}

/** Whether the shop works on phones and tablets, on cars, or on both. */
export function kindsOfThings({ kinds }: Given['shop']): ('vehicle' | 'device')[] {
  const vehicle = kinds.some((kind) => kind !== 'device')
  const device = kinds.includes('device')
  return [...(vehicle ? (['vehicle'] as const) : []), ...(device ? (['device'] as const) : [])]
}

/** A part after the open one that was filled in before: it is folded, and the button passes over it. */
export function isDone(part: Part, { state, values }: PartProps): boolean {
  if (part === 'when') {
    if (state.ask) return values[state.wait ? 'wait.part' : 'preferred.day'] !== undefined
    return state.startsAt !== null
  }
  return part === 'which' && hasWhich(values, state.services.length > 0)
}
