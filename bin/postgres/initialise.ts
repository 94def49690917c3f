import { spawn } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Refusal } from '../refusal.ts'
import type { Binaries } from './binaries.ts'

const flags = [
  '--username=postgres',
  '--auth=scram-sha-256',
  // Without these a machine whose LANG is C gets a cluster in SQL_ASCII.
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
]

/** The environment of the server's programs: nothing of ours may change where or how they run. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG|NODE_|npm_)/.test(name))
  return { ...Object.fromEntries(kept), TZ: 'UTC' }
}

/**
 * Makes a cluster in `folder` unless one is there. It is made beside and renamed, so a start that is killed half way
 * leaves no half cluster. `durable: false` skips the sync to disk (tests).
 */
export async function initialise(
  binaries: Binaries,
  options: { folder: string; password: string; durable: boolean },
): Promise<void> {
  if (existsSync(path.join(options.folder, 'PG_VERSION'))) return
  const partial = `${options.folder}.new`
  const passwordFile = `${options.folder}.pw`
  rmSync(partial, { recursive: true, force: true })
  rmSync(passwordFile, { force: true })
  try {
    mkdirSync(partial, { recursive: true, mode: 0o700 })
    writeFileSync(passwordFile, options.password, { mode: 0o600 })
    if (binaries.runAs) {
      chownSync(partial, binaries.runAs.uid, binaries.runAs.gid)
      chownSync(passwordFile, binaries.runAs.uid, binaries.runAs.gid)
    }
    await runInitdb(binaries, [
      ...flags,
      `--pgdata=${partial}`,
      `--pwfile=${passwordFile}`,
      ...(options.durable ? [] : ['--no-sync']),
    ])
    // An empty folder may stand where the cluster goes; a folder with anything in it stays and stops the start.
    renameSync(partial, options.folder)
  } finally {
    rmSync(passwordFile, { force: true })
    rmSync(partial, { recursive: true, force: true })
  }
}

function runInitdb({ initdb, runAs }: Binaries, args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(initdb, args, {
      cwd: path.parse(initdb).root,
      env: serverEnvironment(),
      stdio: ['ignore', 'ignore', 'pipe'],
      windowsHide: true,
      ...(runAs && { uid: runAs.uid, gid: runAs.gid }),
    })
    let said = ''
    child.stderr.on('data', (part: Buffer) => (said += part.toString()))
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) resolve()
      else reject(new Refusal(`PostgreSQL could not make its data folder: ${lastError(said)}`))
    })
  })
}

function lastError(said: string): string {
  const lines = said.trim().split('\n')
  return (lines.findLast((line) => /error|fatal/i.test(line)) ?? lines.at(-1) ?? 'no reason given').trim()
}
