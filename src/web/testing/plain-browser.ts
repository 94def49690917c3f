import type { FastifyInstance } from 'fastify'

/** A page as somebody without JavaScript has it before them. */
export interface PlainPage {
  status: number
  /** Where it is, after redirects. */
  path: string
  html: string
  headers: Record<string, string | string[] | number | undefined>
}

/** What somebody does before they press a button: texts by field name, ticks by name and value, files. */
export interface Doing {
  fill?: Record<string, string>
  tick?: Record<string, string | readonly string[]>
  files?: Record<string, readonly { name: string; bytes: Uint8Array }[]>
  /** What a script would put into hidden fields. */
  force?: Record<string, string>
}

/** A browser without JavaScript: keeps cookies, reads forms as they stand in the page, follows redirects. */
export interface PlainBrowser {
  page: PlainPage
  cookies: Map<string, string>
  open(path: string): Promise<PlainPage>
  /** Does something in the form that has this button, then presses it. */
  press(words: string | RegExp, doing?: Doing): Promise<PlainPage>
  /** The same, not waiting for the answer to become the page: for a second press of the same button. */
  send(words: string | RegExp, doing?: Doing): Promise<PlainPage>
}

export function plainBrowser(app: FastifyInstance): PlainBrowser {
  const cookies = new Map<string, string>()
  const empty: PlainPage = { status: 0, path: '/', html: '', headers: {} }

  async function call(
    method: 'GET' | 'POST',
    path: string,
    body?: FormData,
    enctype?: string,
  ): Promise<PlainPage> {
    const sent = body && encoded(body, enctype)
    const answer = await app.inject({
      method,
      url: path,
      headers: {
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(sent ? { 'sec-fetch-site': 'same-origin', 'content-type': sent.type } : {}),
      },
      ...(sent ? { payload: Buffer.from(await sent.bytes) } : {}),
    })
    for (const line of [answer.headers['set-cookie'] ?? []].flat()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    const { location } = answer.headers
    if (answer.statusCode >= 300 && answer.statusCode < 400 && location) return call('GET', location)
    return { status: answer.statusCode, path, html: answer.body, headers: answer.headers }
  }

  const browser: PlainBrowser = {
    page: empty,
    cookies,
    async open(path) {
      browser.page = await call('GET', path)
      return browser.page
    },
    async press(words, doing) {
      browser.page = await browser.send(words, doing)
      return browser.page
    },
    send(words, doing = {}) {
      const { action, method, enctype, data } = fillIn(browser.page, words, doing)
      if (method === 'post') return call('POST', action, data, enctype)
      const query = new URLSearchParams(textsOf(data))
      return call('GET', `${action.split('?')[0]}?${query.toString()}`)
    },
  }
  return browser
}

function encoded(body: FormData, enctype: string | undefined) {
  const request = new Request('http://form.test/', {
    method: 'POST',
    body: enctype === 'multipart/form-data' ? body : new URLSearchParams(textsOf(body)),
  })
  return { type: request.headers.get('content-type') ?? '', bytes: request.arrayBuffer() }
}

function textsOf(data: FormData): [string, string][] {
  return [...data].filter((pair): pair is [string, string] => typeof pair[1] === 'string')
}

interface Control {
  tag: string
  attributes: Record<string, string>
  inner: string
}

const CONTROL =
  /<(input)\b([^>]*?)\/?>|<(textarea)\b([^>]*)>([^<]*)<\/textarea>|<(select)\b([^>]*)>(.*?)<\/select>|<(button)\b([^>]*)>(.*?)<\/button>/gs

function fillIn(
  { html, path }: PlainPage,
  words: string | RegExp,
  { fill = {}, tick = {}, files = {}, force = {} }: Doing,
) {
  for (const [, head = '', inner = ''] of html.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)) {
    const controls = [...inner.matchAll(CONTROL)].map(controlOf)
    const pressed = controls.find((control) => isPressed(control, words))
    if (!pressed) continue
    const { action = path, method = 'get', enctype } = attributesOf(head)
    const data = new FormData()
    for (const control of controls)
      addTo(data, control, { pressed: control === pressed, fill, tick, files, force })
    const own = pressed.attributes['formmethod'] ?? method
    return { action, method: own.toLowerCase(), enctype, data }
  }
  throw new Error(`no form of ${path} has a button "${String(words)}"`)
}

function isPressed({ tag, attributes, inner }: Control, words: string | RegExp): boolean {
  if (tag !== 'button' || attributes['type'] !== 'submit' || attributes['aria-hidden'] === 'true')
    return false
  const text = attributes['aria-label'] ?? textOf(inner)
  return typeof words === 'string' ? text === words : words.test(text)
}

interface Does extends Required<Doing> {
  pressed: boolean
}

function addTo(data: FormData, { tag, attributes, inner }: Control, does: Does): void {
  const { name, type = 'text', value = '' } = attributes
  if (!name || 'disabled' in attributes) return
  if (tag === 'button') {
    if (does.pressed) data.append(name, value)
  } else if (type === 'checkbox' || type === 'radio') {
    const ticked = does.tick[name]
    const isOn = ticked === undefined ? 'checked' in attributes : [ticked].flat().includes(value || 'on')
    if (isOn) data.append(name, value || 'on')
  } else if (type === 'file') {
    // Of two doors to one field, the camera's stays shut.
    const chosen = 'capture' in attributes ? [] : (does.files[name] ?? [])
    for (const file of chosen) data.append(name, new Blob([file.bytes as BlobPart]), file.name)
    if (chosen.length === 0) data.append(name, new Blob([]), '')
  } else {
    const kept = tag === 'textarea' ? unescape(inner) : tag === 'select' ? chosenOf(inner) : value
    data.append(name, type === 'hidden' ? (does.force[name] ?? value) : (does.fill[name] ?? kept))
  }
}

function chosenOf(options: string): string {
  const all = [...options.matchAll(/<option\b([^>]*)>/g)].map(([, head = '']) => attributesOf(head))
  return (all.find((option) => 'selected' in option) ?? all[0])?.['value'] ?? ''
}

function controlOf(match: RegExpMatchArray): Control {
  const [
    ,
    input,
    inputHead,
    area,
    areaHead,
    areaText,
    select,
    selectHead,
    options,
    button,
    buttonHead,
    label,
  ] = match
  const tag = input ?? area ?? select ?? button ?? ''
  const head = inputHead ?? areaHead ?? selectHead ?? buttonHead ?? ''
  return { tag, attributes: attributesOf(head), inner: areaText ?? options ?? label ?? '' }
}

function attributesOf(head: string): Record<string, string> {
  const found = [...head.matchAll(/([\w-]+)(?:="([^"]*)")?/g)]
  return Object.fromEntries(found.map(([, name = '', value = '']) => [name.toLowerCase(), unescape(value)]))
}

/** The words of a piece of HTML. */
export function textOf(html: string): string {
  const words = html.replaceAll(/<(script|style)\b.*?<\/\1>/gs, '').replaceAll(/<!--.*?-->/gs, '')
  return unescape(words.replaceAll(/<[^>]+>/g, ''))
    .replaceAll(/\s+/g, ' ')
    .trim()
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#x27': "'",
  '#39': "'",
}

function unescape(text: string): string {
  return text.replaceAll(
    /&([a-z]+|#x?[0-9a-f]+);/gi,
    (whole, name: string) => ENTITIES[name.toLowerCase()] ?? whole,
  )
}
