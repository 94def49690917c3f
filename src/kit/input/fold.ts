/** ۰-۹ and ٠-٩ as 0-9; nothing else is touched. */
export function foldDigits(text: string): string {
  return text.replace(/[\u06f0-\u06f9\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
}

/** Latin digits as the reader's: ۰-۹ in Persian. For numbers that are names (an order, a plate), not amounts. */
export function localDigits(text: string, locale: 'en' | 'fa'): string {
  if (locale !== 'fa') return text
  return text.replace(/[0-9]/g, (digit) => String.fromCharCode(0x06f0 + Number(digit)))
}

/** Arabic forms of ye and kaf as the Persian ones, so that one name is one text. */
export function foldLetters(text: string): string {
  return text.replace(/[يىﻱﻲﻳﻴ]/g, 'ی').replace(/[كﻙﻚﻛﻜ]/g, 'ک')
}

// Characters nobody types and that do harm: PostgreSQL refuses NUL, direction overrides make a name lie.
const harmful = /(?![\t\n])[\p{Cc}\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/gu

function clean(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replaceAll('\r\n', '\n')
    .replaceAll('\r', '\n')
    .replace(harmful, '')
}

/** One line of text as it is stored: letters and digits folded, spaces single, none at the ends. ZWNJ stays. */
export function foldLine(text: string): string {
  return foldDigits(foldLetters(clean(text)))
    .replace(/[\s\u00a0]+/g, ' ')
    .replace(/^[\s\u200b-\u200f]+|[\s\u200b-\u200f]+$/g, '')
}

/** Several lines as they are stored: folded like a line, line breaks kept, three and more made two. */
export function foldLines(text: string): string {
  return foldDigits(foldLetters(clean(text)))
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^[\s\u200b-\u200f]+|[\s\u200b-\u200f]+$/g, '')
}

/**
 * What a search compares: lower case, without accents and vowel signs, Persian letters and digits in one form,
 * ZWNJ and other invisible marks gone. Made the same way for what is stored and what is typed.
 */
export function searchKey(text: string): string {
  return foldDigits(
    text
      .toWellFormed()
      .normalize('NFKD')
      .replace(/[\p{Mn}\u0640\u200b-\u200f\u2060\ufeff]/gu, '')
      .toLowerCase()
      .replace(/[\u064a\u0649]/g, 'ی')
      .replace(/\u0643/g, 'ک')
      .replace(/[\u06d5\u0629\u06be\u06c1]/g, 'ه'),
  )
    .replace(harmful, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}
