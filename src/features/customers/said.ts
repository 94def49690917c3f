import type { Customer } from './store.ts'
import type { Said } from './store-merges.ts'

/** Whose word counts: of the record that is kept, or of the one that goes into it. */
export type Side = 'kept' | 'merged'
export interface Choices {
  name?: Side | undefined
  email?: Side | undefined
  phone?: Side | undefined
  address?: Side | undefined
  notes?: Side | 'both' | undefined
}

const text = (at: Temporal.Instant | null) => at?.toString() ?? null

/** What a record says, as it is stored with a merge. */
export function saidBy(customer: Customer): Said {
  const { name, email, phone, address, notes, accountId, createdAt, deactivatedAt } = customer
  return {
    name,
    email,
    phone,
    address,
    notes,
    accountId,
    createdAt: createdAt.toString(),
    deactivatedAt: text(deactivatedAt),
  }
}

/**
 * What the kept record says after a merge: as chosen; unless chosen its own word, or the other's where it has none, and
 * both notes. They are a customer since the earlier day, and served where one of the two was.
 */
export function saidTogether(kept: Customer, merged: Customer, choices: Choices): Said {
  const word = (field: 'email' | 'phone' | 'address') => {
    const side = choices[field] ?? (kept[field] === null ? 'merged' : 'kept')
    return (side === 'kept' ? kept : merged)[field]
  }
  const earlier = Temporal.Instant.compare(kept.createdAt, merged.createdAt) <= 0 ? kept : merged
  return {
    name: (choices.name === 'merged' ? merged : kept).name,
    email: word('email'),
    phone: word('phone'),
    address: word('address'),
    notes: notesOf(kept, merged, choices.notes ?? 'both'),
    accountId: kept.accountId ?? merged.accountId,
    createdAt: earlier.createdAt.toString(),
    deactivatedAt: merged.deactivatedAt === null ? null : text(kept.deactivatedAt),
  }
}

function notesOf(kept: Customer, merged: Customer, whose: Side | 'both'): string {
  if (whose !== 'both') return (whose === 'kept' ? kept : merged).notes
  return [...new Set([kept.notes, merged.notes])].filter((notes) => notes !== '').join('\n\n')
}

/** What the kept record says once a merge is undone: as before, but for what somebody has changed since. */
export function saidApart(now: Said, { before, after }: { before: Said; after: Said }): Said {
  const fields = Object.keys(before) as (keyof Said)[]
  const entries = fields.map((field) => [field, now[field] === after[field] ? before[field] : now[field]])
  return Object.fromEntries(entries) as Said
}
