import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import type { Ctx } from '../../kit/context.ts'

/** What goes into an archive: records as JSON, and the bytes of kept files. */
export type Entry =
  | { name: string; json: unknown }
  | { name: string; text: string }
  | { name: string; bytes: Uint8Array }
  | { name: string; storageKey: string }
  | { name: string; lines: AsyncIterable<Buffer> }

/**
 * A ZIP that is written while it is read: one entry at a time, so that an archive of any size takes little memory. Files
 * that are gone from the store are left out.
 */
export function zipOf(ctx: Ctx, entries: AsyncIterable<Entry>): Readable {
  const zip = new ZipFile()
  const stream = zip.outputStream as Readable
  fill(ctx, zip, entries).then(
    () => zip.end(),
    (error: unknown) => stream.destroy(error instanceof Error ? error : new Error(String(error))),
  )
  zip.on('error', (error: Error) => stream.destroy(error))
  return stream
}

async function fill(ctx: Ctx, zip: ZipFile, entries: AsyncIterable<Entry>): Promise<void> {
  // The same instant for all: an archive tells nothing by its files' times.
  const mtime = new Date(ctx.now.epochMilliseconds)
  for await (const entry of entries) {
    if ('storageKey' in entry) {
      const file = await ctx.services.adapters.storage.get(entry.storageKey)
      if (file) await addStream(zip, entry.name, file.stream, mtime)
    } else if ('lines' in entry) await addStream(zip, entry.name, Readable.from(entry.lines), mtime, true)
    else if ('bytes' in entry) zip.addBuffer(Buffer.from(entry.bytes), entry.name, { mtime, compress: false })
    else {
      const text = 'text' in entry ? entry.text : `${JSON.stringify(entry.json, null, 2)}\n`
      zip.addBuffer(Buffer.from(text), entry.name, { mtime })
    }
  }
}

/** Photos are compressed already. The next entry waits until this one is in. */
async function addStream(
  zip: ZipFile,
  name: string,
  stream: Readable,
  mtime: Date,
  compress = false,
): Promise<void> {
  const read = new Promise<void>((resolve, reject) => {
    stream.once('end', resolve)
    stream.once('error', reject)
  })
  zip.addReadStream(stream, name, { mtime, compress })
  await read
}
