import type { CSSProperties } from 'react'

type Rgb = readonly [red: number, green: number, blue: number]
type Lch = readonly [lightness: number, chroma: number, hue: number]

/** The surfaces an accent meets, as sRGB: the darkest light one and the lightest dark one (theme.css). */
const LIGHT_SURFACE: Rgb = [0.947, 0.938, 0.926]
const DARK_SURFACE: Rgb = [0.152, 0.141, 0.13]
const WHITE: Rgb = [1, 1, 1]
const BLACK: Rgb = [0.045, 0.055, 0.06]
/** WCAG 2.2 AA asks 4.5 for text; the rest is for the accent's own wash behind it. */
const ENOUGH = 5

const linear = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
const gamma = (value: number) => (value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055)

/** '#1a2b3c' as parts of one; null where it is no such colour. */
export function parseHex(hex: string): Rgb | null {
  const found = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex.trim())
  if (!found) return null
  const [, red = '', green = '', blue = ''] = found
  return [parseInt(red, 16) / 255, parseInt(green, 16) / 255, parseInt(blue, 16) / 255]
}

/** Contrast of two colours by WCAG, 1 to 21. */
export function contrast(one: Rgb, other: Rgb): number {
  const [high, low] = [luminance(one), luminance(other)].toSorted((a, b) => b - a)
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05)
}

function luminance([red, green, blue]: Rgb): number {
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

// Björn Ottosson's Oklab (2020): matrices as published.
function toLch(rgb: Rgb): Lch {
  const [r, g, b] = rgb.map(linear) as [number, number, number]
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  const lightness = 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s
  const bb = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s
  return [lightness, Math.hypot(a, bb), Math.atan2(bb, a)]
}

function fromLch([lightness, chroma, hue]: Lch): Rgb {
  const [a, b] = [chroma * Math.cos(hue), chroma * Math.sin(hue)]
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    gamma(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    gamma(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    gamma(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ]
}

/** The nearest colour of this lightness that a screen can show: chroma gives way, hue and lightness stay. */
function shown([lightness, chroma, hue]: Lch): Rgb {
  for (let part = chroma; part > 0; part -= 0.004) {
    const rgb = fromLch([lightness, part, hue])
    if (rgb.every((value) => value >= -0.0005 && value <= 1.0005)) return clamp(rgb)
  }
  return clamp(fromLch([lightness, 0, hue]))
}

const clamp = (rgb: Rgb): Rgb => rgb.map((value) => Math.min(1, Math.max(0, value))) as unknown as Rgb

const toHex = (rgb: Rgb) =>
  `#${rgb
    .map((value) =>
      Math.round(value * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`

/** Moves a colour's lightness step by step until it stands out enough from a surface, after rounding to eight bits. */
function until(rgb: Rgb, surface: Rgb, step: number): Rgb {
  const [start, chroma, hue] = toLch(rgb)
  let lightness = Math.min(1, Math.max(0, start))
  for (;;) {
    const found = parseHex(toHex(shown([lightness, chroma, hue]))) ?? rgb
    const end = step < 0 ? lightness <= 0 : lightness >= 1
    if (end || contrast(found, surface) >= ENOUGH) return found
    lightness += step
  }
}

export interface Accent {
  day: string
  onDay: string
  night: string
  onNight: string
}

/**
 * A shop's colour made fit: for day and night the nearest lightness at which it can be read on every surface (4.5:1 and some),
 * and the ink that can be read on it. Null where the text is no #rrggbb.
 */
export function accentOf(hex: string): Accent | null {
  const rgb = parseHex(hex)
  if (!rgb) return null
  const day = until(rgb, LIGHT_SURFACE, -0.01)
  const night = until(rgb, DARK_SURFACE, 0.01)
  return { day: toHex(day), onDay: inkOn(day), night: toHex(night), onNight: inkOn(night) }
}

const inkOn = (rgb: Rgb) => toHex(contrast(rgb, WHITE) >= contrast(rgb, BLACK) ? WHITE : BLACK)

/** What an element spreads to give everything inside a shop's accent; nothing where the shop has none of its own. */
export function accentProps(hex: string | null | undefined): { 'data-accent'?: ''; style?: CSSProperties } {
  const accent = hex ? accentOf(hex) : null
  if (!accent) return {}
  return {
    'data-accent': '',
    style: {
      '--accent-day': accent.day,
      '--on-accent-day': accent.onDay,
      '--accent-night': accent.night,
      '--on-accent-night': accent.onNight,
    },
  }
}
