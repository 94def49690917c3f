import type { BrowserContext } from 'playwright-core'
import { demoPassword } from './visitor.ts'

/** Signs a demo person in, by the name before `@fixbay.example`. */
export async function signIn(context: BrowserContext, url: string, person: string): Promise<void> {
  const answer = await context.request.post(`${url}/sign-in`, {
    form: { email: `${person}@fixbay.example`, password: demoPassword },
    headers: { origin: url },
    maxRedirects: 0,
  })
  if (answer.status() !== 303) throw new Error(`${person} cannot sign in: ${answer.status()}`)
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
