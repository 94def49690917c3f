/** The document as it is kept for review: of no installation in particular, the same from every process. */
export function openApiText(document: object): string {
  return `${JSON.stringify(inOrder({ ...document, servers: [{ url: '/' }] }), null, 2)}\n`
}

/** The paths of two documents that differ, each once. */
export function differingPaths(one: string, other: string): string[] {
  const [a, b] = [one, other].map((text) => (JSON.parse(text) as { paths: Record<string, unknown> }).paths)
  const names = [...new Set([...Object.keys(a ?? {}), ...Object.keys(b ?? {})])]
  return names.filter((name) => JSON.stringify(a?.[name]) !== JSON.stringify(b?.[name]))
}

/**
 * The library writes a schema's own keywords in an order that varies, and named schemas in the order in which a process
 * happened to load them; the order of properties and paths is ours.
 */
function inOrder(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) return value.map((one) => inOrder(one))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, inner]) => [key, inOrder(inner, key)] as const)
  const isSchema = 'type' in value && typeof value.type === 'string'
  return Object.fromEntries(
    isSchema || name === 'schemas' ? entries.toSorted(([a], [b]) => (a < b ? -1 : 1)) : entries,
  )
}
