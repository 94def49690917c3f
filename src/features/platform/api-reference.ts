/** One thing that a call takes or an answer gives. Nested ones are named by their path: `customer.name`, `lines[].text`. */
export interface Field {
  name: string
  type: string
  required: boolean
  note: string
}

/** An operation of the HTTP document, laid out for reading. */
export interface Operation {
  /** For links: `get-api-shops-shop`. */
  id: string
  method: string
  path: string
  summary: string
  whoMay: string
  params: (Field & { place: string })[]
  body: Field[]
  /** What a JSON body may look like, with what must be in it; null where there is none, or where it is a file. */
  example: unknown
  answers: { status: string; fields: Field[] }[]
}

/** The operations of the document by their tag, in the document's order. */
export function operationsOf(document: object): { tag: string; operations: Operation[] }[] {
  const { paths, components } = document as Drawn
  const schemas = components?.schemas ?? {}
  const all = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, given]) => ({
      tag: given.tags?.[0] ?? '',
      operation: layOut(method.toUpperCase(), path, given, schemas),
    })),
  )
  const groups = Map.groupBy(all, ({ tag }) => tag)
  return [...groups].map(([tag, some]) => ({ tag, operations: some.map(({ operation }) => operation) }))
}

interface Drawn {
  paths: Record<string, Record<string, Given>>
  components?: { schemas?: Schemas }
}

interface Given {
  summary?: string
  description?: string
  tags?: string[]
  parameters?: { name: string; in: string; required?: boolean; description?: string; schema: Schema }[]
  requestBody?: { content: Record<string, { schema: Schema }> }
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>
}

interface Schema {
  $ref?: string
  type?: string | string[]
  format?: string
  description?: string
  enum?: unknown[]
  const?: unknown
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
  anyOf?: Schema[]
  oneOf?: Schema[]
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
  example?: unknown
}

type Schemas = Record<string, Schema>

function layOut(method: string, path: string, given: Given, schemas: Schemas): Operation {
  const json = given.requestBody?.content['application/json']?.schema
  const body = Object.values(given.requestBody?.content ?? {})[0]?.schema
  return {
    id: `${method} ${path}`
      .toLowerCase()
      .replaceAll(/[^a-z\d]+/g, '-')
      .replace(/-$/, ''),
    method,
    path,
    summary: given.summary ?? '',
    whoMay: given.description ?? '',
    params: (given.parameters ?? []).map(({ name, in: place, required = false, description, schema }) => ({
      name,
      place,
      type: typeOf(schema, schemas),
      required,
      note: description ?? noteOf(schema),
    })),
    body: body ? fieldsOf(body, schemas) : [],
    example: json ? exampleOf(json, schemas) : null,
    answers: Object.entries(given.responses)
      .filter(([status]) => status !== 'default')
      .map(([status, answer]) => {
        const schema = answer.content?.['application/json']?.schema
        return { status, fields: schema ? fieldsOf(schema, schemas) : [] }
      }),
  }
}

// Deeper than anything of ours; an answer that holds itself ends here.
const DEEPEST = 5

function fieldsOf(given: Schema, schemas: Schemas, prefix = '', depth = 0): Field[] {
  const rows = new Map<string, Field>()
  for (const schema of objectsIn(given, schemas)) {
    for (const [key, inner] of Object.entries(schema.properties ?? {})) {
      const name = prefix + key
      const type = typeOf(inner, schemas)
      const before = rows.get(name)
      const required = (schema.required?.includes(key) ?? false) && (before?.required ?? true)
      const joined = before && before.type !== type ? `${before.type} | ${type}` : type
      rows.set(name, { name, type: joined, required, note: noteOf(resolve(inner, schemas)) })
      if (depth === DEEPEST) continue
      const list = listIn(inner, schemas)
      const below = fieldsOf(list?.items ?? inner, schemas, `${name}${list ? '[]' : ''}.`, depth + 1)
      for (const field of below) rows.set(field.name, field)
    }
  }
  return [...rows.values()]
}

/** The objects that a schema may be: itself, or those of its choices. */
function objectsIn(given: Schema, schemas: Schemas): Schema[] {
  const schema = resolve(given, schemas)
  if (schema.properties) return [schema]
  return choicesOf(schema).flatMap((one) => objectsIn(one, schemas))
}

function listIn(given: Schema, schemas: Schemas): Schema | undefined {
  const schema = resolve(given, schemas)
  return [schema, ...choicesOf(schema)].find((one) => one.type === 'array')
}

const choicesOf = ({ anyOf, oneOf }: Schema): Schema[] => anyOf ?? oneOf ?? []

function resolve(schema: Schema, schemas: Schemas): Schema {
  if (!schema.$ref) return schema
  const { $ref, ...own } = schema
  return { ...schemas[$ref.slice($ref.lastIndexOf('/') + 1)], ...own }
}

function typeOf(given: Schema, schemas: Schemas): string {
  const schema = resolve(given, schemas)
  const choices = choicesOf(schema)
  if (choices.length > 0) return [...new Set(choices.map((one) => typeOf(one, schemas)))].join(' | ')
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum) return schema.enum.map((one) => JSON.stringify(one)).join(' | ')
  if (Array.isArray(schema.type)) return schema.type.join(' | ')
  if (schema.type !== 'array') return schema.format ?? schema.type ?? 'any'
  const one = typeOf(schema.items ?? {}, schemas)
  return one.includes(' | ') ? `(${one})[]` : `${one}[]`
}

/** The bounds of a value, as signs: they read the same in every language. */
function noteOf(schema: Schema): string {
  const inner = choicesOf(schema).find((one) => one.type !== 'null') ?? schema
  if (schema.description) return schema.description
  const type = Array.isArray(inner.type) ? inner.type[0] : inner.type
  const { minLength, maxLength, minItems, maxItems } = inner
  if (type === 'string') return range(minLength, maxLength)
  if (type === 'array') return range(minItems, maxItems)
  const whole = (bound: number | undefined) =>
    bound !== undefined && Math.abs(bound) < Number.MAX_SAFE_INTEGER ? bound : undefined
  return range(whole(inner.minimum), whole(inner.maximum))
}

function range(least: number | undefined, most: number | undefined): string {
  if (least === undefined && most === undefined) return ''
  if (least === undefined) return `≤ ${most}`
  return most === undefined ? `≥ ${least}` : `${least} … ${most}`
}

function exampleOf(given: Schema, schemas: Schemas): unknown {
  const schema = resolve(given, schemas)
  const [choice] = choicesOf(schema)
  if (choice) return exampleOf(choice, schemas)
  if (schema.example !== undefined) return schema.example
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'object':
      return Object.fromEntries(
        (schema.required ?? []).map((key) => [key, exampleOf(schema.properties?.[key] ?? {}, schemas)]),
      )
    case 'array':
      return [exampleOf(schema.items ?? {}, schemas)]
    case 'integer':
    case 'number':
      return Math.max(0, schema.minimum ?? 0)
    case 'boolean':
      return false
    case 'string':
      return ''
    default:
      return null
  }
}
