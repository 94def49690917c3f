import { crc32, deflateSync } from 'node:zlib'
import { readFile, writeFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { ImageRefused, processImage } from './image.ts'

type Colour = 'red' | 'lime' | 'blue' | 'white'

/** Four quarters, red lime / blue white, so that a turn shows in any corner. */
function quarters() {
  const quarter = (background: Colour, left: number, top: number) => {
    return { input: { create: { width: 48, height: 36, channels: 3 as const, background } }, left, top }
  }
  return sharp({ create: { width: 96, height: 72, channels: 3, background: 'black' } }).composite([
    quarter('red', 0, 0),
    quarter('lime', 48, 0),
    quarter('blue', 0, 36),
    quarter('white', 48, 36),
  ])
}

async function cornerColour(bytes: Uint8Array): Promise<Colour> {
  const [r = 0, g = 0, b = 0] = await sharp(bytes)
    .extract({ left: 8, top: 8, width: 1, height: 1 })
    .raw()
    .toBuffer()
  if (r > 200 && g > 200 && b > 200) return 'white'
  if (r > 200) return 'red'
  return g > 200 ? 'lime' : 'blue'
}

/** A PNG of one bit per pixel whose header says any size, made without ever holding it as pixels. */
function hugePng(side: number): Uint8Array {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data])
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    check.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, check])
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  header.set([1, 0, 0, 0, 0], 8)
  const rows = deflateSync(Buffer.alloc(side * (Math.ceil(side / 8) + 1)))
  const magic = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')
  return Buffer.concat([magic, chunk('IHDR', header), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))])
}

async function refusal(bytes: Uint8Array): Promise<string> {
  const error: unknown = await processImage(bytes).then(
    () => null,
    (thrown: unknown) => thrown,
  )
  return error instanceof ImageRefused ? error.reason : String(error)
}

test('a photo is turned upright as its EXIF says, in all eight ways [S0.03c]', async () => {
  // The corner that stands at the top left once the stored picture is turned upright.
  const expected: Colour[] = ['red', 'lime', 'white', 'blue', 'red', 'blue', 'white', 'lime']
  for (const [index, colour] of expected.entries()) {
    const orientation = index + 1
    const photo = await quarters().jpeg({ quality: 95 }).withMetadata({ orientation }).toBuffer()
    const done = await processImage(photo)
    expect([orientation, await cornerColour(done.bytes)]).toEqual([orientation, colour])
    expect(done).toMatchObject(orientation < 5 ? { width: 96, height: 72 } : { width: 72, height: 96 })
    expect(await cornerColour(done.thumb)).toBe(colour)
  }
})

test('place and camera are gone from what is kept, photo and thumbnail [S0.03c]', async () => {
  const photo = await quarters()
    .jpeg()
    .withExif({
      IFD0: { Make: 'SecretPhone' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '35/1 41/1 0/1', GPSLongitudeRef: 'E' },
    })
    .toBuffer()
  expect((await sharp(photo).metadata()).exif?.includes('SecretPhone')).toBe(true)
  const done = await processImage(photo)
  for (const bytes of [done.bytes, done.thumb]) {
    const { exif, xmp, iptc, icc, orientation } = await sharp(bytes).metadata()
    expect({ exif, xmp, iptc, icc, orientation }).toEqual({})
    expect(Buffer.from(bytes).includes('SecretPhone')).toBe(false)
  }
  expect(done.checksum).toHaveLength(32)
})

test('an iPhone photo becomes a JPEG, upright, its place gone [S0.03c]', async () => {
  const photo = await readFile(new URL('fixtures/turned.heic', import.meta.url))
  const done = await processImage(photo)
  expect(done).toMatchObject({ type: 'image/jpeg', width: 72, height: 96 })
  expect(await cornerColour(done.bytes)).toBe('blue')
  expect((await sharp(done.bytes).metadata()).exif).toBeUndefined()
})

test('a HEIC that is cut off or full of rubbish is refused, and the next one still works', async () => {
  const photo = await readFile(new URL('fixtures/turned.heic', import.meta.url))
  expect(await refusal(photo.subarray(0, 600))).toBe('damaged')
  expect(await refusal(Buffer.concat([photo.subarray(0, 64), Buffer.alloc(5000, 7)]))).toBe('damaged')
  expect(await processImage(photo)).toMatchObject({ width: 72 })
})

test('PNG with transparency, WebP, AVIF and GIF become flat JPEGs; a large one is made smaller', async () => {
  const clear = { create: { width: 20, height: 20, channels: 4 as const, background: '#0000' } }
  const done = await processImage(await sharp(clear).png().toBuffer())
  expect(await cornerColour(done.bytes)).toBe('white')
  for (const format of ['webp', 'avif', 'gif'] as const) {
    expect(await processImage(await quarters().toFormat(format).toBuffer())).toMatchObject({
      width: 96,
      height: 72,
    })
  }
  const wide = await sharp({ create: { width: 4000, height: 1000, channels: 3, background: 'red' } })
    .png()
    .toBuffer()
  const small = await processImage(wide)
  expect(small).toMatchObject({ width: 2560, height: 640 })
  expect(await sharp(small.thumb).metadata()).toMatchObject({ width: 480, height: 120, format: 'jpeg' })
})

test('a 20,000-pixel square bomb is refused as too large', async () => {
  const bomb = hugePng(20_000)
  expect(bomb.length).toBeLessThan(100_000)
  expect(await refusal(bomb)).toBe('too-large')
  expect(await processImage(hugePng(1000))).toMatchObject({ width: 1000 })
})

test('a renamed executable, an SVG, a PDF, a text and nothing at all are no images', async () => {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
  const files = [
    Buffer.from('MZ\x90\0\x03\0\0\0', 'latin1'),
    Buffer.from('\x7fELF\x02\x01\x01', 'latin1'),
    Buffer.from(svg),
    Buffer.from(`<?xml version="1.0"?>${svg}`),
    Buffer.from('%PDF-1.7\n'),
    Buffer.from('hello'),
    Buffer.alloc(0),
  ]
  expect(await Promise.all(files.map(refusal))).toEqual(files.map(() => 'not-an-image'))
})

test('sharp itself refuses SVG, whoever asks', async () => {
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
  await expect(sharp(svg).png().toBuffer()).rejects.toThrow(/unsupported image format/)
})

test('a truncated photo and one with magic bytes only are damaged', async () => {
  const noise = await sharp({
    create: {
      width: 400,
      height: 300,
      channels: 3,
      background: 'red',
      noise: { type: 'gaussian', mean: 99, sigma: 40 },
    },
  })
    .jpeg()
    .toBuffer()
  expect(await refusal(noise.subarray(0, noise.length / 2))).toBe('damaged')
  expect(await refusal(noise.subarray(0, noise.length - 200))).toBe('damaged')
  expect(await refusal(Buffer.from('\xff\xd8\xff\xe0', 'latin1'))).toBe('damaged')
  const png = await quarters().png().toBuffer()
  expect(await refusal(png.subarray(0, png.length - 60))).toBe('damaged')
})

test('many at once wait their turn and all arrive; a path works as bytes do', async () => {
  const photo = await quarters().jpeg().toBuffer()
  const all = await Promise.all(Array.from({ length: 9 }, () => processImage(photo)))
  expect(new Set(all.map((done) => Buffer.from(done.checksum).toString('hex'))).size).toBe(1)
  const folder = await mkdtemp(join(tmpdir(), 'photo-'))
  await writeFile(join(folder, 'x.exe'), photo)
  expect((await processImage(join(folder, 'x.exe'))).checksum).toEqual(all[0]?.checksum)
  await rm(folder, { recursive: true })
})
