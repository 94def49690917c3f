/** The environment's settings, or any object of the same shape. */
export type Environment = Readonly<Record<string, string | undefined>>

/** A setting that stops the start. Its message is the one line that is printed; the name tells the launcher so. */
export class WrongSetting extends Error {
  override name = 'Refusal'
}

/** A setting's text without spaces around it; undefined when it is missing or empty. */
export function optional(environment: Environment, name: string): string | undefined {
  const text = environment[name]?.trim()
  return text === '' ? undefined : text
}

/** A setting that must be there. Throws one clear line that says what for. */
export function needed(environment: Environment, name: string, because: string): string {
  const text = optional(environment, name)
  if (text === undefined) throw new WrongSetting(`${name} is missing: it is needed because ${because}.`)
  return text
}

/** A setting that must be an address, `example` showing how one looks. The value itself is never printed. */
export function neededUrl(environment: Environment, name: string, because: string, example: string): URL {
  const text = needed(environment, name, because)
  if (!URL.canParse(text))
    throw new WrongSetting(`${name} is not an address; it should look like ${example}.`)
  return new URL(text)
}

/** The same for an address with a default. */
export function urlOr(environment: Environment, name: string, fallback: string): string {
  const text = optional(environment, name) ?? fallback
  if (!/^https?:\/\//.test(text) || !URL.canParse(text)) {
    throw new WrongSetting(`${name} is not an address; it should look like ${fallback}.`)
  }
  return text.replace(/\/+$/, '')
}

/** One of a few names, the first being the default. Throws one line with the names. */
export function oneOf<T extends string>(
  environment: Environment,
  name: string,
  names: readonly [T, ...T[]],
): T {
  const text = optional(environment, name)
  if (text === undefined) return names[0]
  const found = names.find((candidate) => candidate === text)
  if (!found) throw new WrongSetting(`${name} must be ${names.join(' or ')}, not ${JSON.stringify(text)}.`)
  return found
}
