import type { FastifyInstance } from 'fastify'

/** An answer with its body read: JSON where it is JSON, else text. */
export interface TestAnswer<Body = Json> {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: Body
  text: string
}

/** Speaks HTTP with the program, without a network. */
export interface Client {
  get<Body = Json>(path: string, headers?: Headers): Promise<TestAnswer<Body>>
  delete<Body = Json>(path: string, headers?: Headers): Promise<TestAnswer<Body>>
  post<Body = Json>(path: string, body?: unknown, headers?: Headers): Promise<TestAnswer<Body>>
  put<Body = Json>(path: string, body?: unknown, headers?: Headers): Promise<TestAnswer<Body>>
  patch<Body = Json>(path: string, body?: unknown, headers?: Headers): Promise<TestAnswer<Body>>
}

type Headers = Record<string, string>
// Tests look into answers by name; a wrong name fails the expectation.
// oxlint-disable-next-line typescript/no-explicit-any
type Json = Record<string, any>

export interface ClientOptions {
  /** Sent with every call; a function is asked each time (for tokens that expire). */
  headers?: Headers | (() => Headers | Promise<Headers>)
  /** The network address that it comes from. */
  address?: string
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export function createClient(app: FastifyInstance, { headers = {}, address }: ClientOptions = {}): Client {
  async function call<Body>(
    method: Method,
    url: string,
    body: unknown,
    extra: Headers,
  ): Promise<TestAnswer<Body>> {
    const own = typeof headers === 'function' ? await headers() : headers
    const answer = await app.inject({
      method,
      url,
      headers: { ...own, ...extra },
      ...(body === undefined ? {} : { payload: body as object }),
      ...(address ? { remoteAddress: address } : {}),
    })
    const isJson = /\bjson\b/.test(String(answer.headers['content-type']))
    return {
      status: answer.statusCode,
      headers: answer.headers as TestAnswer['headers'],
      body: (isJson ? answer.json() : answer.body) as Body,
      text: answer.body,
    }
  }
  return {
    get: (path, extra = {}) => call('GET', path, undefined, extra),
    delete: (path, extra = {}) => call('DELETE', path, undefined, extra),
    post: (path, body, extra = {}) => call('POST', path, body, extra),
    put: (path, body, extra = {}) => call('PUT', path, body, extra),
    patch: (path, body, extra = {}) => call('PATCH', path, body, extra),
  }
}
