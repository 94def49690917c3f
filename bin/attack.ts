import { execFile, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { newDataFolder, removeDataFolder, startFixbay } from '../e2e/support/fixbay.ts'
import { DECOY, openDecoy } from './attack-decoy.ts'
import { findingsOfSqlmap, findingsOfWapiti, isAccepted, type Finding, type Plan } from './attack-findings.ts'
import { root } from './folders.ts'
import { oneLine } from './refusal.ts'

// `npm run attack`: wapiti and sqlmap from the system's packages against the running program with its demo shops, on a
// folder of its own: as nobody, as a customer and as an owner, pages and calls; before that against a decoy full of holes,
// since a tool that is blind there says nothing by its silence. What they look at, and which findings are accepted and
// why, stands in attack.json. Ends with 0 when there is nothing beyond that, with 1 when there is, with 2 where a tool
// broke off or was blind, or time ran out, with 3 where a package is missing.
// `-- --at http://127.0.0.1:3000` attacks a server of yours that runs already: it fills it with nonsense.

const OPEN = 1
const BROKEN = 2
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
let over = 0
process.exitCode = await (values.at ? judged(values.at) : ofOwn()).catch((error: unknown) => {
  console.error(oneLine(error))
  return BROKEN
})
rmSync(scratch, { recursive: true, force: true })

/** Starts the program with its demo shops, attacks it and stops it. */
async function ofOwn(): Promise<number> {
  const dataFolder = newDataFolder()
  console.log('Starting Fixbay with its demo shops …')
  const fixbay = await startFixbay({ dataFolder, env: { FIXBAY_DEMO: '1', FIXBAY_RATE_LIMITS: '0' } })
  try {
    return await judged(fixbay.url)
  } finally {
    await fixbay.stop()
    removeDataFolder(dataFolder)
  }
}

/** Attacks it, tells what was found, and gives how to end. */
async function judged(url: string): Promise<number> {
  over = Date.now() + plan.minutes * 60_000
  const findings = await attack(url)
  const open = findings.filter((finding) => !isAccepted(finding, plan.accepted))
  const accepted = findings.length - open.length
  console.log(`${findings.length} findings, ${accepted} of them accepted in bin/attack.json.`)
  for (const { tool, what, where, detail } of open) console.log(`${tool}: ${what} at ${where}: ${detail}`)
  return open.length > 0 ? OPEN : 0
}

/** Throws where the tools are blind: they must find what is there to be found. */
async function tryTools(): Promise<void> {
  console.log('A site that is full of holes first …')
  const decoy = await openDecoy()
  try {
    const found = [
      ...(await wapiti(decoy.url, [], DECOY.wapiti)),
      ...(await sqlmap(decoy.url, [], DECOY.sqlmap)),
    ].map(({ what }) => what)
    const unseen = ['Cross Site Scripting', 'Open Redirect', 'injection'].filter(
      (what) => !found.includes(what),
    )
    if (unseen.length > 0) throw new Error(`not found where it is there to be found: ${unseen.join(', ')}`)
  } finally {
    decoy.close()
  }
}

async function attack(url: string): Promise<Finding[]> {
  await tryTools()
  const cookies = new Map<string | null | undefined, string[]>([
    [null, []],
    [undefined, []],
  ])
  for (const { as } of [...plan.visits, ...plan.sqlmap.calls])
    if (as && !cookies.has(as)) cookies.set(as, ['Cookie', await signIn(url, as)])
  const headersOf = (as: string | null | undefined) => cookies.get(as) ?? []
  const found: Finding[] = []
  for (const visit of plan.visits) found.push(...(await wapiti(url, headersOf(visit.as), visit)))
  for (const call of plan.sqlmap.calls) found.push(...(await sqlmap(url, headersOf(call.as), call)))
  return found
}

/** The session cookie of a demo account. */
async function signIn(url: string, email: string): Promise<string> {
  const answer = await fetch(`${url}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: url },
    body: new URLSearchParams({ email, password: PASSWORD }),
  })
  const [cookie] = answer.headers.getSetCookie()
  if (!cookie) throw new Error(`${email} cannot sign in at ${url}: ${answer.status}`)
  return cookie.split(';')[0] ?? ''
}

async function wapiti(
  url: string,
  [name, cookie]: string[],
  { as, modules, pages }: Plan['visits'][number],
): Promise<Finding[]> {
  const report = path.join(scratch, 'wapiti.json')
  const starts = pages.flatMap((page) => ['-s', url + page])
  const signedIn = name ? ['-H', `${name}: ${cookie}`] : []
  console.log(`wapiti: ${pages.length} pages and calls as ${as ?? 'nobody'}: ${modules.join(' ')} …`)
  const about = ['-m', modules.join(','), '-f', 'json', '-o', report]
  await run('wapiti', ['-u', `${url}/about`, ...starts, ...signedIn, ...about, ...plan.wapiti.options])
  return findingsOfWapiti(readFileSync(report, 'utf8'))
}

async function sqlmap(
  url: string,
  [name, cookie]: string[],
  { call, as, body }: Plan['sqlmap']['calls'][number],
): Promise<Finding[]> {
  console.log(`sqlmap: ${call} as ${as ?? 'nobody'} …`)
  const sent = body ? ['--data', body, '--headers', `Content-Type: application/json\nOrigin: ${url}`] : []
  const signedIn = name && cookie ? ['--cookie', cookie] : []
  const home = ['--output-dir', path.join(scratch, 'sqlmap')]
  const given = ['-u', url + call, ...sent, ...signedIn, ...home, ...plan.sqlmap.options]
  return findingsOfSqlmap(call, await run('sqlmap', given))
}

/**
 * Runs a tool to its end and gives what it printed; throws where it ends by itself, or time is over. Not the kind of run
 * that waits with everything else: the program's own output must be read meanwhile, or it stops.
 */
function run(tool: string, given: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const timeout = Math.max(1, over - Date.now())
    // Their own files go to the scratch folder too.
    const env = { ...process.env, HOME: scratch }
    const options = { encoding: 'utf8', env, timeout, maxBuffer: 64 * 1024 * 1024 } as const
    execFile(tool, [...given], options, (error, stdout, stderr) => {
      if (!error) resolve(stdout)
      else if (error.killed)
        reject(new Error(`${tool}: the ${plan.minutes} minutes of bin/attack.json are over`))
      else reject(new Error(`${tool} ended with ${error.code}: ${(stderr || stdout).trim().slice(-500)}`))
    }).stdin?.end()
  })
}
