import { foldDigits } from '../../kit/input/fold.ts'
import words from './common-words.txt?raw'

/**
 * Passwords that are guessed first. Ten characters and more leave few single words, so this is a rule over a list and
 * not the list itself: a password is common when all of it is at most one common word (however often), the person's
 * own name or address, runs of the keyboard or the alphabet, repetitions, dates and short numbers.
 * Two different words together are not common; nothing is asked about capitals, digits and signs.
 */
export function isCommonPassword(password: string, own: readonly string[] = []): boolean {
  if (password.length > 200) return false
  const plain = unrepeated(foldDigits(password).toLowerCase().normalize('NFC'))
  if (plain.length > LONG) return false
  if (new Set(plain).size <= 3 || /^\d{1,12}$/.test(plain)) return true
  return isCommonText(
    READINGS.map((read) => read(plain)),
    own.flatMap(wordsOf),
  )
}

// Nobody's common password; cutting it up would only cost time.
const LONG = 64

const listed: ReadonlySet<string> = new Set(
  words
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .flatMap((line) => line.split(/\s+/))
    .filter((word) => word !== ''),
)
const longest = Math.max(...[...listed].map((word) => word.length))

// Signs that stand for letters, as they are usually meant; 1 and ! are read as i and as l. One sign, one letter.
const LEET: Record<string, string> = {
  '@': 'a',
  '4': 'a',
  '3': 'e',
  '0': 'o',
  $: 's',
  '5': 's',
  '7': 't',
  '+': 't',
}
const leet = (one: string) => (text: string) => text.replaceAll(/[@430$57+1!]/g, (sign) => LEET[sign] ?? one)
const READINGS: readonly ((text: string) => string)[] = [(text) => text, leet('i'), leet('l')]

/** The person's own words: a mail address gives its local part and the pieces of that, a name its parts. */
function wordsOf(text: string): string[] {
  const local = text.toLowerCase().split('@')[0] ?? ''
  return [local, ...local.split(/[^\p{L}\p{N}]+/u), local.replaceAll(/[^\p{L}\p{N}]+/gu, '')].filter(
    (word) => word.length >= 3,
  )
}

/** `abc12abc12` is no better than `abc12`. */
function unrepeated(text: string): string {
  for (let length = 3; length <= Math.min(text.length / 2, LONG); length += 1) {
    if (text === text.slice(0, length).repeat(text.length / length)) return text.slice(0, length)
  }
  return text
}

/** Whether a text can be cut so that little is left beside known pieces and at most one listed word. */
function isCommonText(readings: readonly string[], personal: readonly string[]): boolean {
  const [text = ''] = readings
  // best[i]: for each word used so far, the least weight of odd characters among the first i.
  const best: Map<string, number>[] = Array.from({ length: text.length + 1 }, () => new Map())
  best[0]?.set('', 0)
  for (let at = 0; at < text.length; at += 1) {
    const rests = readings.map((reading) => reading.slice(at))
    for (const [used, odd] of best[at] ?? []) {
      for (const piece of piecesOf(rests, personal, used)) {
        const there = best[at + piece.length]
        const known = there?.get(piece.word)
        if (known === undefined || odd + piece.odd < known) there?.set(piece.word, odd + piece.odd)
      }
    }
  }
  return [...(best[text.length] ?? [])].some(([, odd]) => odd <= ODD_ALLOWED)
}

// Two letters or four digits that belong to nothing: `password-4728` is still common.
const ODD_ALLOWED = 4
const weigh = (character: string) => (/\p{N}/u.test(character) ? 1 : /\p{L}/u.test(character) ? 2 : 0)

interface Piece {
  length: number
  /** The listed word that has been used by then, if any. */
  word: string
  /** The weight of what belongs to nothing known. */
  odd: number
}

/** What a text may go on with, as it stands and as its signs may be read. */
function piecesOf(rests: readonly string[], personal: readonly string[], used: string): Piece[] {
  const [rest = ''] = rests
  const pieces: Piece[] = [{ length: 1, word: used, odd: weigh(rest.charAt(0)) }]
  const own = personal.filter((word) => rests.some((reading) => reading.startsWith(word)))
  for (const length of [runLength(rest), dateLength(rest), ...own.map((word) => word.length)]) {
    if (length > 0) pieces.push({ length, word: used, odd: 0 })
  }
  for (const reading of rests) {
    for (let length = 3; length <= Math.min(longest, reading.length); length += 1) {
      const word = reading.slice(0, length)
      if (listed.has(word) && (used === '' || used === word)) pieces.push({ length, word, odd: 0 })
    }
  }
  return pieces
}

const ROWS = [
  '01234567890',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'qwertzuiop',
  'yxcvbnm',
  'azertyuiop',
  'qazwsxedcrfvtgbyhnujmikolp',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
  'q1w2e3r4t5y6u7i8o9p0',
  '1q2w3e4r5t6y7u8i9o0p',
  'a1s2d3f4g5h6j7k8l9',
  '1a2s3d4f5g6h7j8k9l',
  'z1x2c3v4b5n6m7',
  '1z2x3c4v5b6n7m',
  'a1b2c3d4e5f6g7h8i9j0',
  '1a2b3c4d5e6f7g8h9i0j',
  'q1q2q3q4q5q6q7q8q9q0',
  'a1a2a3a4a5a6a7a8a9a0',
  'qawsedrftgyhujikolp',
  'azsxdcfvgbhnjmkl',
  'qpwoeirutyalskdjfhgzmxncbv',
  '!@#$%^&*()',
  'ضصثقفغعهخحجچ',
  'شسیبلاتنمکگ',
  'ظطزرذدئو',
  'ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی',
].flatMap((row) => [row, Array.from(row).toReversed().join('')])

/** How many characters from the start follow a row of keys or an alphabet, or are one character repeated; 0 under three. */
function runLength(text: string): number {
  const repeated = /^(.)\1*/su.exec(text)?.[0].length ?? 0
  let length = repeated
  for (const row of ROWS) {
    let same = 0
    const start = row.indexOf(text.slice(0, 3))
    if (start < 0) continue
    while (same < text.length && text[same] === row[start + same]) same += 1
    length = Math.max(length, same)
  }
  return length >= 3 ? length : 0
}

/** A year or a date at the start: 1990, 2024, 1370, 19900121. */
function dateLength(text: string): number {
  return (
    /^(?:(?:19|20|13|14)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])|(?:19|20|13|14)\d{2})/.exec(text)?.[0]
      .length ?? 0
  )
}
