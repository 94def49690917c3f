import type { FastifyReply } from 'fastify'
import { type Encoding, encodingFor, packed } from './packing.ts'

/** The body of an answer as it goes over the wire, made once and sent often. It is not checked against its schema again. */
export class WrittenJson {
  readonly #body: Buffer
  readonly #forms = new Map<Encoding, Promise<Buffer>>()

  constructor(json: string) {
    this.#body = Buffer.from(json)
  }

  /** The bytes that it takes, with room for its packed forms. */
  get weight(): number {
    return 2 * this.#body.byteLength
  }

  /** Sends it in the encoding that the caller asked for. */
  async send(reply: FastifyReply): Promise<void> {
    const encoding = encodingFor(reply.request.headers['accept-encoding'])
    const form = this.#forms.get(encoding) ?? packed(this.#body, encoding)
    this.#forms.set(encoding, form)
    if (encoding !== 'identity') reply.header('content-encoding', encoding)
    const body = await form
    await reply.header('vary', 'accept-encoding').type('application/json; charset=utf-8').send(body)
  }
}
