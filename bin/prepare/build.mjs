import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { runtime } from './runtime.mjs'

const inputs = [
  'src',
  'public',
  'db/types.ts',
  'vite.config.ts',
  'react-router.config.ts',
  'package-lock.json',
]
const outputs = ['build/server/index.js', 'build/client']
const stamp = (root) => path.join(root, 'build', '.fixbay-built')

/** One hash over the names and the content of everything that the build reads; tests do not count. */
export function sourceHash(root) {
  const hash = createHash('sha256')
  for (const input of inputs) add(hash, root, input)
  return hash.digest('hex')
}

function add(hash, root, name) {
  const file = path.join(root, name)
  if (!existsSync(file)) return
  if (statSync(file).isDirectory()) {
    for (const entry of readdirSync(file).sort()) add(hash, root, `${name}/${entry}`)
  } else if (!/\.test\.tsx?$/.test(name)) {
    hash.update(name).update('\0').update(readFileSync(file)).update('\0')
  }
}

/** Whether a source changed since the last build that came to its end. */
export function buildNeeded(root) {
  if (!existsSync(stamp(root)) || outputs.some((output) => !existsSync(path.join(root, output)))) return true
  return readFileSync(stamp(root), 'utf8') !== sourceHash(root)
}

/** Builds pages and server into build/; the last build stays in use until the new one is whole. */
export async function build(root, say) {
  say('Building the pages and the server…')
  const started = Date.now()
  const hash = sourceHash(root)
  const code = await run(root)
  if (code !== 0) throw new Error('The build failed: see above.')
  swap(root)
  writeFileSync(stamp(root), hash)
  say(`Built in ${Math.round((Date.now() - started) / 1000)} s.`)
}

const fresh = 'build/new'

function swap(root) {
  const old = path.join(root, 'build', 'old')
  rmSync(old, { recursive: true, force: true })
  mkdirSync(old, { recursive: true })
  rmSync(stamp(root), { force: true })
  for (const part of ['client', 'server']) {
    const place = path.join(root, 'build', part)
    if (existsSync(place)) renameSync(place, path.join(old, part))
    renameSync(path.join(root, fresh, part), place)
  }
  for (const done of [old, path.join(root, fresh)]) rmSync(done, { recursive: true, force: true })
}

function run(root) {
  const command = path.join(root, 'node_modules', '@react-router', 'dev', 'bin.cjs')
  const child = spawn(runtime(root), [command, 'build', '--logLevel', 'warn'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, NODE_ENV: 'production', FIXBAY_BUILD_FOLDER: fresh },
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
}
