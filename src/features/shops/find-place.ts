import type { Ctx } from '../../kit/context.ts'
import { CITIES, cityNamed, placeKey } from './cities.ts'
import { type Place, selectPlaces } from './store-search.ts'

/** Where somebody is who names a town: one of the bundled list, or one in which a shop is listed. */
export async function findPlace(ctx: Ctx, typed: string): Promise<Place | undefined> {
  const key = placeKey(typed)
  if (key === '') return undefined
  const city = cityNamed(typed)
  if (city) return { lat: city.lat, lon: city.lon }
  return (await selectPlaces(ctx)).find((place) => placeKey(place.city) === key)
}

/** The names to offer while somebody types where they are: towns with shops first, then the bundled list. */
export async function placeNames(ctx: Ctx): Promise<string[]> {
  const listed = (await selectPlaces(ctx)).map((place) => place.city)
  const names = [...listed, ...CITIES.map((city) => city[ctx.locale])]
  const seen = new Set<string>()
  return names.filter((name) => {
    const known = cityNamed(name)?.en ?? placeKey(name)
    if (seen.has(known)) return false
    seen.add(known)
    return true
  })
}
