import type { StormShop } from './storm-shop.ts'
import { gridStarts } from './storm-shop.ts'

/** One call; undefined where it is not known what came of it. */
export type Ask = (
  method: string,
  path: string,
  given?: { body?: object; asOwner?: boolean },
) => Promise<{ status: number; body: Record<string, unknown> } | undefined>

interface State {
  status: 'confirmed' | 'canceled'
  at: number
}

/** A visit that was acknowledged, and what it may be now: more than one thing where an answer was lost. */
export interface Visit {
  id: string
  code: string
  possible: State[]
}

/** Somebody who books, moves, cancels, holds, and looks after shifts, in no order. */
export class StormClient {
  readonly visits: Visit[] = []
  readonly #n: number
  readonly #shop: StormShop
  readonly #ask: Ask
  #made = 0

  constructor(n: number, shop: StormShop, ask: Ask) {
    this.#n = n
    this.#shop = shop
    this.#ask = ask
  }

  async act(): Promise<void> {
    const dice = Math.random()
    if (dice < 0.45) return this.#book(this.#anyStart())
    if (dice < 0.6) return this.#move()
    if (dice < 0.75) return this.#cancel()
    if (dice < 0.9) return this.#hold()
    if (dice < 0.95) return this.#beAway()
    return this.#changeShifts()
  }

  #anyStart(): string {
    const starts = gridStarts()
    return starts[Math.floor(Math.random() * starts.length)] ?? ''
  }

  async #book(startsAt: string, hold?: string): Promise<void> {
    this.#made += 1
    const answer = await this.#ask('POST', '/api/appointment', {
      body: {
        shop: this.#shop.slug,
        serviceIds: [this.#shop.serviceId],
        startsAt,
        asset: { kind: 'device', brand: 'Acme', model: 'Nine' },
        description: 'The screen is broken.',
        customer: { name: `Client ${this.#n}`, email: `client${this.#n}-${this.#made}@example.org` },
        ...(hold ? { hold } : {}),
      },
    })
    if (answer?.status !== 201) return
    const { id, trackingCode } = answer.body as { id: string; trackingCode: string }
    this.visits.push({
      id,
      code: trackingCode,
      possible: [{ status: 'confirmed', at: Date.parse(startsAt) }],
    })
  }

  #living(): Visit | undefined {
    const living = this.visits.filter(({ possible }) =>
      possible.every(({ status }) => status === 'confirmed'),
    )
    return living[Math.floor(Math.random() * living.length)]
  }

  async #move(): Promise<void> {
    const visit = this.#living()
    if (!visit) return
    const startsAt = this.#anyStart()
    const to: State = { status: 'confirmed', at: Date.parse(startsAt) }
    await this.#change(visit, to, 'PATCH', `/api/appointment/${visit.id}?code=${visit.code}`, { startsAt })
  }

  async #cancel(): Promise<void> {
    const visit = this.#living()
    if (!visit) return
    const to: State = { status: 'canceled', at: 0 }
    await this.#change(visit, to, 'POST', `/api/appointment/${visit.id}/cancel?code=${visit.code}`, {})
  }

  async #change(visit: Visit, to: State, method: string, path: string, body: object): Promise<void> {
    const answer = await this.#ask(method, path, { body })
    if (!answer) visit.possible.push(to)
    else if (answer.status === 200) visit.possible = [to]
  }

  async #hold(): Promise<void> {
    const startsAt = this.#anyStart()
    const path = `/api/shops/${this.#shop.slug}/holds`
    const answer = await this.#ask('POST', path, {
      body: { serviceIds: [this.#shop.serviceId], startsAt },
      asOwner: true,
    })
    if (answer?.status !== 201) return
    const { hold } = answer.body as { hold: string }
    if (Math.random() < 0.5) await this.#book(startsAt, hold)
    else await this.#ask('DELETE', `${path}/${hold}`)
  }

  async #beAway(): Promise<void> {
    const { slug, technicianIds } = this.#shop
    const at = `/api/shops/${slug}/resources/${technicianIds[this.#n % technicianIds.length]}/time-off`
    const startsAt = Temporal.Instant.from(this.#anyStart())
    const body = { startsAt: startsAt.toString(), endsAt: startsAt.add({ hours: 2 }).toString() }
    const answer = await this.#ask('POST', at, { body, asOwner: true })
    if (answer?.status !== 201) return
    const { id } = answer.body as { id: string }
    if (Math.random() < 0.8) await this.#ask('DELETE', `/api/shops/${slug}/time-off/${id}`, { asOwner: true })
  }

  async #changeShifts(): Promise<void> {
    const { slug, technicianIds } = this.#shop
    const opens = Math.random() < 0.5 ? '08:00' : '10:00'
    const shifts = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens, closes: '18:00' }))
    const at = `/api/shops/${slug}/resources/${technicianIds[this.#n % technicianIds.length]}/shifts`
    await this.#ask('PUT', at, { body: { shifts }, asOwner: true })
  }
}
