import type { Fixbay } from './fixbay.ts'
import { demoPassword } from './visitor.ts'

type At = Pick<Fixbay, 'url'>

/** A shop for one test of the calendar: three bays, open from eight to six every day, visits of an hour. */
export interface CalendarShop {
  slug: string
  serviceId: string
  bays: { id: string; name: string }[]
  /** A Wednesday at least a week ahead, on which nothing is booked. */
  day: Temporal.PlainDate
}

/** An access token of a demo person. */
export async function tokenOf(at: At, person: string): Promise<string> {
  const { accessToken } = await call<{ accessToken: string }>(at, 'POST', '/api/auth/login', {
    email: `${person}@fixbay.example`,
    password: demoPassword,
  })
  return accessToken
}

/** Opens such a shop, as the platform's super admin, who may also plan in it. */
export async function openCalendarShop(at: At, token: string, slug: string): Promise<CalendarShop> {
  await call(at, 'POST', '/api/shops', shopToOpen(slug), token)
  const shop = `/api/shops/${slug}`
  await call(at, 'PATCH', shop, { slotStepMinutes: 30 }, token)
  const bays = []
  for (const name of ['Bay One', 'Bay Two', 'Bay Three'])
    bays.push(
      await call<{ id: string; name: string }>(at, 'POST', `${shop}/resources`, { kind: 'bay', name }, token),
    )
  const service = {
    name: 'Check',
    durationMinutes: 60,
    priceKind: 'fixed',
    price: { amount: 5000, currency: 'USD' },
    needs: [{ kind: 'bay' }],
  }
  const { id } = await call<{ id: string }>(at, 'POST', `${shop}/services`, service, token)
  const today = Temporal.Now.plainDateISO('America/New_York')
  const day = today.add({ days: 7 + ((3 - today.dayOfWeek + 7) % 7) })
  return { slug, serviceId: id, bays, day }
}

const shopToOpen = (slug: string) => ({
  slug,
  name: `Shop of ${slug}`,
  kinds: ['workshop'],
  city: 'New York',
  address: '1 Pier Road',
  region: 'US',
  location: { lat: 40.7, lon: -74 },
  timezone: 'America/New_York',
  currency: 'USD',
  locale: 'en',
  taxMode: 'added',
  tax: { name: 'Sales tax', percent: 8.875 },
  hours: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: '08:00', closes: '18:00' })),
  approved: true,
})

export interface BookedVisit {
  id: string
  name: string
  startsAt: string
  endsAt: string
  resourceIds: string[]
}

/** Books a visit at a time of the shop's day, in the bay of that number. */
export async function bookAt(
  at: At,
  token: string,
  { slug, serviceId, day, bays }: CalendarShop,
  { time, bay, name }: { time: string; bay: number; name: string },
): Promise<BookedVisit> {
  const startsAt = day.toZonedDateTime({ timeZone: 'America/New_York', plainTime: time }).toInstant()
  const { id } = await call<{ id: string }>(at, 'POST', '/api/appointment', {
    shop: slug,
    serviceIds: [serviceId],
    startsAt: startsAt.toString(),
    asset: { kind: 'vehicle', make: 'Toyota', model: 'Corolla' },
    description: 'It squeaks.',
    customer: {
      name,
      email: `${name.replaceAll(' ', '.').toLowerCase()}@example.org`,
      phone: '+12125550199',
    },
  })
  const body = { resourceIds: [bays[bay - 1]?.id] }
  return { ...(await call<BookedVisit>(at, 'PATCH', `/api/appointment/${id}`, body, token)), name }
}

/** The visit as REST tells it now. */
export async function visitNow(at: At, token: string, shop: CalendarShop, id: string): Promise<BookedVisit> {
  for (let day = 0; day < 8; day++) {
    const date = shop.day.add({ days: day - 3 }).toString()
    const path = `/api/appointment?shop=${shop.slug}&date=${date}`
    const { appointments } = await call<{ appointments: BookedVisit[] }>(at, 'GET', path, undefined, token)
    const found = appointments.find((one) => one.id === id)
    if (found) return found
  }
  throw new Error('the visit is nowhere in its week')
}

/** A call that must succeed; gives its body. */
export async function call<Body>(
  { url }: At,
  method: string,
  path: string,
  body?: object,
  token?: string,
): Promise<Body> {
  const answer = await fetch(url + path, {
    method,
    headers: {
      ...(body ? { 'content-type': 'application/json' } : {}),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`)
  return (text === '' ? undefined : JSON.parse(text)) as Body
}
