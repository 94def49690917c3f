import type { DocumentSettings } from '../document.ts'

/** A plain document for parts that are drawn by themselves in a test. */
export const documentSettings: DocumentSettings = {
  locale: 'en',
  area: 'public',
  calendar: 'gregory',
  theme: 'system',
  now: 0,
  hydrates: false,
  nonce: undefined,
  origin: '',
}
