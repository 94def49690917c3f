import { connect } from 'node:net'

export interface Load {
  connections: number
  milliseconds: number
  /** Something else that each connection waits for after so many answers. */
  between?: { answers: number; work: () => Promise<unknown> }
}

/**
 * Asks for one address over and over on so many connections, each waiting for its answer, for `milliseconds`. Gives
 * answers a second. Speaks HTTP by hand: a full client would cost more than the servers that are compared.
 */
export async function hammer(
  url: string,
  headers: Readonly<Record<string, string>>,
  { connections, milliseconds, between }: Load,
): Promise<number> {
  const { hostname, port, pathname, search } = new URL(url)
  const lines = Object.entries({ host: `${hostname}:${port}`, ...headers }).map(
    ([name, value]) => `${name}: ${value}`,
  )
  const request = Buffer.from([`GET ${pathname}${search} HTTP/1.1`, ...lines, '', ''].join('\r\n'))
  const begun = performance.now()
  const counts = await Promise.all(
    Array.from({ length: connections }, () =>
      ask(Number(port), hostname, request, begun + milliseconds, between),
    ),
  )
  return (counts.reduce((sum, count) => sum + count, 0) * 1000) / (performance.now() - begun)
}

/** One connection: the number of answers until `end`. */
async function ask(
  port: number,
  host: string,
  request: Buffer,
  end: number,
  between: Load['between'],
): Promise<number> {
  const socket = connect({ port, host, noDelay: true })
  let answers = 0
  let answer = new Answer()
  return new Promise((resolve, reject) => {
    socket.on('error', reject)
    socket.on('connect', () => socket.write(request))
    socket.on('data', (part: Buffer) => {
      const state = answer.take(part)
      if (state === 'under way') return
      if (state === 'of another kind') return reject(new Error(`the answer was ${answer.head}`))
      answers += 1
      answer = new Answer()
      if (performance.now() >= end) {
        socket.once('close', () => resolve(answers))
        return socket.destroy()
      }
      if (!between || answers % between.answers > 0) return socket.write(request)
      between.work().then(() => socket.write(request), reject)
      return undefined
    })
  })
}

const LONGEST_HEAD = 4096

/** One answer as it comes in: its length is told, or it ends with an empty chunk. */
class Answer {
  head = ''
  #left: number | 'chunks' | undefined

  take(part: Buffer): 'under way' | 'whole' | 'of another kind' {
    if (this.#left === undefined) {
      const before = this.head.length
      this.head += part.toString('latin1', 0, LONGEST_HEAD)
      const body = this.head.indexOf('\r\n\r\n') + 4
      if (body < 4) return 'under way'
      if (this.head.slice(9, 12) !== '200') return 'of another kind'
      const length = /\r\ncontent-length: (\d+)/i.exec(this.head)?.[1]
      this.#left = length === undefined ? 'chunks' : Number(length) - (before + part.byteLength - body)
    } else if (typeof this.#left === 'number') this.#left -= part.byteLength
    if (this.#left === 'chunks')
      return part.subarray(-5).toString('latin1') === '0\r\n\r\n' ? 'whole' : 'under way'
    return this.#left > 0 ? 'under way' : 'whole'
  }
}
