import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Asked {
  method: string
  path: string
  query: URLSearchParams
  headers: IncomingHttpHeaders
  body: Buffer
}

export interface Answered {
  status?: number
  json?: unknown
  body?: string | Uint8Array
  headers?: Record<string, string>
}

export interface Simulator {
  url: string
  port: number
  /** Every call so far, in order. */
  asked: Asked[]
  close(): Promise<void>
}

/** A local HTTP server that plays an outside service: what it answers to each call is the test's. */
export async function simulate(answer: (asked: Asked) => Answered | Promise<Answered>): Promise<Simulator> {
  const asked: Asked[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://simulator')
      const call: Asked = {
        method: request.method ?? 'GET',
        path: url.pathname,
        query: url.searchParams,
        headers: request.headers,
        body: Buffer.concat(chunks),
      }
      asked.push(call)
      Promise.resolve(answer(call))
        .catch((error: unknown) => ({ status: 500, body: String(error) }) as Answered)
        .then(({ status = 200, json, body, headers }) => {
          const type = json === undefined ? 'application/octet-stream' : 'application/json'
          response.writeHead(status, { 'content-type': type, ...headers })
          response.end(json === undefined ? body : JSON.stringify(json))
        })
        .catch(() => response.destroy())
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    asked,
    close: async () => {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}
