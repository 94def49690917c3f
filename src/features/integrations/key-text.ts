import { randomBytes } from 'node:crypto'
import { crc32 } from 'node:zlib'

/** What a key looks like where it is sent: `fbk_`, its public part, and 238 random bits with a checksum behind them. */
export const KEY_FORM = /^fbk_([0-9A-Za-z]{12})_([0-9A-Za-z]{40})([0-9A-Za-z]{6})$/

const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** A new key: the whole text for its holder, and the public part by which it is found and known again. */
export function newKeyText(): { text: string; publicId: string } {
  const publicId = randomLetters(12)
  const unchecked = `fbk_${publicId}_${randomLetters(40)}`
  return { text: unchecked + checksumOf(unchecked), publicId }
}

/**
 * The public part of a key; null for what cannot be one. Thanks to the checksum a scanner knows a key in a file, and a
 * mistyped one is refused without a look into the database.
 */
export function publicIdOf(text: string): string | null {
  const [, publicId] = KEY_FORM.exec(text) ?? []
  return publicId && checksumOf(text.slice(0, -6)) === text.slice(-6) ? publicId : null
}

function randomLetters(count: number): string {
  let text = ''
  // Of a byte, the first 248 values are four times the alphabet; the rest would favour its first letters.
  while (text.length < count)
    for (const byte of randomBytes(count)) if (byte < 248 && text.length < count) text += LETTERS[byte % 62]
  return text
}

function checksumOf(text: string): string {
  let rest = crc32(text)
  let letters = ''
  for (let place = 0; place < 6; place += 1) {
    letters = `${LETTERS[rest % 62]}${letters}`
    rest = Math.floor(rest / 62)
  }
  return letters
}
