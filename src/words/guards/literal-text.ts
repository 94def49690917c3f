import { parseSync } from 'vite'

interface Node {
  type: string
  start: number
  [key: string]: unknown
}

/** Attributes whose text people see or hear. */
const SPOKEN = new Set([
  'title',
  'alt',
  'placeholder',
  'label',
  'aria-label',
  'aria-description',
  'hint',
  'legend',
  'description',
  'summary',
])

/** Text for people that stands in a component instead of the words: `file:line text`. What `translate="no"` holds is a name. */
export function literalTexts(file: string, source: string): string[] {
  const { program, errors } = parseSync(file, source)
  if (errors.length > 0) throw new Error(`${file} cannot be read: ${errors[0]?.message}`)
  const found: { at: number; text: string }[] = []
  visit(program as unknown as Node, found)
  return found.map(({ at, text }) => `${file}:${source.slice(0, at).split('\n').length} ${text.trim()}`)
}

function visit(node: Node, found: { at: number; text: string }[]): void {
  if (node.type === 'JSXElement' && isName(node)) return
  if (node.type === 'JSXText') note(node, String(node['value']), found)
  if (node.type === 'JSXAttribute') attribute(node, found)
  if (node.type === 'JSXElement' || node.type === 'JSXFragment') {
    for (const child of node['children'] as Node[]) {
      if (child.type === 'JSXExpressionContainer') expression(child['expression'] as Node, found)
    }
  }
  for (const value of Object.values(node)) {
    for (const inner of Array.isArray(value) ? value : [value]) if (isNode(inner)) visit(inner, found)
  }
}

function attribute(node: Node, found: { at: number; text: string }[]): void {
  const { name } = node['name'] as { name: unknown }
  const value = node['value'] as Node | null
  if (typeof name !== 'string' || !SPOKEN.has(name) || !value) return
  expression(value.type === 'JSXExpressionContainer' ? (value['expression'] as Node) : value, found)
}

/** A text that an expression may give: itself, or a branch of it. */
function expression(node: Node, found: { at: number; text: string }[]): void {
  if (node.type === 'Literal' && typeof node['value'] === 'string') note(node, node['value'], found)
  if (node.type === 'TemplateLiteral') {
    const quasis = node['quasis'] as { value: { cooked: string } }[]
    note(node, quasis.map(({ value }) => value.cooked).join(' '), found)
  }
  for (const branch of ['consequent', 'alternate', 'left', 'right']) {
    const inner = node[branch]
    const chooses = node.type === 'ConditionalExpression' || node.type === 'LogicalExpression'
    if (chooses && isNode(inner)) expression(inner, found)
  }
}

function note(node: Node, text: string, found: { at: number; text: string }[]): void {
  if (/\p{L}{2}/u.test(text)) found.push({ at: node.start, text })
}

function isName(node: Node): boolean {
  const { attributes } = node['openingElement'] as { attributes: Node[] }
  return attributes.some((one) => {
    const name = (one['name'] as { name?: unknown } | undefined)?.name
    return name === 'translate' && (one['value'] as { value?: unknown } | null)?.value === 'no'
  })
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}
