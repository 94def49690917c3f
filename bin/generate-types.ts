import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'

/** What the driver hands over for each type (the parsers of kit/db give the same). */
const mapping = {
  int8: 'number',
  timestamptz: 'Temporal.Instant',
  date: 'Temporal.PlainDate',
  time: 'Temporal.PlainTime',
  numeric: 'string',
  tstzrange: 'string',
}

/** The text of db/types.ts for a migrated database: camelCase rows for Kysely. */
export async function generateTypes(url: string): Promise<string> {
  const command = createRequire(import.meta.url).resolve('kysely-codegen/dist/cli/bin.js')
  const folder = mkdtempSync(path.join(tmpdir(), 'fixbay-types-'))
  const file = path.join(folder, 'types.ts')
  try {
    await promisify(execFile)(process.execPath, [
      command,
      '--dialect=postgres',
      `--url=${url}`,
      `--out-file=${file}`,
      '--camel-case',
      '--include-pattern=public.*',
      '--exclude-pattern=public.migrations',
      `--type-mapping=${JSON.stringify(mapping)}`,
      '--log-level=error',
    ])
    return withShopTables(readFileSync(file, 'utf8'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Adds the list of tables that hold a shop's rows: those whose `shop_id` is never empty. */
function withShopTables(types: string): string {
  const ofShop = new Set<string>()
  for (const [, name, body] of types.matchAll(/export interface (\w+) \{([^}]*)\}/g)) {
    if (name && body?.match(/^ {2}shopId: string;$/m)) ofShop.add(name)
  }
  const database = types.match(/export interface DB \{([^}]*)\}/)?.[1] ?? ''
  const tables = [...database.matchAll(/^ {2}(\w+): (\w+);$/gm)]
    .filter(([, , type]) => type && ofShop.has(type))
    .map(([, table]) => (table ?? '').replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`))
  const list = tables.map((table) => `  "${table}",\n`).join('')
  return `${types}\n/** The tables whose every row belongs to a shop. */\nexport const SHOP_TABLES: ReadonlySet<string> = new Set([\n${list}]);\n`
}
