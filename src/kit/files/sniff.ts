/** Picture formats that people send. */
export type ImageFormat = 'jpeg' | 'png' | 'webp' | 'gif' | 'avif' | 'heic'

const HEIC_BRANDS = ['heic', 'heix', 'hevc', 'hevx', 'mif1', 'msf1']

/** Which picture format the first bytes are; null for anything else, whatever the file is called. */
export function sniffImage(bytes: Uint8Array): ImageFormat | null {
  const text = Buffer.from(bytes.subarray(0, 64)).toString('latin1')
  if (text.startsWith('\xff\xd8\xff')) return 'jpeg'
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'png'
  if (/^GIF8[79]a/.test(text)) return 'gif'
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') return 'webp'
  return text.slice(4, 8) === 'ftyp' ? sniffHeif(bytes, text) : null
}

/** HEIC and AVIF share a container: the major brand says which, and `mif1` leaves it to the compatible ones. */
function sniffHeif(bytes: Uint8Array, text: string): ImageFormat | null {
  const length = Math.min(Buffer.from(bytes.subarray(0, 4)).readUInt32BE(), 64)
  const major = text.slice(8, 12)
  const compatible: string[] = text.slice(16, length).match(/.{4}/gs) ?? []
  if (major === 'avif' || major === 'avis' || (major === 'mif1' && compatible.includes('avif'))) return 'avif'
  return HEIC_BRANDS.includes(major) ? 'heic' : null
}
