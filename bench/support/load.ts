import { Agent, request } from 'node:http'

/** Posts JSON over connections that stay open; gives the status. Lighter than `fetch`, which would cost as much as the answer. */
export function poster(
  url: string,
  connections: number,
): { post: (body: object) => Promise<number>; close: () => void } {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const post = (body: object): Promise<number> =>
    new Promise((resolve, reject) => {
      const text = JSON.stringify(body)
      const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }
      const call = request(url, { method: 'POST', agent, headers }, (answer) => {
        answer.resume()
        answer.once('end', () => resolve(answer.statusCode ?? 0))
      })
      call.once('error', reject)
      call.end(text)
    })
  return { post, close: () => agent.destroy() }
}

/** How many times a second `work` is done when so many do it over and over for `milliseconds`. */
export async function rate(
  clients: number,
  milliseconds: number,
  work: (client: number) => Promise<void>,
): Promise<number> {
  const begun = performance.now()
  let done = 0
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      while (performance.now() - begun < milliseconds) {
        await work(client)
        done += 1
      }
    }),
  )
  return (done * 1000) / (performance.now() - begun)
}
