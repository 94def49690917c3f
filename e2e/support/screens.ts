import type { BrowserContext } from 'playwright-core'
import { demoPassword, demoPin } from './visitor.ts'

/** Signs a demo person in, by the name before `@fixbay.example`. */
export async function signIn(context: BrowserContext, url: string, person: string): Promise<void> {
  const answer = await context.request.post(`${url}/sign-in`, {
    form: { email: `${person}@fixbay.example`, password: demoPassword },
    headers: { origin: url },
    maxRedirects: 0,
  })
  if (answer.status() !== 303) throw new Error(`${person} cannot sign in: ${answer.status()}`)
}

type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>

/** The shared devices that were made of browsers, by server and time: whoever needs one again is that one. */
const devices = new Map<string, Cookies>()

/**
 * Makes the browser a shared device of Harbor Auto, with nobody at it; with a name, that person has given their PIN.
 */
export const atDevice =
  ({ person, lockMinutes = 30 }: { person?: string; lockMinutes?: number } = {}) =>
  async (context: BrowserContext, url: string): Promise<void> => {
    const known = devices.get(`${url} ${lockMinutes}`)
    if (known) await context.addCookies(known)
    else devices.set(`${url} ${lockMinutes}`, await registerDevice(context, url, lockMinutes))
    if (person === undefined) return
    const faces = await (await context.request.get(`${url}/device`)).text()
    const before = faces.slice(0, faces.indexOf(`<bdi>${person}</bdi>`))
    const id = /person=([\w-]+)[^]*$/.exec(before.slice(before.lastIndexOf('person=')))?.[1] ?? ''
    await press(context, `${url}/device?person=${id}`, { person: id, pin: demoPin })
  }

async function registerDevice(context: BrowserContext, url: string, lockMinutes: number): Promise<Cookies> {
  await signIn(context, url, 'manager')
  const device = { name: 'Parts tablet', place: 'Stock room', lockMinutes: String(lockMinutes) }
  await press(context, `${url}/desk/harbor-auto/settings/devices?do=register`, device)
  return (await context.cookies()).filter(({ name }) => name.endsWith('device'))
}

/** Lets support act in a demo person's place at Harbor Auto. */
export const inPlaceOf =
  (person: string) =>
  async (context: BrowserContext, url: string): Promise<void> => {
    await signIn(context, url, 'support')
    const account = `${person}@fixbay.example`
    const reason = 'They asked on the phone why an order does not show.'
    await press(context, `${url}/platform/act-as?account=${account}`, {
      account,
      shop: 'harbor-auto',
      reason,
    })
  }

async function press(context: BrowserContext, url: string, form: Record<string, string>): Promise<void> {
  const { origin } = new URL(url)
  const answer = await context.request.post(url, { form, headers: { origin }, maxRedirects: 0 })
  if (answer.status() !== 303) throw new Error(`${url} answers ${answer.status()}`)
}

/** The secret end of the newest link below a path that was written to an address, as the outbox shows it. */
export async function tokenInLetter(url: string, to: string, below: string): Promise<string> {
  const outbox = `${url}/dev/outbox?to=${encodeURIComponent(to)}`
  const list = await (await fetch(outbox)).text()
  const ids = [...list.matchAll(/[?&;]id=([^"&]+)/g)].map(([, id]) => id)
  for (const id of ids) {
    const letter = await (await fetch(`${outbox}&id=${id}`)).text()
    const token = new RegExp(`${below}(?:harbor-auto/)?([\\w-]{20,})`).exec(letter)?.[1]
    if (token) return token
  }
  throw new Error(`no link below ${below} was written to ${to}`)
}

/** Books the first free time of Harbor Auto's first service for a guest; gives the code of its tracking page. */
export async function bookVisit(url: string): Promise<string> {
  const { services } = await read<{ services: { id: string }[] }>(`${url}/api/shops/harbor-auto/services`)
  const today = Temporal.Now.plainDateISO('America/New_York')
  const service = services[0]?.id ?? ''
  const [from, to] = [today.add({ days: 1 }).toString(), today.add({ days: 21 }).toString()]
  const { slots } = await read<{ slots: { startsAt: string }[] }>(
    `${url}/api/shops/harbor-auto/slots?service=${service}&from=${from}&to=${to}`,
  )
  // Others may book at the same moment: then the next time is as good.
  for (const { startsAt } of slots) {
    const answer = await send(`${url}/api/appointment`, {
      shop: 'harbor-auto',
      serviceIds: [service],
      startsAt,
      asset: { kind: 'vehicle', make: 'Volvo', model: '240', year: 1991, plate: 'VLV 0240' },
      description: 'It squeals when it brakes.',
      customer: { name: 'Greta Guest', email: 'greta.guest@example.com' },
    })
    if (answer.status === 201) return ((await answer.json()) as { trackingCode: string }).trackingCode
    if (answer.status !== 409) throw new Error(`the booking answers ${answer.status}`)
  }
  throw new Error('no time is free')
}

const send = (address: string, body: object): Promise<Response> =>
  fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

async function read<T>(address: string): Promise<T> {
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(`${new URL(address).pathname} answers ${answer.status}`)
  return (await answer.json()) as T
}
