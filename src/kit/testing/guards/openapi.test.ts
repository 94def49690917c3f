import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../../../bin/folders.ts'
import { openApiText } from '../../../../bin/openapi-text.ts'
import { testApp } from '../app.ts'

const read = (file: string): string => readFileSync(path.join(root, file), 'utf8')
const { version } = JSON.parse(read('package.json')) as { version: string }
const { app } = await testApp({ config: { version } })

test('docs/openapi.json is what the routes say (npm run generate)', async () => {
  await app.ready()
  expect(openApiText(app.swagger())).toBe(read('docs/openapi.json'))
})
