import { expect, test } from 'vitest'
import { GRID, PERMISSIONS, type PlatformRole, type ShopRole } from '../../access/index.ts'
import { GRID_PERMISSIONS, markOf, ROLES } from './grid.ts'
import { knownCalls } from './known.ts'
import { casesOf, fault, rows } from './run.ts'
import { makeWorld } from './world.ts'

const world = await makeWorld()
const known = await knownCalls(world.app.app.printRoutes({ commonPrefix: false }))

test('the grid of the program is the grid of the product, mark by mark [S2.01a] [S2.11a] [S2.11b] [S2.11c]', () => {
  expect([...PERMISSIONS].toSorted()).toEqual(GRID_PERMISSIONS.toSorted())
  for (const permission of PERMISSIONS) {
    const {
      all = [],
      own = [],
      platform = [],
      customer,
    } = GRID[permission] as {
      all?: readonly ShopRole[]
      own?: readonly ShopRole[]
      platform?: readonly PlatformRole[]
      customer?: true
    }
    for (const role of ROLES.slice(0, 13)) {
      const mark =
        all.includes(role as ShopRole) || platform.includes(role as PlatformRole)
          ? 'all'
          : own.includes(role as ShopRole) || (role === 'customer' && customer)
            ? 'own'
            : 'no'
      expect(mark, `${permission} of ${role}`).toBe(markOf(permission, role))
    }
  }
})

test('every call that the program answers has a row', () => {
  const rowed = new Set(rows.map(({ call }) => call))
  const missing = known.filter((call) => !rowed.has(call))
  const help = missing.map(
    (call) =>
      `${call} is new. Add to src/kit/testing/access-matrix/${/^(page|form) /.test(call) ? 'rows-pages-<area>.ts' : 'rows-api.ts'}: row('${call}', <who may>, { <what is sent> }), see docs/SECURITY.md.`,
  )
  expect(help).toEqual([])
})

test('no row is about a call that is gone', () => {
  expect(rows.map(({ call }) => call).filter((call) => !known.includes(call))).toEqual([])
})

test.each([...Map.groupBy(rows, ({ call }) => call)])('%s', async (_call, mine) => {
  const faults: string[] = []
  for (const row of mine)
    for (const one of casesOf(row)) {
      const found = await fault(world, one)
      if (found) faults.push(found)
    }
  expect(faults).toEqual([])
})
