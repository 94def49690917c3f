import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { explained } from './explained.ts'
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
  for (const one of cases)
    if (await switchedOff(site, () => fault(world, one).catch((error: unknown) => String(error)))) return true
  return false
}

const nameOf = ({ site, row }: Mutant) =>
  `${site.at} ${site.permission} · ${row.call}${row.as ? ` (${row.as})` : ''}`

test('each place that asks for access is missed by a row when it is switched off [S0.18]', async () => {
  const mutants: Mutant[] = []
  for (const row of rows.filter(({ call }) => only.test(call))) mutants.push(...(await mutantsOf(row)))
  const caught = new Set<string>()
  const survivors: Mutant[] = []
  for (const mutant of mutants) {
    if (await isNoticed(mutant)) caught.add(`${mutant.site.at} ${mutant.site.permission}`)
    else survivors.push(mutant)
  }
  const left = survivors.filter((mutant) => !explained(mutant.site, mutant.row, caught)).map(nameOf)
  console.log(
    `${mutants.length} switched off, ${mutants.length - survivors.length} caught, ${survivors.length - left.length} explained, ${left.length} survived`,
  )
  if (!process.env['ONLY']) {
    const known = globSync('src/{features,web}/**/*.{ts,tsx}', { cwd: root })
      .filter((file) => !/\.test\.|\/testing\//.test(file))
      .flatMap((file) => sitesIn(file, readFileSync(path.join(root, file), 'utf8')))
    const visited = new Set(mutants.map(({ site }) => site.at))
    const never = known.filter(
      (at) => !visited.has(at) && !explained({ at, permission: '' }, undefined, caught),
    )
    expect(never, 'places that no row comes by').toEqual([])
  }
  expect(left).toEqual([])
})
