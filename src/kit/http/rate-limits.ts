import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Problem } from '../errors.ts'

/** Calls that one address may make in a minute, by class; `FIXBAY_RATE_LIMITS` multiplies them. */
export const CALLS_A_MINUTE = {
  'sign-in': 300,
  booking: 300,
  upload: 100,
  /** Guesses at tracking codes: 80 random bits make the rest. */
  code: 300,
  /** Of one key of a shop, beside what its address may. */
  key: 600,
  other: 3000,
} as const

export type RateClass = keyof typeof CALLS_A_MINUTE

/**
 * Counts calls per address and class in this process. It keeps one caller from crowding out the rest; what
 * guards accounts (failed sign-ins) is counted in the database.
 */
export async function limitRates(app: FastifyInstance, scale: number): Promise<void> {
  if (scale === 0) return
  await app.register(rateLimit, {
    global: false,
    cache: 20_000,
    skipOnError: true,
    errorResponseBuilder: (_request, { ttl }) =>
      new Problem('slow-down', { retryAfterSeconds: Math.max(1, Math.ceil(ttl / 1000)) }),
  })
}

/** The route option that puts an operation into a class. */
export function rateOption(rate: RateClass, scale: number) {
  if (scale === 0) return {}
  return {
    rateLimit: {
      max: Math.max(1, Math.round(CALLS_A_MINUTE[rate] * scale)),
      timeWindow: MINUTE,
      groupId: rate,
    },
  }
}

/**
 * Counts what has no route of its own (pages), in classes of its own: throws 429 once an address, or whoever is named by
 * `who`, has made too many calls of the class in a minute. Call it after `limitRates`.
 */
export function rateGuard(
  app: FastifyInstance,
  scale: number,
): (request: FastifyRequest, rate: RateClass, who?: string) => Promise<void> {
  if (scale === 0) return () => Promise.resolve()
  const named = new WeakMap<FastifyRequest, string>()
  const made = new Map<RateClass, ReturnType<FastifyInstance['createRateLimit']>>()
  const guardOf = (rate: RateClass) => {
    const known = made.get(rate)
    if (known) return known
    const guard = app.createRateLimit({
      max: Math.max(1, Math.round(CALLS_A_MINUTE[rate] * scale)),
      timeWindow: MINUTE,
      keyGenerator: (request) => named.get(request) ?? request.ip,
    })
    made.set(rate, guard)
    return guard
  }
  return async (request, rate, who) => {
    if (who !== undefined) named.set(request, who)
    const limit = await guardOf(rate)(request)
    if (limit.isAllowed || !limit.isExceeded) return
    throw new Problem('slow-down', { retryAfterSeconds: Math.max(1, Math.ceil(limit.ttl / 1000)) })
  }
}

const MINUTE = 60_000
