import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import sharp, { type Sharp } from 'sharp'
import { createWorkerLine, WorkerFailure } from '../workers.ts'
import type { HeicJob, Pixels } from './heic-worker.ts'
import { sniffImage, type ImageFormat } from './sniff.ts'

/** Why a file is not kept as a picture; `busy` means: send it again in a moment. */
export type ImageRefusalReason = 'not-an-image' | 'too-large' | 'damaged' | 'busy'

export class ImageRefused extends Error {
  readonly reason: ImageRefusalReason

  constructor(reason: ImageRefusalReason, cause?: unknown) {
    super(`image refused: ${reason}`, { cause })
    this.name = 'ImageRefused'
    this.reason = reason
  }
}

export interface ProcessedImage {
  bytes: Uint8Array
  width: number
  height: number
  /** Of `bytes` and of `thumb`. */
  type: 'image/jpeg' | 'image/webp'
  /** SHA-256 of `bytes`. */
  checksum: Uint8Array
  /** The same picture, at most 480 px. */
  thumb: Uint8Array
}

/** The most bytes of an upload (contract.md: over 10 MB is refused). */
export const MAX_IMAGE_BYTES = 10 * 1024 * 1024
const MAX_PIXELS = 50_000_000
const MAX_SIDE = 2560
const THUMB_SIDE = 480
const SECONDS = 20

// Formats that are programs (SVG, PDF) or have no business here; the first bytes are checked before, this is the wall.
sharp.block({
  operation: [
    'VipsForeignLoadSvg',
    'VipsForeignLoadPdf',
    'VipsForeignLoadMagick',
    'VipsForeignLoadOpenexr',
    'VipsForeignLoadTiff',
    'VipsForeignLoadCsv',
    'VipsForeignLoadMatrix',
    'VipsForeignLoadVips',
  ],
})
sharp.cache({ memory: 32, files: 0, items: 20 })

const heic = createWorkerLine<HeicJob, Pixels>({
  file: 'src/kit/files/heic-worker.ts',
  heapMb: 128,
  timeoutMs: 30_000,
  // A decoder holds some 300 MB after a photo of 12 megapixels; a new thread costs a tenth of a second.
  recycleAfter: 1,
  queue: 8,
})

/**
 * A photo made fit to keep and show: turned upright, at most 2560 px, re-encoded as JPEG with nothing but its pixels
 * (no EXIF, no GPS, no profile), and a thumbnail. Throws `ImageRefused`.
 */
export async function processImage(source: Uint8Array | string): Promise<ProcessedImage> {
  const bytes = typeof source === 'string' ? await readFile(source) : source
  const format = sniffImage(bytes)
  if (!format) throw new ImageRefused('not-an-image')
  try {
    const upright = await inLine(async () => await makeUpright(bytes, format))
    return { ...upright, checksum: createHash('sha256').update(upright.bytes).digest() }
  } catch (error) {
    throw refusalOf(error)
  }
}

async function makeUpright(
  bytes: Uint8Array,
  format: ImageFormat,
): Promise<Omit<ProcessedImage, 'checksum'>> {
  const picture = format === 'heic' ? await openHeic(bytes) : await openPicture(bytes)
  const flat = picture.flatten({ background: '#fff' }).timeout({ seconds: SECONDS })
  const main = flat
    .clone()
    .resize({ width: MAX_SIDE, height: MAX_SIDE, fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 82, mozjpeg: true })
  const { data, info } = await main.toBuffer({ resolveWithObject: true })
  // From the finished picture: it is upright already and far smaller than what came.
  const thumb = await sharp(data)
    .resize({ width: THUMB_SIDE, height: THUMB_SIDE, fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 72, mozjpeg: true })
    .toBuffer()
  return { bytes: data, width: info.width, height: info.height, type: 'image/jpeg', thumb }
}

async function openPicture(bytes: Uint8Array): Promise<Sharp> {
  // `error` refuses cut-off and broken pixels, yet takes the harmless oddities that some phones write.
  const picture = sharp(bytes, { failOn: 'error', limitInputPixels: MAX_PIXELS, pages: 1 })
  const { width, height } = await picture.metadata()
  if (width * height > MAX_PIXELS) throw new ImageRefused('too-large')
  return picture.autoOrient()
}

async function openHeic(bytes: Uint8Array): Promise<Sharp> {
  const copy = new Uint8Array(bytes)
  const { data, width, height } = await heic.run({ bytes: copy, maxPixels: MAX_PIXELS, maxSide: MAX_SIDE }, [
    copy.buffer,
  ])
  return sharp(data, { raw: { width, height, channels: 4 } })
}

function refusalOf(error: unknown): ImageRefused {
  if (error instanceof ImageRefused) return error
  if (error instanceof WorkerFailure) {
    const reason = error.reason === 'too-large' || error.reason === 'busy' ? error.reason : 'damaged'
    return new ImageRefused(reason, error)
  }
  const message = error instanceof Error ? error.message : ''
  return new ImageRefused(/pixel limit/i.test(message) ? 'too-large' : 'damaged', error)
}

// Two pictures at a time bound the memory that many uploads at once can take.
const ROOM = 2
let inside = 0
const line: (() => void)[] = []

async function inLine<T>(work: () => Promise<T>): Promise<T> {
  if (inside >= ROOM) await new Promise<void>((enter) => line.push(enter))
  else inside += 1
  try {
    return await work()
  } finally {
    const next = line.shift()
    if (next) next()
    else inside -= 1
  }
}
