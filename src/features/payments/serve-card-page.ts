import type { FastifyInstance } from 'fastify'
import type { Services } from '../../kit/context.ts'
import { bodyText } from '../../kit/http/raw-request.ts'

// A choice of buttons; nothing more is ever sent to the page.
const LARGEST_FORM = 4096

/**
 * Serves the test bank's page where it is the gateway. It is another firm's site in all but address: it answers with
 * its own headers, which go before ours.
 */
export function serveCardPage(app: FastifyInstance, { adapters, config }: Services): void {
  const { cardPage } = adapters
  if (!cardPage) return
  void app.register(async (bank) => {
    bank.removeAllContentTypeParsers()
    bank.addContentTypeParser('*', { parseAs: 'string', bodyLimit: LARGEST_FORM }, (_request, body, done) =>
      done(null, body),
    )
    bank.route({
      method: ['GET', 'POST'],
      url: '/card-page/:ref',
      schema: { hide: true },
      handler: async (request, reply) => {
        const form = request.method === 'POST' ? { body: bodyText(request) } : {}
        const asked = new Request(new URL(request.url, config.url), { method: request.method, ...form })
        return reply.send(await cardPage.handle(asked))
      },
    })
  })
}
