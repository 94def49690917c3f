import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A site with a hole of each kind. */
export interface Decoy {
  url: string
  close(): void
}

/** What the decoy is asked, so that its holes are there to be found. */
export const DECOY = {
  wapiti: { as: null, modules: ['xss', 'redirect'], pages: ['/?q=lamp', '/go?to=/x'] },
  sqlmap: { call: '/thing?id=1' },
}

/**
 * Opens a site that writes back what it is sent, leads wherever it is told and takes a condition into its query: tools that
 * find nothing there would find nothing anywhere, and their silence says nothing.
 */
export async function openDecoy(): Promise<Decoy> {
  const server: Server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://decoy')
    if (pathname === '/go') {
      response.writeHead(302, { location: searchParams.get('to') ?? '/' }).end()
      return
    }
    const said = pathname === '/thing' ? thing(searchParams.get('id') ?? '') : (searchParams.get('q') ?? '')
    response.writeHead(200, { 'content-type': 'text/html' }).end(`<html><body><p>${said}</p></body></html>`)
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() }
}

const CONDITION = /^1\s+AND\s+(\d+)\s*([=<>])\s*(\d+)\s*(?:--.*)?$/i

/** As a database would answer `WHERE id = …` with the text put in as it came. */
function thing(id: string): string {
  const [, left, sign, right] = CONDITION.exec(id.trim()) ?? []
  const [a, b] = [Number(left), Number(right)]
  const holds = sign === '=' ? a === b : sign === '<' ? a < b : sign === '>' ? a > b : /^\d+$/.test(id)
  return holds ? 'One thing was found: a lamp. It stands in the hall, and it is lit.' : 'Nothing.'
}
