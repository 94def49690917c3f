import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

/** How the bytes of an answer may be packed. */
export type Encoding = 'br' | 'gzip' | 'identity'

const [brotli, zip] = [promisify(brotliCompress), promisify(gzip)]
const pack: Record<Encoding, (body: Buffer) => Promise<Buffer>> = {
  // Packed once and sent often: a little harder than what is made for one reader.
  br: (body) => brotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }),
  gzip: (body) => zip(body),
  identity: (body) => Promise.resolve(body),
}

/** The bytes in an encoding, for answers that are kept. */
export const packed = (body: Buffer, encoding: Encoding): Promise<Buffer> => pack[encoding](body)

/** The best encoding that an `Accept-Encoding` allows. */
export function encodingFor(accepted: string | string[] | undefined): Encoding {
  const names = String(accepted ?? '')
    .split(',')
    .filter((part) => !/;\s*q=0(?:\.0*)?\s*$/.test(part))
    .map((part) => part.split(';', 1)[0]?.trim())
  return (['br', 'gzip'] as const).find((encoding) => names.includes(encoding)) ?? 'identity'
}
