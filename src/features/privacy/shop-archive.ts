import type { Ctx } from '../../kit/context.ts'
import { translator } from '../../kit/i18n/translator.ts'
import type { Entry } from './archive.ts'
import { selectFilesAfter, selectLines, selectShopTables, type ShopTable } from './store-shop-tables.ts'

const FORMAT = 'fixbay-shop/1'
const PAGE = 1000

/** Tables that hold nothing but secrets. */
export const LEFT_OUT_TABLES: ReadonlySet<string> = new Set(['api_key_secrets', 'device_pins'])

/** Columns that open something, or prove that somebody may: they go with no copy. Nor do names inside the storage. */
export const LEFT_OUT_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  audit: ['passing_hash'],
  customer_invitations: ['token_hash'],
  data_exports: ['storage_key'],
  files: ['storage_key', 'thumb_key', 'checksum'],
  holds: ['secret_hash', 'caller_hash'],
  orders: ['tracking_hash', 'tracking_cipher'],
  payment_attempts: ['token_hash'],
  shop_devices: ['cookie_hash'],
  staff_invitations: ['token_hash'],
}

/**
 * Everything that a shop has: a file of JSON Lines for each table, its photos, and what the files look like. Read page by
 * page, so that a shop of any size takes little memory.
 */
export async function* shopArchive(ctx: Ctx, shopId: string): AsyncGenerator<Entry> {
  yield { name: 'README.txt', text: `${translator(ctx.locale, 'privacy')('shopArchive')}\n` }
  const tables: unknown[] = []
  for (const table of await selectShopTables(ctx)) {
    if (LEFT_OUT_TABLES.has(table.name)) continue
    const columns = keptColumns(table)
    const counted = { rows: 0 }
    yield { name: `tables/${table.name}.jsonl`, lines: linesOf(ctx, shopId, table, columns, counted) }
    tables.push({ table: table.name, rows: counted.rows, columns })
  }
  yield* filesOf(ctx, shopId)
  // The last file: it counts what was written.
  yield { name: 'tables.json', json: { format: FORMAT, shopId, madeAt: ctx.now.toString(), tables } }
}

/** What goes with the copy: no column that is left out, and no bytes, which would be a hash or a cipher. */
export function keptColumns({ name, columns }: ShopTable): { name: string; type: string }[] {
  const leftOut = LEFT_OUT_COLUMNS[name] ?? []
  return columns.filter((column) => column.type !== 'bytea' && !leftOut.includes(column.name))
}

async function* linesOf(
  ctx: Ctx,
  shopId: string,
  table: ShopTable,
  kept: readonly { name: string }[],
  counted: { rows: number },
): AsyncGenerator<Buffer> {
  const columns = kept.map(({ name }) => name)
  let after: string[] | undefined
  do {
    const lines = await selectLines(ctx, shopId, table, { columns, after, limit: PAGE })
    if (lines.length > 0) yield Buffer.from(lines.map(({ line }) => `${line}\n`).join(''))
    counted.rows += lines.length
    after = lines.length === PAGE ? lines.at(-1)?.key : undefined
  } while (after)
}

async function* filesOf(ctx: Ctx, shopId: string): AsyncGenerator<Entry> {
  let after: string | undefined
  do {
    const files = await selectFilesAfter(ctx, shopId, after, PAGE)
    for (const { id, storageKey } of files)
      yield { name: `files/${id}.${storageKey.split('.').at(-1) ?? 'bin'}`, storageKey }
    after = files.length === PAGE ? files.at(-1)?.id : undefined
  } while (after)
}
