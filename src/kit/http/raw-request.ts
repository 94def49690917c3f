import type { FastifyRequest } from 'fastify'

/** A request's headers as the web knows them, for signatures that are read from them. */
export function webHeaders({ headers }: Pick<FastifyRequest, 'headers'>): Headers {
  const found = new Headers()
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) found.set(name, Array.isArray(value) ? value.join(', ') : value)
  }
  return found
}

/** The body of a request as the text that arrived (`raw: 'text'`). */
export function bodyText({ body }: Pick<FastifyRequest, 'body'>): string {
  return typeof body === 'string' ? body : ''
}
