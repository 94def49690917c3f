// GSM 03.38: the basic set, and the extension table whose letters take two septets.
const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑ\u00dc\u00a7¿abcdefghijklmnopqrstuvwxyzäöñüà',
)
const EXTENSION = new Set('\f^{}\\[~]|€')

export interface SmsParts {
  encoding: 'gsm7' | 'ucs2'
  /** Septets in GSM-7, 16-bit units in UCS-2. */
  units: number
  parts: number
}

/**
 * How many messages a text takes (GSM 03.38, 03.40): 160 septets or 70 units in one, 153 or 67 each in several. A letter
 * of two units is never cut in two, so a part may stay one short.
 */
export function countParts(text: string): SmsParts {
  const letters = Array.from(text)
  const gsm = letters.every((letter) => BASIC.has(letter) || EXTENSION.has(letter))
  const widths = letters.map((letter) => (gsm ? (EXTENSION.has(letter) ? 2 : 1) : letter.length))
  const units = widths.reduce((sum, width) => sum + width, 0)
  const [single, several] = gsm ? [160, 153] : [70, 67]
  const parts = units <= single ? 1 : fill(widths, several)
  return { encoding: gsm ? 'gsm7' : 'ucs2', units, parts }
}

function fill(widths: number[], room: number): number {
  let parts = 1
  let used = 0
  for (const width of widths) {
    if (used + width > room) {
      parts += 1
      used = 0
    }
    used += width
  }
  return parts
}
