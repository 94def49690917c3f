import type { FastifyInstance } from 'fastify'

const FORM = { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' }

/** The fields of a form; one with several values is sent as often. */
type Typed = Record<string, string | readonly string[]>

const encoded = (form: Typed): string =>
  new URLSearchParams(
    Object.entries(form).flatMap(([name, values]) => [values].flat().map((value) => [name, String(value)])),
  ).toString()

/** A browser without JavaScript on a test's server: keeps its cookies, says where its forms come from, follows nothing. */
export function createBrowser(app: FastifyInstance) {
  const jar = new Map<string, string>()
  async function send(method: 'GET' | 'POST', url: string, form?: Typed) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await app.inject({
      method,
      url,
      headers: { ...(cookie ? { cookie } : {}), ...(form ? FORM : {}) },
      ...(form ? { payload: encoded(form) } : {}),
    })
    for (const line of [answer.headers['set-cookie'] ?? []].flat()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '') jar.delete(name)
      else jar.set(name, value)
    }
    return { status: answer.statusCode, to: String(answer.headers.location ?? ''), text: answer.body }
  }
  return {
    open: (url: string) => send('GET', url),
    submit: (url: string, form: Typed = {}) => send('POST', url, form),
  }
}

export type TestBrowser = ReturnType<typeof createBrowser>

/** The browser of somebody who has signed in through the front door. */
export async function signedInBrowser(
  app: FastifyInstance,
  { email, password }: { email: string; password: string },
): Promise<TestBrowser> {
  const browser = createBrowser(app)
  const answer = await browser.submit('/sign-in', { email, password })
  if (answer.status !== 303) throw new Error(`sign-in of ${email} answered ${answer.status}`)
  return browser
}

/** The value of a field in a page's HTML; empty where there is none. */
export function valueOf(page: string, name: string): string {
  const found = new RegExp(`name="${name}"[^>]*value="([^"]*)"|value="([^"]*)"[^>]*name="${name}"`).exec(page)
  return found?.[1] ?? found?.[2] ?? ''
}
