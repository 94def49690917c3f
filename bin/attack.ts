import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { newDataFolder, removeDataFolder, startFixbay } from '../e2e/support/fixbay.ts'
import { findingsOfSqlmap, findingsOfWapiti, isAccepted, type Finding, type Plan } from './attack-findings.ts'
import { root } from './folders.ts'
import { oneLine } from './refusal.ts'

// `npm run attack`: wapiti and sqlmap from the system's packages against the running program with its demo shops, on a
// folder of its own. What they look at, and which findings are accepted and why, stands in attack.json. Ends with 0 when
// there is nothing beyond that, with 1 when there is, with 3 where a package is missing.
// `-- --at http://127.0.0.1:3000` attacks a server of yours that runs already: it fills it with nonsense.

const MISSING = 3
const PASSWORD = 'Fixbay-demo-1'
const plan = JSON.parse(readFileSync(path.join(root, 'bin', 'attack.json'), 'utf8')) as Plan
const { values } = parseArgs({ options: { at: { type: 'string' } } })

const missing = ['wapiti', 'sqlmap'].filter((tool) => spawnSync(tool, ['--version']).error !== undefined)
if (missing.length > 0) {
  console.error(
    `${missing.join(' and ')} is not installed. On Debian and Ubuntu: sudo apt-get install wapiti sqlmap`,
  )
  process.exit(MISSING)
}

const scratch = mkdtempSync(path.join(tmpdir(), 'fixbay-attack-'))
const findings = values.at ? await attack(values.at) : await attackOwn()
rmSync(scratch, { recursive: true, force: true })
const open = findings.filter((finding) => !isAccepted(finding, plan.accepted))
console.log(
  `${findings.length} findings, ${findings.length - open.length} of them accepted in bin/attack.json.`,
)
for (const { tool, what, where, detail } of open) console.log(`${tool}: ${what} at ${where}: ${detail}`)
process.exit(open.length > 0 ? 1 : 0)

async function attackOwn(): Promise<Finding[]> {
  const dataFolder = newDataFolder()
  console.log('Starting Fixbay with its demo shops …')
  const fixbay = await startFixbay({ dataFolder, env: { FIXBAY_DEMO: '1', FIXBAY_RATE_LIMITS: '0' } })
  try {
    return await attack(fixbay.url)
  } finally {
    await fixbay.stop()
    removeDataFolder(dataFolder)
  }
}

async function attack(url: string): Promise<Finding[]> {
  try {
    const cookie = await signIn(url)
    return [...wapiti(url, cookie), ...plan.sqlmap.calls.flatMap((call) => sqlmap(url, cookie, call))]
  } catch (error) {
    rmSync(scratch, { recursive: true, force: true })
    throw new Error(oneLine(error), { cause: error })
  }
}

/** The cookie of somebody who sees the whole desk. */
async function signIn(url: string): Promise<string> {
  const answer = await fetch(`${url}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: url },
    body: new URLSearchParams({ email: plan.signedInAs, password: PASSWORD }),
  })
  const [cookie] = answer.headers.getSetCookie()
  if (!cookie) throw new Error(`${plan.signedInAs} cannot sign in at ${url}: ${answer.status}`)
  return cookie.split(';')[0] ?? ''
}

// Their own files go to the scratch folder too.
const surroundings = { ...process.env, HOME: scratch }

function wapiti(url: string, cookie: string): Finding[] {
  const report = path.join(scratch, 'wapiti.json')
  const { modules, options, pages } = plan.wapiti
  const starts = pages.flatMap((page) => ['-s', url + page])
  console.log(`wapiti: ${pages.length} pages, ${modules.join(' ')} …`)
  const about = ['-H', `Cookie: ${cookie}`, '-m', modules.join(','), '-f', 'json', '-o', report]
  run('wapiti', ['-u', `${url}/about`, ...starts, ...about, ...options])
  return findingsOfWapiti(readFileSync(report, 'utf8'))
}

function sqlmap(url: string, cookie: string, { call, body }: Plan['sqlmap']['calls'][number]): Finding[] {
  console.log(`sqlmap: ${call} …`)
  const sent = body ? ['--data', body, '--headers', `Content-Type: application/json\nOrigin: ${url}`] : []
  const home = ['--output-dir', path.join(scratch, 'sqlmap'), '--cookie', cookie]
  return findingsOfSqlmap(call, run('sqlmap', ['-u', url + call, ...sent, ...home, ...plan.sqlmap.options]))
}

/** Runs a tool to its end, a fault if it takes too long or ends by itself; gives what it printed. */
function run(tool: string, given: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(tool, given, {
    encoding: 'utf8',
    env: surroundings,
    timeout: plan.minutes * 60_000,
    maxBuffer: 64 * 1024 * 1024,
  })
  if (error) throw new Error(`${tool}: ${oneLine(error)}`)
  if (status !== 0) throw new Error(`${tool} ended with ${status}: ${(stderr || stdout).trim().slice(-500)}`)
  return stdout
}
