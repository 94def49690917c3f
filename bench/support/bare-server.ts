import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What it answers to everything: the headers, and the body in base64. */
export interface Bare {
  headers: Record<string, string | string[]>
  body: string
}

process.once('disconnect', () => process.exit())

// A process of its own, as the program has one: it is told what to answer, listens and says where.
process.once('message', ({ headers, body }: Bare) => {
  const bytes = Buffer.from(body, 'base64')
  const server = createServer((_request, response) => {
    response.writeHead(200, headers)
    response.end(bytes)
  })
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
})
