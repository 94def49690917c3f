import type { FastifyInstance } from 'fastify'
import { sendProblem } from './kit/http/api.ts'
import { problemOf } from './kit/http/problem.ts'
import { localeOfVisit } from './kit/http/visit.ts'
import { paths } from './web/paths.ts'

/**
 * For the signed links of files and papers in `app`: whoever follows one that opens nothing is led to the page that says how
 * to come by a new one. It is the same for a link whose time is over, one that is wrong, and a file that is gone.
 */
export function explainDeadLinks(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => {
    const { accept, cookie, 'accept-language': language } = request.headers
    const locale = localeOfVisit({ accept, cookie, language })
    if (!locale || problemOf(error).code !== 'not-found') return sendProblem(error, request, reply)
    return reply.header('cache-control', 'no-store').redirect(paths(locale).linkOver(), 303)
  })
}
