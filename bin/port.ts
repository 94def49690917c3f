import { createServer } from 'node:net'
import { oneLine, Refusal } from './refusal.ts'
import { hostInUrl } from './settings.ts'

/** A Refusal where we could not listen on `host` and `port`; asked before anything slow is started. */
export function assertPortFree(host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (error) => reject(listenRefusal(error, host, port)))
    probe.listen(port, host, () => probe.close(() => resolve()))
  })
}

/** The line for an error of listening. */
export function listenRefusal(error: NodeJS.ErrnoException, host: string, port: number): Refusal {
  const place = `${hostInUrl(host)}:${port}`
  switch (error.code) {
    case 'EADDRINUSE':
      return new Refusal(`Port ${port} is in use by another program (${place}): stop it, or set PORT.`)
    case 'EACCES':
      return new Refusal(`Port ${port} may not be used by this user (${place}): set PORT to 1024 or more.`)
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new Refusal(`HOST ${host} is no address of this machine: set HOST.`)
    default:
      return new Refusal(`Fixbay cannot listen on ${place}: ${oneLine(error)}`)
  }
}
