import { parentPort } from 'node:worker_threads'
import heicDecode from 'heic-decode'
import sharp from 'sharp'

/** RGBA pixels of one picture. */
export interface Pixels {
  data: Uint8Array<ArrayBuffer>
  width: number
  height: number
}

export interface HeicJob {
  bytes: Uint8Array
  maxPixels: number
  /** The longer side of what comes back, so that no full picture travels to the main thread. */
  maxSide: number
}

/** A HEIC's first picture as pixels, already turned as its own rotation says. */
async function decode({ bytes, maxPixels, maxSide }: HeicJob): Promise<Pixels | 'too-large' | 'damaged'> {
  const images = await heicDecode.all({ buffer: bytes })
  try {
    const [image] = images
    if (!image) return 'damaged'
    if (image.width * image.height > maxPixels) return 'too-large'
    const { width, height, data } = await image.decode()
    const raw = sharp(data, { raw: { width, height, channels: 4 } })
    const small = await raw
      .resize({ width: maxSide, height: maxSide, fit: 'inside', withoutEnlargement: true })
      .raw()
      .toBuffer({ resolveWithObject: true })
    return { data: new Uint8Array(small.data), width: small.info.width, height: small.info.height }
  } finally {
    images.dispose()
  }
}

parentPort?.on('message', (job: HeicJob) => {
  decode(job)
    .then((found) => {
      if (typeof found === 'string') parentPort?.postMessage({ reason: found })
      else parentPort?.postMessage({ value: found }, [found.data.buffer])
    })
    .catch((error: unknown) => parentPort?.postMessage({ reason: 'damaged', detail: String(error) }))
})
