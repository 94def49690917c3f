import { simulate, type Answered, type Asked, type Simulator } from '../testing/simulator.ts'

interface Session {
  id: string
  status: 'open' | 'complete' | 'expired'
  payment_status: 'unpaid' | 'paid'
  amount_total: number
  currency: string
  client_reference_id: string | null
  intentStatus?: string
}

export interface StripeSimulator extends Simulator {
  /** What the payer does on the page; `later` is a bank debit that is still under way. */
  act(id: string, what: 'pay' | 'later' | 'fail-later' | 'expire'): void
  /** So many calls answer 503 before the next one works. */
  hiccup(times: number): void
}

const error = (status: number, type: string, code: string, message: string): Answered => {
  return { status, json: { error: { type, code, message } } }
}

/** Stripe's Checkout as far as we use it: keys, pinned version, idempotency, sessions, intents, refunds. */
export async function simulateStripe(key: string, version: string): Promise<StripeSimulator> {
  const sessions = new Map<string, Session>()
  const remembered = new Map<string, { body: string; answer: Answered }>()
  const state = { hiccups: 0, count: 0 }

  const intentOf = (session: Session) => {
    const paid = session.payment_status === 'paid'
    const card = { last4: '4242', brand: 'visa' }
    const charge = paid
      ? { id: `ch_${session.id}`, object: 'charge', payment_method_details: { card, type: 'card' } }
      : null
    const status = paid ? 'succeeded' : session.intentStatus
    return { id: `pi_${session.id}`, object: 'payment_intent', status, latest_charge: charge }
  }
  const shown = (session: Session, expanded: boolean) => {
    const reached = session.status === 'complete'
    const intent = expanded ? intentOf(session) : `pi_${session.id}`
    return {
      ...session,
      object: 'checkout.session',
      url: session.status === 'open' ? `https://checkout.stripe.com/c/pay/${session.id}` : null,
      payment_intent: reached ? intent : null,
    }
  }
  const create = (form: URLSearchParams): Answered => {
    const amount = Number(form.get('line_items[0][price_data][unit_amount]'))
    if (!Number.isInteger(amount) || amount < 1) {
      return error(400, 'invalid_request_error', 'parameter_invalid_integer', 'Invalid integer')
    }
    state.count += 1
    const session: Session = {
      id: `cs_test_${state.count}`,
      status: 'open',
      payment_status: 'unpaid',
      amount_total: amount * Number(form.get('line_items[0][quantity]')),
      currency: form.get('line_items[0][price_data][currency]') ?? '',
      client_reference_id: form.get('client_reference_id'),
    }
    sessions.set(session.id, session)
    return { json: shown(session, false) }
  }
  const refund = (form: URLSearchParams): Answered => {
    const session = [...sessions.values()].find(({ id }) => `pi_${id}` === form.get('payment_intent'))
    const amount = Number(form.get('amount'))
    if (!session || amount > session.amount_total) {
      return error(
        400,
        'invalid_request_error',
        'charge_already_refunded',
        'Refund amount is greater than the charge',
      )
    }
    state.count += 1
    return {
      json: {
        id: `re_${state.count}`,
        object: 'refund',
        amount,
        status: amount === 1 ? 'pending' : 'succeeded',
      },
    }
  }
  const answer = ({ method, path, query }: Asked, form: URLSearchParams): Answered => {
    if (method === 'POST' && path === '/v1/checkout/sessions') return create(form)
    if (method === 'POST' && path === '/v1/refunds') return refund(form)
    if (method === 'GET' && path === '/v1/checkout/sessions') {
      const found = [...sessions.values()].filter(({ id }) => `pi_${id}` === query.get('payment_intent'))
      return {
        json: { object: 'list', has_more: false, data: found.map((session) => shown(session, false)) },
      }
    }
    const [, id = '', verb] = /^\/v1\/checkout\/sessions\/(\w+)(\/expire)?$/.exec(path) ?? []
    const session = sessions.get(id)
    if (!session)
      return error(404, 'invalid_request_error', 'resource_missing', `No such checkout.session: ${id}`)
    if (verb && session.status !== 'open')
      return error(400, 'invalid_request_error', '', 'Only open sessions expire')
    if (verb) session.status = 'expired'
    return { json: shown(session, query.get('expand[0]') === 'payment_intent.latest_charge') }
  }

  const server = await simulate((asked) => {
    if (asked.headers.authorization !== `Bearer ${key}`) {
      return error(401, 'invalid_request_error', 'api_key_invalid', 'Invalid API Key provided')
    }
    if (asked.headers['stripe-version'] !== version)
      return error(400, 'invalid_request_error', '', 'another version')
    if (state.hiccups > 0) {
      state.hiccups -= 1
      return error(503, 'api_error', '', 'try again')
    }
    const body = asked.body.toString()
    const once = asked.headers['idempotency-key']
    const before = typeof once === 'string' ? remembered.get(once) : undefined
    if (before && before.body !== body)
      return error(400, 'idempotency_error', 'idempotency_key_in_use', 'Keys differ')
    if (before) return before.answer
    const made = answer(asked, new URLSearchParams(body))
    if (typeof once === 'string') remembered.set(once, { body, answer: made })
    return made
  })

  return Object.assign(server, {
    act(id: string, what: 'pay' | 'later' | 'fail-later' | 'expire') {
      const session = sessions.get(id)
      if (!session) throw new Error('no such session')
      session.status = what === 'expire' ? 'expired' : 'complete'
      if (what === 'pay') session.payment_status = 'paid'
      if (what === 'later') session.intentStatus = 'processing'
      if (what === 'fail-later') session.intentStatus = 'requires_payment_method'
    },
    hiccup(times: number) {
      state.hiccups = times
    },
  })
}
