import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { RouteConfigEntry } from '@react-router/dev/routes'
import { routes as api } from '../../../features/routes.ts'
import pages from '../../../routes.ts'

const src = path.resolve(import.meta.dirname, '../../..')

/** Every call that the program registers, as the table writes it. */
export async function knownCalls(printedRoutes: string): Promise<string[]> {
  const rest = api.map(({ method, path: address }) => `${method} ${address}`)
  return [...new Set([...rest, ...(await pageCalls(pages, '')), ...rawCalls(printedRoutes)])]
}

/** What is served beside REST and pages: signed files, papers, the stand-in of the bank. */
function rawCalls(printedRoutes: string): string[] {
  const lines = printedRoutes.matchAll(/^[├└]── (\/(?!api\/)\S+|\/api\/openapi\.json) \((\w+)/gm)
  return [...lines].flatMap(([, address = '', method = '']) =>
    address === '/*' ? [] : [`${method} ${address}`],
  )
}

async function pageCalls(entries: readonly RouteConfigEntry[], above: string): Promise<string[]> {
  const found: string[] = []
  for (const { file, path: own, children = [], index } of entries) {
    const address = own === undefined || own === 'fa?' ? above : `${above}/${own}`
    found.push(...(await pageCalls(children, address)))
    if (children.length > 0 && !index) continue
    const module = (await import(/* @vite-ignore */ `../../../${file}`)) as Record<string, unknown>
    const shown = address === '' ? '/' : address
    if ('loader' in module || 'default' in module) found.push(`page ${shown}`)
    if ('action' in module) found.push(...actsOf(path.join(src, file)).map((act) => `form ${shown}${act}`))
  }
  return found
}

/** The forms of a page by their `?do=`; one without a name is ` -` beside others, and nothing where it is alone. */
function actsOf(file: string): string[] {
  const names = namedActs(readFileSync(file, 'utf8'), path.dirname(file))
  return names.size === 0 ? [''] : [...names].map((name) => ` ${name}`)
}

const ASKS = /(?:switch \(|if \()[\w.]*searchParams\.get\('do'\)/

function namedActs(text: string, folder: string): Set<string> {
  const names = new Set<string>()
  if (ASKS.test(text)) {
    for (const [, body = ''] of text.matchAll(
      /switch \([\w.]*searchParams\.get\('do'\)\) \{\n([\s\S]*?)\n {2}\}/g,
    )) {
      for (const [, name = ''] of body.matchAll(/^ {4}case '([\w-]+)':/gm)) names.add(name)
      if (!/default:\s*throw/.test(body)) addRest(names, body)
    }
    for (const [, name = ''] of text.matchAll(/searchParams\.get\('do'\) === '([\w-]+)'/g))
      names.add(name).add('-')
  }
  for (const beside of actFiles(text, folder))
    for (const name of namedActs(readFileSync(beside, 'utf8'), path.dirname(beside))) names.add(name)
  return names
}

/** A default that hands the form on to another file has its names there; any other is the form without a name. */
function addRest(names: Set<string>, body: string): void {
  const rest = /default:\s*([\s\S]*)$/.exec(body)?.[1] ?? ''
  if (rest.startsWith('return formAction(')) names.add('-')
}

/** Files of the same folder that a page's action goes on to: it takes a function from there that acts. */
function actFiles(text: string, folder: string): string[] {
  return [...text.matchAll(/import \{([^}]*)\} from '(\.\/[\w./-]+\.ts)'/g)]
    .filter(([, names = '']) => /\bactOn\w+|\w+Action\b/.test(names))
    .map(([, , target = '']) => path.join(folder, target))
    .filter((file) => existsSync(file) && readFileSync(file, 'utf8').includes("get('do')"))
}
