import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const stamp = (root) => path.join(root, 'node_modules', '.fixbay-installed')

function lockHash(root) {
  return createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex')
}

/** Whether node_modules holds something else than package-lock.json says. */
export function installNeeded(root) {
  const hash = lockHash(root)
  if (existsSync(stamp(root)) && readFileSync(stamp(root), 'utf8') === hash) return false
  if (!sameAsInstalled(root)) return true
  writeFileSync(stamp(root), hash)
  return false
}

/** npm notes what it installed in a hidden lockfile; after `npm install` by hand that spares a whole `npm ci`. */
function sameAsInstalled(root) {
  const hidden = path.join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(hidden)) return false
  const installed = JSON.parse(readFileSync(hidden, 'utf8')).packages
  const wanted = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')).packages
  return Object.entries(wanted).every(([where, { version, integrity, optional }]) => {
    if (where === '') return true
    const found = installed[where]
    return found ? found.version === version && found.integrity === integrity : optional === true
  })
}

/** `npm ci` by the npm that runs us; its own words only where something is wrong. */
export async function install(root, say) {
  say('Installing the packages (half a minute, a few hundred megabytes)…')
  const started = Date.now()
  // Development and optional packages are the build and the runtime: NODE_ENV=production must not leave them out.
  const flags = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error']
  const code = await run(root, flags)
  if (code !== 0) throw new Error('The packages could not be installed: see what npm says above.')
  writeFileSync(stamp(root), lockHash(root))
  say(`Installed in ${Math.round((Date.now() - started) / 1000)} s.`)
}

function run(root, flags) {
  const npm = process.env.npm_execpath
  const byNode = npm !== undefined && /npm-cli\.[cm]?js$/.test(npm)
  const child = byNode
    ? spawn(process.execPath, [npm, ...flags], { cwd: root, stdio: 'inherit' })
    : spawn('npm', flags, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
}
