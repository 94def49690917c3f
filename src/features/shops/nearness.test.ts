import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newId } from '../../kit/db/index.ts'
import { testApp } from '../../kit/testing/app.ts'
import { listShops, ListShopsInput } from './list-shops.ts'
import type { Place } from './store-search.ts'

const app = await testApp()

const degrees = (most: number) =>
  fc.integer({ min: -most * 1e7, max: most * 1e7 }).map((value) => value / 1e7)
const place = fc.record({ lat: degrees(90), lon: degrees(180) })

/** Great-circle distance by the chord: another way than the database's. */
function chordKm(a: Place, b: Place): number {
  const [x, y] = [vector(a), vector(b)]
  const chord = Math.hypot(...x.map((value, index) => value - (y[index] ?? 0)))
  return 2 * 6371.0088 * Math.asin(Math.min(1, chord / 2))
}

function vector({ lat, lon }: Place): number[] {
  const [phi, lambda] = [(lat * Math.PI) / 180, (lon * Math.PI) / 180]
  return [Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)]
}

async function plant(places: readonly Place[]): Promise<void> {
  const { db, now } = app.system
  await db.deleteFrom('shops').execute()
  const organisationId = newId(now)
  await db.insertInto('organisations').values({ id: organisationId, name: 'All', createdAt: now }).execute()
  await db
    .insertInto('shops')
    .values(
      places.map(({ lat, lon }, index) => ({
        id: newId(now),
        organisationId,
        slug: `s${index}`,
        name: `Shop ${index}`,
        kinds: ['workshop'],
        status: 'approved',
        city: 'x',
        address: 'x',
        region: 'US',
        lat,
        lon,
        timezone: 'UTC',
        currency: 'USD',
        locale: 'en',
        taxMode: 'added',
        createdAt: now,
      })),
    )
    .execute()
}

test('every page of a search by nearness is in the order of the distances, on the whole Earth [S4.02]', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(place, { minLength: 1, maxLength: 30 }),
      place,
      fc.integer({ min: 1, max: 7 }),
      async (places, near, limit) => {
        // Poles and the date line, where a box of degrees goes wrong, and neighbours of the place itself.
        const all = [
          ...places,
          { lat: near.lat, lon: -near.lon },
          { lat: Math.min(90, near.lat + 0.2), lon: near.lon },
          { lat: near.lat, lon: near.lon > 0 ? near.lon - 359.9 + 0.1 : near.lon },
          { lat: 90, lon: 0 },
        ].map(({ lat, lon }) => ({ lat, lon: Math.max(-180, Math.min(180, lon)) }))
        await plant(all)
        const text = `${near.lat.toFixed(9)},${near.lon.toFixed(9)}`
        const expected = all.map((one) => chordKm(near, one)).toSorted((a, b) => a - b)
        const seen: number[] = []
        let after: string | undefined
        do {
          const page = await listShops(
            app.ctx(),
            ListShopsInput.parse({ near: text, limit, ...(after ? { after } : {}) }),
          )
          seen.push(...page.shops.map((found) => found.distanceKm ?? Number.NaN))
          after = page.next ?? undefined
        } while (after)
        expect(seen).toHaveLength(expected.length)
        for (const [index, distance] of expected.entries()) expect(seen[index]).toBeCloseTo(distance, 1)
      },
    ),
    { numRuns: process.env['FIXBAY_LONG'] === '1' ? 500 : 25 },
  )
})
