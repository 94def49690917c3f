import type { FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '../errors.ts'
import { localeOfPath } from '../i18n/locale.ts'
import { problemBody } from '../i18n/problem-words.ts'

/**
 * Refuses what another site makes a browser send (CSRF): `Sec-Fetch-Site` where the browser says it, else `Origin`.
 * Every browser says one of them for a form; a program that says neither must come without cookies, so there is
 * nobody's session to abuse. Session cookies are SameSite=Lax besides.
 */
export async function refuseForeignForms(
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply | void> {
  if (request.method === 'GET' || request.method === 'HEAD' || isOwnRequest(request)) return
  const body = problemBody(
    new Problem('forbidden', { reason: 'foreign-form' }),
    localeOfPath(request.url.split('?', 1)[0] ?? '/'),
  )
  return reply.code(403).type('application/problem+json').send(JSON.stringify(body))
}

/** Whether a request that changes something was made by our own pages, or by a program without cookies. */
export function isOwnRequest({
  headers,
  protocol,
  host,
}: Pick<FastifyRequest, 'headers' | 'protocol' | 'host'>): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  const { origin } = headers
  if (origin !== undefined) return origin === `${protocol}://${host}`
  return headers.cookie === undefined
}
