import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { dbFolder, root } from './folders.ts'
import { generateOpenApi } from './generate-openapi.ts'
import { generateSchema } from './generate-schema.ts'
import { generateShopTables } from './generate-shop-tables.ts'
import { generateTypes } from './generate-types.ts'
import { migrate } from './migrate.ts'
import { startScratchCluster } from './postgres/scratch.ts'
import { oneLine } from './refusal.ts'

// `npm run generate`: writes what is derived from the migrations and the routes, on a database that is thrown away after.

async function generate(): Promise<void> {
  const scratch = await startScratchCluster()
  try {
    await scratch.createDatabase('fixbay')
    const ownerUrl = scratch.ownerUrl('fixbay')
    await migrate({ ownerUrl, appUrl: scratch.appUrl('fixbay'), dbFolder })
    write('db/types.ts', await generateTypes(ownerUrl))
    write('db/schema.sql', await generateSchema(ownerUrl))
    write('src/kit/db/shop-tables.ts', await generateShopTables(ownerUrl))
    write('docs/openapi.json', await generateOpenApi(scratch.appUrl('fixbay')))
  } finally {
    await scratch.stop()
  }
}

function write(name: string, text: string): void {
  const file = path.join(root, name)
  let before = ''
  try {
    before = readFileSync(file, 'utf8')
  } catch {
    // Not there yet.
  }
  mkdirSync(path.dirname(file), { recursive: true })
  if (before !== text) writeFileSync(file, text)
  console.log(`${name} ${before === text ? 'is up to date' : 'written'}`)
}

try {
  await generate()
} catch (error) {
  console.error(oneLine(error))
  process.exitCode = 1
}
