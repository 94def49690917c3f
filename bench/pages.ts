import { fork } from 'node:child_process'
import path from 'node:path'
import type { Bare } from './support/bare-server.ts'
import type { Installation } from './support/installation.ts'
import { hammer } from './support/raw-client.ts'
import { interleave } from './support/rounds.ts'
import { perSecond, type Sheet, times } from './support/sheet.ts'

const LOAD = { connections: 32, milliseconds: 1200 }

/** The public page of a shop, kept and drawn anew, beside a bare `node:http` server that answers with the same bytes. */
export async function benchPages(
  sheet: Sheet,
  rounds: number,
  on: Installation,
  betweenRounds: () => void,
): Promise<void> {
  const url = `${on.fixbay.url}/shops/${on.shop.slug}`
  const packed = { 'accept-encoding': 'br' }
  const bare = await startBare(await answerOf(url, packed))
  // An old cookie opens nothing, but who sends one is not served from what is kept.
  const anew = { cookie: 'session=an-old-one' }
  const result = await interleave(
    rounds,
    {
      kept: () => hammer(url, packed, LOAD),
      bare: () => hammer(`http://127.0.0.1:${bare.port}/`, packed, LOAD),
      drawn: () => hammer(url, anew, LOAD),
    },
    betweenRounds,
  )
  bare.stop()
  sheet.heading(`The public page of a shop, ${LOAD.connections} connections`)
  const ratio = result.ratio('kept', 'bare')
  const figures = `${perSecond(result.median('kept'))} beside ${perSecond(result.median('bare'))}: ${times(ratio)}`
  sheet.line('kept, beside a bare answer of the same bytes', figures, ratio, { atLeast: 0.5 })
  sheet.line('drawn anew', perSecond(result.median('drawn')))
}

/** An answer as it came over the wire: its own headers and the bytes of its body, still packed. */
async function answerOf(url: string, headers: Record<string, string>): Promise<Bare> {
  const { request } = await import('node:http')
  return new Promise((resolve, reject) => {
    const call = request(url, { headers }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.once('end', () => {
        const { connection: _c, 'keep-alive': _k, date: _d, ...kept } = answer.headers
        resolve({ headers: kept as Bare['headers'], body: Buffer.concat(parts).toString('base64') })
      })
    })
    call.once('error', reject)
    call.end()
  })
}

async function startBare(answer: Bare): Promise<{ port: number; stop: () => void }> {
  const child = fork(path.join(import.meta.dirname, 'support', 'bare-server.ts'))
  const port = new Promise<number>((resolve, reject) => {
    child.once('message', (message) => resolve(Number(message)))
    child.once('error', reject)
  })
  child.send(answer)
  return { port: await port, stop: () => void child.kill() }
}
