import type { Config } from '../../kit/config.ts'

// The browser keeps the cookie as long as browsers do (400 days); when the session ends is the server's to say.
const KEPT_SECONDS = 400 * 24 * 3600

const isSecure = (config: Config) => config.url.startsWith('https:')

/** The session cookie's name. `__Host-` binds it to this very host, which browsers allow under https only. */
export function sessionCookieName(config: Config): string {
  return isSecure(config) ? '__Host-session' : 'session'
}

/** `Set-Cookie` for a session's token. */
export function sessionCookie(config: Config, token: string): string {
  return cookie(config, token, KEPT_SECONDS)
}

/** `Set-Cookie` that removes it. */
export function noSessionCookie(config: Config): string {
  return cookie(config, '', 0)
}

/** `Set-Cookie` that says nothing: a form learns by it whether the browser keeps cookies at all. */
export function askCookie(config: Config): string {
  return named(config, isSecure(config) ? '__Host-asked' : 'asked', '1', KEPT_SECONDS)
}

/** What a browser keeps between two pages of one sign-in: the request of a code, a second step that is owed. */
export type StepCookie = 'sign-in-code' | 'sign-in-step' | 'phone-code'

/** `Set-Cookie` for a step's token; an empty one removes it. */
export function stepCookie(config: Config, step: StepCookie, token: string, seconds: number): string {
  return named(config, stepName(config, step), token, token === '' ? 0 : seconds)
}

/** A step's token in a `Cookie` header. */
export function stepTokenIn(
  config: Config,
  step: StepCookie,
  header: string | null | undefined,
): string | undefined {
  return valueIn(stepName(config, step), header ?? undefined)
}

const stepName = (config: Config, step: StepCookie) => (isSecure(config) ? `__Host-${step}` : step)

function cookie(config: Config, value: string, seconds: number): string {
  return named(config, sessionCookieName(config), value, seconds)
}

function named(config: Config, name: string, value: string, seconds: number): string {
  const secure = isSecure(config) ? '; Secure' : ''
  return `${name}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`
}

const deviceName = (config: Config) => (isSecure(config) ? '__Host-device' : 'device')

/** `Set-Cookie` that makes a browser a shop's shared device. */
export function deviceCookie(config: Config, token: string): string {
  return named(config, deviceName(config), token, KEPT_SECONDS)
}

/** `Set-Cookie` that takes that from it. */
export function noDeviceCookie(config: Config): string {
  return named(config, deviceName(config), '', 0)
}

/** The token of a shared device in a `Cookie` header. */
export function deviceTokenIn(config: Config, header: string | null | undefined): string | undefined {
  return valueIn(deviceName(config), header ?? undefined)
}

/** The session token in a `Cookie` header. */
export function sessionTokenIn(config: Config, header: string | undefined): string | undefined {
  return valueIn(sessionCookieName(config), header)
}

function valueIn(name: string, header: string | undefined): string | undefined {
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=')
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim() || undefined
  }
  return undefined
}
