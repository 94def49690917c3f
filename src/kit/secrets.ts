import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  randomInt,
  timingSafeEqual,
} from 'node:crypto'
import { foldDigits } from './input/fold.ts'

/** The keys of the installation, each derived from the one secret for one purpose. */
export interface Secrets {
  tokenKey: Uint8Array
  /** Keyed hash for things that are guessable (e-mail addresses in throttles). */
  keyedHash(purpose: string, text: string): Buffer
  encrypt(text: string): Buffer
  decrypt(cipher: Buffer): string
  sign(text: string): string
}

/** Derives all keys from the installation's secret (at least 32 bytes). */
export function createSecrets(secret: string): Secrets {
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', secret, 'fixbay', purpose, 32))
  const sealing = derive('seal')
  const signing = derive('sign')
  const hashing = derive('hash')
  return {
    tokenKey: derive('token'),
    keyedHash: (purpose, text) => createHmac('sha256', hashing).update(`${purpose}\0${text}`).digest(),
    sign: (text) => createHmac('sha256', signing).update(text).digest('base64url'),
    encrypt(text) {
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', sealing, iv)
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([iv, cipher.getAuthTag(), body])
    },
    decrypt(sealed) {
      const decipher = createDecipheriv('aes-256-gcm', sealing, sealed.subarray(0, 12))
      decipher.setAuthTag(sealed.subarray(12, 28))
      return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString('utf8')
    },
  }
}

/** SHA-256 of a random token, as it is stored. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

/** A token of 256 random bits, base64url. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** A code of six digits for a text message. */
export function newSmsCode(): string {
  return String(randomInt(1_000_000)).padStart(6, '0')
}

/** Whether two hashes are the same, in a time that tells nothing. */
export function sameHash(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other)
}

// Crockford's alphabet without the letters that are read as digits.
const CODE_LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A tracking code of 80 random bits in unambiguous base32, 16 letters. */
export function newTrackingCode(): string {
  return Array.from(randomBytes(16), (byte) => CODE_LETTERS[byte & 31]).join('')
}

/** A recovery code of 50 random bits in the same letters, in two halves. */
export function newRecoveryCode(): string {
  const letters = Array.from(randomBytes(10), (byte) => CODE_LETTERS[byte & 31]).join('')
  return `${letters.slice(0, 5)}-${letters.slice(5)}`
}

/** A tracking code as typed (any digits, spaces, dashes, small letters, O for 0, I or L for 1) in its one form. */
export function normaliseTrackingCode(typed: string): string {
  return foldDigits(typed)
    .toUpperCase()
    .replaceAll(/[\s\u200b-\u200f-]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
}
