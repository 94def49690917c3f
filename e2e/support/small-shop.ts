import { until } from '../../bin/postgres/process.ts'
import type { Fixbay } from './fixbay.ts'

/** A shop with one service, room for thirty-two visits at once, and no pause: for counting bookings. */
export interface SmallShop {
  id: string
  slug: string
  serviceId: string
  /** A bay and a bench: each visit takes both. */
  resourceIds: string[]
}

/** What a booking came to: its ids where it was acknowledged, else the status. */
export interface Booking {
  status: number
  id: string
  requestId: string
  number: string
}

export const LANES = 32
export const HALF_HOUR = 1_800_000
const owner = { name: 'Olive Owner', email: 'olive@example.com', password: 'Kestrel-harbour-7' }

/** Makes a new installation one's own and opens the shop, all through REST. */
export async function openSmallShop(fixbay: Fixbay): Promise<SmallShop> {
  return addSmallShop(fixbay, await claimInstallation(fixbay), 'small-shop')
}

/** Makes the owner of a new installation; gives their access token. */
export async function claimInstallation(fixbay: Fixbay): Promise<string> {
  await call(fixbay, 'POST', '/api/first-start', { ...owner, code: await firstStartCode(fixbay) })
  return signInOwner(fixbay)
}

/** Opens one more such shop. */
export async function addSmallShop(
  fixbay: Pick<Fixbay, 'url'>,
  token: string,
  slug: string,
): Promise<SmallShop> {
  const shop = await call<{ id: string }>(fixbay, 'POST', '/api/shops', shopToOpen(slug), token)
  const at = `/api/shops/${slug}`
  await call(fixbay, 'PATCH', at, { horizonDays: 366, leadMinutes: 0 }, token)
  const resourceIds: string[] = []
  for (const kind of ['bay', 'bench']) {
    const resource = { kind, name: `The ${kind}`, lanes: LANES }
    resourceIds.push((await call<{ id: string }>(fixbay, 'POST', `${at}/resources`, resource, token)).id)
  }
  const service = await call<{ id: string }>(fixbay, 'POST', `${at}/services`, serviceToAdd, token)
  return { id: shop.id, slug, serviceId: service.id, resourceIds }
}

/** The code that a new installation prints, a moment after it is ready. */
async function firstStartCode(fixbay: Fixbay): Promise<string> {
  let code: string | undefined
  const isPrinted = () => {
    code = /with the code (\S+)/.exec(fixbay.printed())?.[1]
    return code !== undefined
  }
  if (!(await until(isPrinted, 10_000))) throw new Error(`no code in what was printed:\n${fixbay.printed()}`)
  return code ?? ''
}

/** An access token of the shop's owner. */
export async function signInOwner(fixbay: Pick<Fixbay, 'url'>): Promise<string> {
  const { email, password } = owner
  const { accessToken } = await call<{ accessToken: string }>(fixbay, 'POST', '/api/auth/login', {
    email,
    password,
  })
  return accessToken
}

const shopToOpen = (slug: string) => ({
  slug,
  name: 'The small shop',
  kinds: ['device'],
  city: 'New York',
  address: '1 Pier Road',
  region: 'US',
  location: { lat: 40.7, lon: -74 },
  timezone: 'America/New_York',
  currency: 'USD',
  locale: 'en',
  taxMode: 'added',
  tax: { name: 'Sales tax', percent: 8.875 },
  // Closing at the minute of opening: the whole day.
  hours: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: '00:00', closes: '00:00' })),
  approved: true,
})

const serviceToAdd = {
  name: 'Screen',
  durationMinutes: 30,
  priceKind: 'fixed',
  price: { amount: 12_900, currency: 'USD' },
  needs: [{ kind: 'bay' }, { kind: 'bench' }],
}

/** What books the n-th visit: thirty-two at each half hour, from so many days on. */
export function visitToBook(shop: SmallShop, n: number, fromDay = 3) {
  const today = Temporal.Now.plainDateISO('UTC').add({ days: fromDay })
  const start = today.toZonedDateTime('UTC').epochMilliseconds + Math.floor(n / LANES) * HALF_HOUR
  return {
    shop: shop.slug,
    serviceIds: [shop.serviceId],
    startsAt: Temporal.Instant.fromEpochMilliseconds(start).toString(),
    asset: { kind: 'device', brand: 'Acme', model: 'Nine', serial: `serial-${n}` },
    description: 'The screen is broken.',
    customer: { name: `Guest ${n}`, email: `guest${n}@example.org` },
  }
}

/** Books the n-th visit. */
export async function bookVisit({ url }: Pick<Fixbay, 'url'>, shop: SmallShop, n: number): Promise<Booking> {
  const answer = await fetch(`${url}/api/appointment`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(visitToBook(shop, n)),
    signal: AbortSignal.timeout(10_000),
  })
  const body = (await answer.json()) as Partial<Booking>
  const { id = '', requestId = '', number = '' } = body
  return { status: answer.status, id, requestId, number }
}

/** A call that must succeed; gives its body. */
export async function call<Body>(
  { url }: Pick<Fixbay, 'url'>,
  method: string,
  path: string,
  body: object,
  token?: string,
): Promise<Body> {
  const answer = await fetch(url + path, {
    method,
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify(body),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`)
  return JSON.parse(text) as Body
}
