import { randomBytes } from 'node:crypto'

const TYPES: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  webp: 'image/webp',
  png: 'image/png',
  pdf: 'application/pdf',
  csv: 'text/csv',
  json: 'application/json',
  xml: 'application/xml',
  zip: 'application/zip',
}

const KEY = /^[0-9a-f]{2}\/[0-9a-f]{30,64}\.([a-z]{3,4})$/

/** A fresh key of 128 random bits for a file of this MIME type. Throws for a type that is never stored. */
export function newFileKey(type: string): string {
  const ending = Object.keys(TYPES).find((name) => TYPES[name] === type)
  if (!ending) throw new TypeError(`files of type ${type} are not stored`)
  const random = randomBytes(16).toString('hex')
  return `${random.slice(0, 2)}/${random.slice(2)}.${ending}`
}

/** The MIME type that a key stands for; null for anything that `newFileKey` did not make (paths, names, dots). */
export function typeOfKey(key: string): string | null {
  const ending = KEY.exec(key)?.[1]
  return (ending && TYPES[ending]) ?? null
}

/** The type of a key that must be one of ours, checked against what the caller says it is. */
export function checkedType(key: string, said?: string): string {
  const type = typeOfKey(key)
  if (type === null) throw new TypeError('not a file key')
  if (said !== undefined && said !== type) throw new TypeError(`key of ${type} given for ${said}`)
  return type
}
