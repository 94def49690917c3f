import {
  CamelCasePlugin,
  type KyselyPlugin,
  type PluginTransformQueryArgs,
  type PluginTransformResultArgs,
  type QueryResult,
  type RootOperationNode,
  type UnknownRow,
} from 'kysely'
import type { Db } from '../context.ts'
import { SHOP_TABLES } from './shop-tables.ts'

/** A query touched a shop's table without saying which shop. A fault of the program, never of a caller. */
export class ShopGuardError extends Error {
  constructor(table: string) {
    super(`query of "${table}" without its shop_id; wrap it in acrossShops('why') if that is meant`)
    this.name = 'ShopGuardError'
  }
}

/**
 * Reads every query's tree before it runs and throws where a shop's table is read or changed without a
 * condition on its `shop_id`, or filled without one. Raw SQL is read as text.
 */
export class ShopGuard implements KyselyPlugin {
  transformQuery(args: PluginTransformQueryArgs): RootOperationNode {
    checkShops(args.node)
    return args.node
  }
  async transformResult(args: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
    return args.result
  }
}

/** The same connection without the guard, for the few queries that rightly span shops. Says why. */
export function acrossShops(db: Db, why: string): Db {
  if (why.length < 10) throw new Error('acrossShops needs a reason')
  return db.withoutPlugins().withPlugin(new CamelCasePlugin({ maintainNestedObjectKeys: true }))
}

type Node = { kind: string } & Record<string, unknown>

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'kind' in value && typeof value.kind === 'string'

/** The table names and aliases of a query, and those that a condition ties to a shop. */
interface Found {
  tables: Map<string, string>
  tied: Set<string>
}

function checkShops(root: RootOperationNode): void {
  visit(root as unknown as Node, { tables: new Map(), tied: new Set() })
}

const QUERIES = new Set([
  'SelectQueryNode',
  'UpdateQueryNode',
  'DeleteQueryNode',
  'InsertQueryNode',
  'MergeQueryNode',
])

function visit(node: Node, outer: Found): void {
  if (node.kind === 'RawNode') checkRaw(node)
  if (!QUERIES.has(node.kind)) {
    for (const child of children(node)) visit(child, outer)
    return
  }
  const found: Found = { tables: new Map(), tied: new Set() }
  if (node.kind === 'InsertQueryNode') checkInsert(node)
  else collect(node, node, found)
  for (const [alias, table] of found.tables) {
    if (!found.tied.has(alias) && !found.tied.has('')) throw new ShopGuardError(table)
  }
  for (const child of children(node)) visit(child, found)
}

/** Gathers tables from FROM, JOIN and the target, and `shop_id` references from conditions, not from subqueries. */
function collect(node: Node, root: Node, found: Found, inCondition = false): void {
  if (node !== root && QUERIES.has(node.kind)) return
  if (node.kind === 'ReferenceNode' && inCondition) {
    const column = identifier(node['column'])
    if (column === 'shopId' || column === 'shop_id') found.tied.add(tableName(node['table']) ?? '')
    return
  }
  if (node.kind === 'AliasNode' && isNode(node['node']) && node['node'].kind === 'TableNode') {
    noteTable(tableName(node['node']), identifier(node['alias']), found)
    return
  }
  if (node.kind === 'TableNode') {
    noteTable(tableName(node), undefined, found)
    return
  }
  const condition = inCondition || node.kind === 'WhereNode' || node.kind === 'OnNode'
  for (const child of children(node)) collect(child, root, found, condition)
}

function noteTable(name: string | undefined, alias: string | undefined, found: Found): void {
  if (name && SHOP_TABLES.has(snake(name))) found.tables.set(alias ?? name, name)
}

function checkInsert(node: Node): void {
  const table = tableName(node['into'])
  if (!table || !SHOP_TABLES.has(snake(table))) return
  const columns = Array.isArray(node['columns']) ? node['columns'].map(identifier) : []
  if (!columns.includes('shopId') && !columns.includes('shop_id')) throw new ShopGuardError(table)
}

function checkRaw(node: Node): void {
  const text = Array.isArray(node['sqlFragments']) ? node['sqlFragments'].join(' ? ') : ''
  if (text.includes('shop_id')) return
  for (const [, name] of text.matchAll(/\b(?:from|join|update|into)\s+(?:only\s+)?"?([a-z_]+)"?/gi)) {
    if (name && SHOP_TABLES.has(name)) throw new ShopGuardError(name)
  }
}

function children(node: Node): Node[] {
  return Object.values(node).flatMap((value) =>
    Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : [],
  )
}

/** Kysely wraps names: SchemableIdentifierNode → IdentifierNode → name; columns in ColumnNode. */
function identifier(value: unknown): string | undefined {
  if (!isNode(value)) return undefined
  if (typeof value['name'] === 'string') return value['name']
  return identifier(value['column']) ?? identifier(value['identifier'])
}

function tableName(value: unknown): string | undefined {
  if (!isNode(value)) return undefined
  return identifier(value['table']) ?? identifier(value)
}

function snake(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}
