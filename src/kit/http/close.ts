import type { FastifyInstance } from 'fastify'

// Longer than any answer takes; a stream or a stuck client may not hold the end up beyond it.
const PATIENCE_MS = 10_000

/**
 * Closes the server when the answers under way are out. A kept-alive connection that answered its last request
 * after the close began would otherwise stay for over a minute.
 */
export async function closeApp(app: FastifyInstance): Promise<void> {
  const sweep = setInterval(() => app.server.closeIdleConnections(), 50)
  const end = setTimeout(() => app.server.closeAllConnections(), PATIENCE_MS)
  try {
    await app.close()
  } finally {
    clearInterval(sweep)
    clearTimeout(end)
  }
}
