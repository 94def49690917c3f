/** What a browser or program says of itself (`User-Agent`), as far as its owner needs it to know it again. */
export interface Device {
  /** A name such as Chrome; null where it names none that is known. */
  program: string | null
  /** A system such as Android; null where it names none that is known. */
  system: string | null
}

// In this order: each later one also names itself as those before it.
const PROGRAMS: readonly [name: string, mark: RegExp][] = [
  ['Samsung Internet', /SamsungBrowser\//],
  ['Edge', /Edg(?:e|A|iOS)?\//],
  ['Opera', /OPR\/|Opera/],
  ['Yandex', /YaBrowser\//],
  ['Firefox', /Firefox\/|FxiOS\//],
  ['Chrome', /Chrome\/|CriOS\//],
  ['Safari', /Version\/[\d.]+.*Safari\//],
  ['curl', /^curl\//],
]

const SYSTEMS: readonly [name: string, mark: RegExp][] = [
  ['Android', /Android/],
  ['iPhone', /iPhone|iPod/],
  ['iPad', /iPad/],
  ['Windows', /Windows/],
  ['ChromeOS', /CrOS/],
  ['macOS', /Mac OS X|Macintosh/],
  ['Linux', /Linux/],
]

/** The device behind a `User-Agent`, in the few names that people know. */
export function deviceOf(userAgent: string | null | undefined): Device {
  const named = (names: readonly [string, RegExp][]) =>
    names.find(([, mark]) => mark.test(userAgent ?? ''))?.[0] ?? null
  return { program: named(PROGRAMS), system: named(SYSTEMS) }
}
