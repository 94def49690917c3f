import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { isExplained } from './explained.ts'
import { type Case, casesOf, fault, rows } from './run.ts'
import type { Row } from './rows.ts'
import { sitesIn } from './sites.ts'
import { accessSite, reached, type Site, switchedOff } from './switch-off.ts'
import { makeWorld } from './world.ts'

// Every place of the program that asks for access is switched off, one by one and for one permission at a time; each
// row that comes by must notice. `npm run mutate:access`.
Object.assign(globalThis, { accessSite })

const root = path.resolve(import.meta.dirname, '../../../..')
const world = await makeWorld()
const only = new RegExp(process.env['ONLY'] ?? '')

/** A place, switched off, and a call that came by it with the cases that did. */
interface Mutant {
  site: Site
  row: Row
  cases: Case[]
}

async function mutantsOf(row: Row): Promise<Mutant[]> {
  const found = new Map<string, Mutant>()
  for (const one of casesOf(row)) {
    const sites = await reached(() => fault(world, one))
    for (const site of sites) {
      const key = `${site.at} ${site.permission}`
      const mutant = found.get(key) ?? { site, row, cases: [] }
      mutant.cases.push(one)
      found.set(key, mutant)
    }
  }
  return [...found.values()]
}

async function isNoticed({ site, cases }: Mutant): Promise<boolean> {
  const refused = cases.toSorted((a, b) => rank(a) - rank(b))
  for (const one of refused)
    if (await switchedOff(site, () => fault(world, one).catch((error: unknown) => String(error)))) return true
  return false
}

const keyOf = ({ site }: Mutant) => `${site.at} ${site.permission}`

test('each place that asks for access is missed by a row when it is switched off [S2.11a] [S2.11b] [S2.11c]', async () => {
  const mutants: Mutant[] = []
  for (const row of rows.filter(({ call }) => only.test(call))) mutants.push(...(await mutantsOf(row)))
  const bySite = Map.groupBy(mutants, keyOf)
  const survivors: string[] = []
  for (const [key, mine] of bySite) if (!(await anyNotices(mine)) && !isExplained(key)) survivors.push(key)
  // oxlint-disable-next-line no-console
  console.log(`${bySite.size} asks switched off one by one, ${survivors.length} of them unnoticed`)
  const visited = new Set(mutants.map(({ site }) => site.at))
  const never = placesOfTheProgram().filter((at) => !visited.has(at) && !isExplained(at))
  // Where only some rows were run, most places are not come by.
  const unvisited = process.env['ONLY'] ? [] : never
  expect(
    { survivors, never: unvisited },
    'asks whose absence no row notices, and that none comes by',
  ).toEqual({
    survivors: [],
    never: [],
  })
})

/** Those that are to be refused first: they are the likeliest to notice. */
const rank = ({ row, role, whose }: Case) => (row.who(role, whose) === 'ok' ? 1 : 0)

async function anyNotices(mutants: readonly Mutant[]): Promise<boolean> {
  for (const mutant of mutants) if (await isNoticed(mutant)) return true
  return false
}

function placesOfTheProgram(): string[] {
  return globSync('src/{features,web}/**/*.{ts,tsx}', { cwd: root })
    .filter((file) => !/\.test\.|\/testing\//.test(file))
    .flatMap((file) => sitesIn(file, readFileSync(path.join(root, file), 'utf8')))
}
