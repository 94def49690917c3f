// Runs before npm start and npm test, on whatever Node the system has (20 or newer): plain JavaScript, no packages.
// Installs when package-lock.json changed, and with --build builds when a source changed. Says what it does.
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, buildNeeded } from './prepare/build.mjs'
import { install, installNeeded } from './prepare/install.mjs'
import { alone } from './prepare/lock.mjs'
import { assertRuntime } from './prepare/runtime.mjs'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const withBuild = process.argv.includes('--build')

const say = (line) => console.log(line)

try {
  if (Number(process.versions.node.split('.')[0]) < 20) {
    throw new Error(`Fixbay needs Node 20 or newer to install itself; this is ${process.version}.`)
  }
  const work = () => installNeeded(root) || (withBuild && buildNeeded(root))
  if (work()) {
    await alone(root, say, async () => {
      // Looked at again: whoever held the lock may have done it.
      if (installNeeded(root)) await install(root, say)
      assertRuntime(root)
      if (withBuild && buildNeeded(root)) await build(root, say)
    })
  }
  assertRuntime(root)
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}
