import { z } from 'zod'
import { foldDigits } from '../input/fold.ts'

type JsonSchema = z.core.JSONSchema.JSONSchema
type Entry = JsonSchema | boolean | undefined

const shapes = new WeakMap<z.ZodType, JsonSchema>()

/**
 * A form's texts as the types that a schema takes in: numbers (any digits), booleans (`on`, `true`; an absent box is
 * false where the schema requires one), lists (also of one), `null` for a cleared field that may be null. What cannot
 * be read so stays text, and the schema says what is wrong with it.
 */
export function shapeForm(
  schema: z.ZodType,
  nested: Record<string, unknown>,
  cleared: ReadonlySet<string>,
): unknown {
  let shape = shapes.get(schema)
  if (!shape) {
    shape = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema
    shapes.set(schema, shape)
  }
  return toShape(shape, nested, '', cleared)
}

function toShape(entry: Entry, raw: unknown, name: string, cleared: ReadonlySet<string>): unknown {
  if (typeof entry !== 'object') return raw
  const branches = entry.anyOf ?? entry.oneOf
  if (branches) return toBranch(branches as JsonSchema[], raw, name, cleared)
  switch (typeOf(entry)) {
    case 'object':
      return toObject(entry, raw, name, cleared)
    case 'array':
      return toList(raw).map((one, index) => toShape(entry.items as Entry, one, `${name}.${index}`, cleared))
    case 'number':
    case 'integer':
      return toNumber(last(raw))
    case 'boolean':
      return toBoolean(last(raw))
    default:
      return last(raw)
  }
}

function toObject(entry: JsonSchema, raw: unknown, name: string, cleared: ReadonlySet<string>): unknown {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return raw
  const shaped: Record<string, unknown> = {}
  const typed = raw as Record<string, unknown>
  const known = Object.entries(entry.properties ?? {})
  for (const [key, value] of Object.entries(typed)) {
    const property = entry.properties?.[key] ?? entry.additionalProperties
    shaped[key] = toShape(property, value, join(name, key), cleared)
  }
  for (const [key, property] of known) {
    if (key in typed) continue
    const value = absent(property as Entry, entry.required?.includes(key) ?? false, join(name, key), cleared)
    if (value !== undefined) shaped[key] = value
  }
  return shaped
}

/** What stands for a field that nobody filled in: undefined but for what a form cannot say otherwise. */
function absent(entry: Entry, required: boolean, name: string, cleared: ReadonlySet<string>): unknown {
  if (typeof entry !== 'object') return undefined
  if (cleared.has(name) && mayBeNull(entry)) return null
  if (!required) return undefined
  const type = typeOf(entry)
  if (type === 'boolean') return false
  if (type === 'array') return []
  // So that each of its fields is asked for, not the whole.
  return type === 'object' ? toObject(entry, {}, name, cleared) : undefined
}

function toBranch(
  branches: readonly JsonSchema[],
  raw: unknown,
  name: string,
  cleared: ReadonlySet<string>,
): unknown {
  const real = branches.filter((branch) => typeOf(branch) !== 'null')
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    const text = real.find((branch) => typeOf(branch) === 'string')
    return toShape(text ?? real[0], raw, name, cleared)
  }
  const typed = raw as Record<string, unknown>
  const match = real.find((branch) => {
    const marks = Object.entries(branch.properties ?? {}).filter(
      ([, property]) => typeof property === 'object' && property.const !== undefined,
    )
    return (
      marks.length > 0 &&
      marks.every(([key, property]) => typeof property === 'object' && property.const === typed[key])
    )
  })
  return toShape(match ?? real.find((branch) => typeOf(branch) === 'object') ?? real[0], raw, name, cleared)
}

/** The type beside null, or 'null' alone. */
function typeOf({ type }: JsonSchema): string | undefined {
  return Array.isArray(type) ? type.find((one) => one !== 'null') : type
}

function mayBeNull({ type, anyOf = [] }: JsonSchema): boolean {
  return Array.isArray(type)
    ? type.includes('null')
    : anyOf.some((one) => typeof one === 'object' && one.type === 'null')
}

const join = (name: string, key: string): string => (name ? `${name}.${key}` : key)

/** Of several values of one name the last: a hidden `false` may stand before a box. */
const last = (raw: unknown): unknown => (Array.isArray(raw) ? raw.at(-1) : raw)

function toList(raw: unknown): unknown[] {
  if (Array.isArray(raw)) return raw
  if (typeof raw !== 'object' || raw === null) return [raw]
  // `lines.0.text`: in the order of the numbers, whatever gaps a removed row left.
  return Object.entries(raw)
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([, value]) => value)
}

function toNumber(raw: unknown): unknown {
  if (typeof raw !== 'string') return raw
  const plain = foldDigits(raw)
    .replace(/[\s\u066c\u00a0\u202f\u200b-\u200f]/gu, '')
    .replace('\u066b', '.')
    .replace('\u2212', '-')
  const number = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain) ? plain.replaceAll(',', '') : plain
  return /^-?\d{1,15}(\.\d{1,9})?$/.test(number) ? Number(number) : raw
}

function toBoolean(raw: unknown): unknown {
  if (raw === 'on' || raw === 'true' || raw === '1') return true
  return raw === 'false' || raw === '0' ? false : raw
}
