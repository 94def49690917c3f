import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import { HALF_HOUR, type SmallShop } from '../../e2e/support/small-shop.ts'
import { newId } from '../../src/kit/db/ids.ts'
import type { Captured } from './capture.ts'

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

// Beyond all that the program books: half hours from the captured visit.
const FAR_AHEAD = 400 * 48

/** What a shop's statements name that is there before: the same places in the same order for every shop. */
const idsOf = ({ id, serviceId, resourceIds }: SmallShop): string[] => [id, serviceId, ...resourceIds]

/**
 * Sends a captured booking's statements again by bare `pg`, as another booking: new ids, another guest, a later time, and
 * another shop where one is given. Nothing is computed or checked between them.
 */
export function replayer(
  { statements, visit }: Captured,
  of: SmallShop,
): (client: pg.PoolClient, shop: SmallShop, n: number) => Promise<void> {
  const known = idsOf(of)
  const soon = Temporal.Now.instant().add({ hours: 48 })
  return async (client, shop, n) => {
    const ids = new Map(known.map((id, place) => [id, idsOf(shop)[place] ?? id]))
    const later = { milliseconds: (FAR_AHEAD + n) * HALF_HOUR }
    const texts = (text: string): string =>
      text
        .replaceAll(UUID, (id) => {
          if (!ids.has(id)) ids.set(id, newId(Temporal.Now.instant()))
          return ids.get(id) ?? id
        })
        .replaceAll(visit.customer.name, `Replayed ${n}`)
        .replaceAll(visit.customer.email, `replayed${n}@example.org`)
        .replaceAll(visit.asset.serial, `replayed-${n}`)
    const anew = (value: unknown): unknown => {
      if (typeof value === 'string') return texts(value)
      if (Array.isArray(value)) return value.map(anew)
      if (Buffer.isBuffer(value)) return randomBytes(value.length)
      // What lies ahead is the calendar's time, everything else the clock's.
      if (value instanceof Temporal.Instant && Temporal.Instant.compare(value, soon) > 0)
        return value.add(later)
      return value
    }
    for (const { name, text, values } of statements) {
      await client.query(values.length === 0 && !name ? text : { name, text, values: values.map(anew) })
    }
  }
}
