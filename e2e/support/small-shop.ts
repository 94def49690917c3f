import { until } from '../../bin/postgres/process.ts'
import type { Fixbay } from './fixbay.ts'

/** A shop with one service, room for sixteen visits at once, and no pause: for counting bookings. */
export interface SmallShop {
  id: string
  slug: string
  serviceId: string
  /** Of its owner, who is the super admin of the installation too. */
  email: string
  password: string
}

/** What a booking came to: its ids where it was acknowledged, else the status. */
export interface Booking {
  status: number
  id: string
  requestId: string
  number: string
}

export const LANES = 16
const HALF_HOUR = 1_800_000
const owner = { name: 'Olive Owner', email: 'olive@example.com', password: 'Kestrel-harbour-7' }

/** Makes a new installation one's own and opens the shop, all through REST. */
export async function openSmallShop(fixbay: Fixbay, slug = 'small-shop'): Promise<SmallShop> {
  await call(fixbay, 'POST', '/api/first-start', { ...owner, code: await firstStartCode(fixbay) })
  const token = await signInOwner(fixbay)
  const shop = await call<{ id: string }>(fixbay, 'POST', '/api/shops', shopToOpen(slug), token)
  const at = `/api/shops/${slug}`
  await call(fixbay, 'PATCH', at, { horizonDays: 366, leadMinutes: 0 }, token)
  for (const kind of ['bay', 'bench']) {
    await call(fixbay, 'POST', `${at}/resources`, { kind, name: `The ${kind}`, lanes: LANES }, token)
  }
  const service = await call<{ id: string }>(fixbay, 'POST', `${at}/services`, serviceToAdd, token)
  return { id: shop.id, slug, serviceId: service.id, email: owner.email, password: owner.password }
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

/** Books the n-th visit: sixteen at each half hour, from three days on. */
export async function bookVisit(fixbay: Pick<Fixbay, 'url'>, shop: SmallShop, n: number): Promise<Booking> {
  const midnight = Temporal.Now.plainDateISO('UTC').add({ days: 3 }).toZonedDateTime('UTC').epochMilliseconds
  const start = midnight + Math.floor(n / LANES) * HALF_HOUR
  const answer = await fetch(`${fixbay.url}/api/appointment`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      shop: shop.slug,
      serviceIds: [shop.serviceId],
      startsAt: Temporal.Instant.fromEpochMilliseconds(start).toString(),
      asset: { kind: 'device', brand: 'Acme', model: 'Nine', serial: `serial-${n}` },
      description: 'The screen is broken.',
      customer: { name: `Guest ${n}`, email: `guest${n}@example.org` },
    }),
    signal: AbortSignal.timeout(10_000),
  })
  const body = (await answer.json()) as Partial<Booking>
  const { id = '', requestId = '', number = '' } = body
  return { status: answer.status, id, requestId, number }
}

/** A call that must succeed; gives its body. */
async function call<Body>(
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
