import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../../../bin/folders.ts'
import { differingPaths, openApiText } from '../../../../bin/openapi-text.ts'
import { testApp } from '../app.ts'

const read = (file: string): string => readFileSync(path.join(root, file), 'utf8')
const { version } = JSON.parse(read('package.json')) as { version: string }
const { app } = await testApp({ config: { version } })

test('docs/openapi.json is what the routes say (npm run generate)', async () => {
  await app.ready()
  const now = openApiText(app.swagger())
  expect(differingPaths(now, read('docs/openapi.json'))).toEqual([])
  expect(now === read('docs/openapi.json')).toBe(true)
})

test('a path that was added, taken away or changed is named', () => {
  const one = '{"paths":{"/same":{"get":1},"/changed":{"get":1},"/gone":{}}}'
  const other = '{"paths":{"/same":{"get":1},"/changed":{"get":2},"/new":{}}}'
  expect(differingPaths(one, other)).toEqual(['/changed', '/gone', '/new'])
})
