import { spawn } from 'node:child_process'
import path from 'node:path'
import { root } from './folders.ts'

export interface Step {
  name: string
  /** Commands of node_modules/.bin with their arguments, one after the other until one fails. */
  commands: string[][]
}

/** The checks that need no database: types, lint, format. */
export const checks: Step[] = [
  {
    name: 'types',
    commands: [
      ['react-router', 'typegen'],
      ['tsc', '--noEmit'],
    ],
  },
  { name: 'lint', commands: [['oxlint', '--deny-warnings']] },
  { name: 'format', commands: [['oxfmt', '--check']] },
]

/** Runs the steps, says for each whether it passed and, where not, what it said. Returns how many failed. */
export async function runSteps(steps: Step[], say: (line: string) => void): Promise<number> {
  let failed = 0
  for (const step of steps) {
    const started = performance.now()
    const said = await firstFailure(step.commands)
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    say(`${said === undefined ? '✓' : '✗'} ${step.name} (${seconds} s)`)
    if (said === undefined) continue
    failed += 1
    say(said)
  }
  return failed
}

async function firstFailure(commands: string[][]): Promise<string | undefined> {
  for (const command of commands) {
    const { code, said } = await run(command)
    if (code !== 0) return said.trim() || `${command.join(' ')} ended with ${code}`
  }
  return undefined
}

function run([name = '', ...args]: string[]): Promise<{ code: number | null; said: string }> {
  return new Promise((resolve) => {
    const windows = process.platform === 'win32'
    const command = path.join(root, 'node_modules', '.bin', windows ? `${name}.cmd` : name)
    const child = spawn(command, args, { cwd: root, shell: windows, stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    const take = (part: Buffer): void => {
      said += part.toString()
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    child.on('error', (error) => resolve({ code: 1, said: error.message }))
    child.on('close', (code) => resolve({ code, said }))
  })
}
