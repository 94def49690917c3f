import pg from 'pg'
import { appRole } from '../../bin/database.ts'
import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { spawnSync } from 'node:child_process'
import { connectEmbedded, embeddedServer } from '../../e2e/support/embedded.ts'
import { type Fixbay, newDataFolder, removeDataFolder, startFixbay } from '../../e2e/support/fixbay.ts'
import { addSmallShop, claimInstallation, signInOwner, type SmallShop } from '../../e2e/support/small-shop.ts'
import { fillShop } from './fill.ts'

/** A running Fixbay with a shop of so many orders, and others that have none. */
export interface Installation {
  fixbay: Fixbay
  orders: number
  shop: SmallShop
  others: SmallShop[]
  /** Asks REST as the owner and reads the answer whole. */
  ask(path: string): Promise<string>
  /** The database as the application sees it. */
  appUrl: string
  /** The memory of the server's process in megabytes. */
  memory(): number
  remove(): Promise<void>
}

const env = { FIXBAY_RATE_LIMITS: '0', FIXBAY_LOG: 'error' }
const OTHER_SHOPS = 100

/** Starts one on a new data folder and fills its shop. */
export async function install(orders: number): Promise<Installation> {
  const dataFolder = newDataFolder(tmpdir())
  const fixbay = await startFixbay({ dataFolder, env })
  const token = await claimInstallation(fixbay)
  const shop = await addSmallShop(fixbay, token, 'the-shop')
  const others: SmallShop[] = []
  for (let n = 1; n <= OTHER_SHOPS; n += 1) others.push(await addSmallShop(fixbay, token, `other-shop-${n}`))
  const db = await connectEmbedded(dataFolder)
  await fillShop(db, shop, orders)
  await db.end()
  return {
    fixbay,
    orders,
    shop,
    others,
    // Anew: the shop took long to fill.
    ask: asker(fixbay, await signInOwner(fixbay)),
    appUrl: appUrlOf(dataFolder),
    memory: () => memoryOf(fixbay.pid),
    async remove() {
      await fixbay.stop()
      removeDataFolder(dataFolder)
    },
  }
}

// An access token lives ten minutes; a million orders take longer to fill in.
const SIGNED_IN_MS = 300_000

function asker(fixbay: Fixbay, first: string): Installation['ask'] {
  let token = first
  let since = performance.now()
  return async (where) => {
    if (performance.now() - since > SIGNED_IN_MS) {
      token = await signInOwner(fixbay)
      since = performance.now()
    }
    return ask(fixbay.url + where, token)
  }
}

async function ask(url: string, token: string): Promise<string> {
  const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } })
  const text = await answer.text()
  if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}: ${text}`)
  return text
}

function appUrlOf(dataFolder: string): string {
  const passwords = JSON.parse(readFileSync(path.join(dataFolder, 'postgres.json'), 'utf8')) as {
    app: string
  }
  const { port } = embeddedServer(dataFolder)
  return `postgres://${appRole}:${encodeURIComponent(passwords.app)}@127.0.0.1:${port}/fixbay`
}

function memoryOf(pid: number): number {
  const { stdout } = spawnSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })
  return Number(stdout) / 1024
}

/** A pool as the application's role, with nothing of the program around it. */
export function barePool({ appUrl }: Installation, size: number): pg.Pool {
  const pool = new pg.Pool({ connectionString: appUrl, max: size, min: size })
  pool.on('error', () => undefined)
  return pool
}
