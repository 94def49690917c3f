import { randomBytes } from 'node:crypto'
import type { ExpressionBuilder } from 'kysely'
import { AdapterFailure } from '../../adapters/failure.ts'
import { accountIdOf } from '../access/index.ts'
import type { Ctx } from '../context.ts'
import { isId, newId } from '../db/index.ts'
import type { DB } from '../db/types.ts'
import { notFound, Problem } from '../errors.ts'
import { keptSince } from '../retention.ts'
import { ImageRefused, processImage } from './image.ts'

/** A photo that was sent up and waits to be attached. */
export interface Upload {
  id: string
  width: number
  height: number
}

/**
 * Takes a photo in: turned upright, re-encoded without EXIF and place, with a thumbnail. 415 for what is no
 * image, 413 for one too large to open, 503 while too many wait or there is no room. Slow work; call it outside of any
 * transaction. The row comes first: whatever breaks off after it, the sweep finds the bytes by it.
 */
export async function takeUpload(ctx: Ctx, bytes: Uint8Array): Promise<Upload> {
  const image = await processImage(bytes).catch((error: unknown) => {
    throw error instanceof ImageRefused ? problemOfImage(error) : error
  })
  const ending = image.type === 'image/webp' ? 'webp' : 'jpg'
  const keys = { storageKey: `${newFileKey()}.${ending}`, thumbKey: `${newFileKey()}.${ending}` }
  const upload = { id: newId(ctx.now), width: image.width, height: image.height }
  await ctx.db
    .insertInto('uploads')
    .values({
      ...upload,
      ...keys,
      type: image.type,
      bytes: image.bytes.byteLength,
      checksum: Buffer.from(image.checksum),
      uploadedBy: accountIdOf(ctx.caller),
      createdAt: ctx.now,
    })
    .execute()
  try {
    const { storage } = ctx.services.adapters
    await storage.put(keys.storageKey, image.bytes, { type: image.type })
    await storage.put(keys.thumbKey, image.thumb, { type: image.type })
  } catch (error) {
    await ctx.db.deleteFrom('uploads').where('id', '=', upload.id).execute()
    await dropBytes(ctx, keys).catch((left: unknown) =>
      ctx.services.log.warn({ err: left }, 'photo left behind'),
    )
    if (!(error instanceof AdapterFailure && error.retryable)) throw error
    ctx.services.log.error({ err: error }, 'photo not kept')
    throw new Problem('unavailable', { reason: 'photo-not-kept', retryAfterSeconds: ROOM_SECONDS })
  }
  return upload
}

async function dropBytes(
  ctx: Ctx,
  { storageKey, thumbKey }: { storageKey: string; thumbKey: string },
): Promise<void> {
  await ctx.services.adapters.storage.delete(storageKey)
  await ctx.services.adapters.storage.delete(thumbKey)
}

// Somebody has to make room.
const ROOM_SECONDS = 300
const BUSY_SECONDS = 5

/** What a photo that was not taken is to its sender. */
export function problemOfImage({ reason }: ImageRefused): Problem {
  if (reason === 'busy') return new Problem('unavailable', { reason, retryAfterSeconds: BUSY_SECONDS })
  return new Problem(reason === 'too-large' ? 'too-large' : 'unsupported', { reason })
}

/** Keys are random: nothing about the photo can be read off or guessed from them. */
function newFileKey(): string {
  const name = randomBytes(20).toString('hex')
  return `${name.slice(0, 2)}/${name}`
}

export interface FileSubject {
  shopId: string
  kind: 'order' | 'job' | 'asset' | 'shop'
  id: string
  visibility: 'public' | 'customer' | 'internal'
}

/** Attaches uploads, each once; 404 with `/imageIds/<n>` for an unknown, foreign or used one, and for one named twice. */
export async function attachUploads(tx: Ctx, subject: FileSubject, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const wanted = ids.filter(isId)
  const taken = wanted.length === 0 ? [] : await takeUnattached(tx, wanted)
  const missing = ids.findIndex(
    (id, index) => ids.indexOf(id) < index || !taken.some((upload) => upload.id === id),
  )
  if (missing >= 0) throw notFound(`/imageIds/${missing}`)
  await tx.db
    .insertInto('files')
    .values(
      ids.map((id) => {
        const { uploadedBy, ...upload } = taken.find((one) => one.id === id) ?? neverMissing()
        return {
          ...upload,
          shopId: subject.shopId,
          subjectKind: subject.kind,
          subjectId: subject.id,
          visibility: subject.visibility,
          addedBy: uploadedBy,
          addedAt: tx.now,
        }
      }),
    )
    .execute()
}

/** A signed-in caller's uploads are theirs alone; a guest's belong to whoever knows the id. */
async function takeUnattached(tx: Ctx, ids: readonly string[]) {
  return tx.db
    .updateTable('uploads')
    .set({ attachedAt: tx.now })
    .where('id', 'in', ids)
    .where('attachedAt', 'is', null)
    .where(isCallers(tx))
    .returning(['id', 'storageKey', 'thumbKey', 'type', 'bytes', 'width', 'height', 'checksum', 'uploadedBy'])
    .execute()
}

function isCallers({ caller }: Ctx) {
  const accountId = accountIdOf(caller)
  return (eb: ExpressionBuilder<DB, 'uploads'>) =>
    accountId
      ? eb.or([eb('uploadedBy', 'is', null), eb('uploadedBy', '=', accountId)])
      : eb('uploadedBy', 'is', null)
}

/** Which of these ids are photos that the caller sent up and that still wait to be attached, in the order given. */
export async function waitingUploads(ctx: Ctx, ids: readonly string[]): Promise<string[]> {
  const wanted = ids.filter(isId)
  if (wanted.length === 0) return []
  const rows = await ctx.db
    .selectFrom('uploads')
    .select('id')
    .where('id', 'in', wanted)
    .where('attachedAt', 'is', null)
    .where(isCallers(ctx))
    .execute()
  const waiting = new Set(rows.map((row) => row.id))
  return wanted.filter((id) => waiting.has(id))
}

function neverMissing(): never {
  throw new Error('an upload that was taken is missing')
}

/** Deletes photos that nobody attached in time: the rows first, then the bytes. Gives how many. */
export async function dropStaleUploads(ctx: Ctx): Promise<number> {
  const stale = await ctx.db
    .deleteFrom('uploads')
    .where('attachedAt', 'is', null)
    .where('createdAt', '<', keptSince(ctx.now, 'uploads'))
    .returning(['storageKey', 'thumbKey'])
    .execute()
  for (const keys of stale) await dropBytes(ctx, keys)
  return stale.length
}
