import type { Readable } from 'node:stream'
import { timingSafeEqual } from 'node:crypto'
import type { Ctx } from '../context.ts'
import { acrossShops, isId } from '../db/index.ts'
import { notFound } from '../errors.ts'

/** A file as an answer shows it: links that work for a while, without sign-in. */
export interface FileLink {
  id: string
  url: string
  thumbUrl: string
  width: number | null
  height: number | null
  caption: string
}

const LINK_HOURS = 6

type Size = 'full' | 'thumb'

/** A signed link to a file or upload. It expires at a full hour, so that a page's links stay the same for a while. */
export function fileUrl(ctx: Ctx, id: string, size: Size = 'full'): string {
  const hour = Math.floor(ctx.now.epochMilliseconds / 3_600_000) + LINK_HOURS
  return `${ctx.services.config.url}/files/${id}/${size}?until=${hour}&signature=${signatureOf(ctx, id, size, hour)}`
}

function signatureOf(ctx: Ctx, id: string, size: string, hour: number): string {
  return ctx.services.secrets.sign(`file ${id} ${size} ${hour}`)
}

export interface OpenFile {
  type: string
  size: number
  stream: Readable
}

/** The bytes behind a signed link; 404 for a wrong or expired one, and for files that are gone. */
export async function openFile(
  ctx: Ctx,
  link: { id: string; size: string; until: string; signature: string },
): Promise<OpenFile> {
  const hour = Number(link.until)
  if (!isId(link.id) || (link.size !== 'full' && link.size !== 'thumb')) throw notFound()
  if (!Number.isInteger(hour) || hour * 3_600_000 <= ctx.now.epochMilliseconds) throw notFound()
  const expected = Buffer.from(signatureOf(ctx, link.id, link.size, hour))
  const given = Buffer.from(link.signature)
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw notFound()
  const key = await keyOf(ctx, link.id, link.size)
  const file = key ? await ctx.services.adapters.storage.get(key) : null
  if (!file) throw notFound()
  return file
}

async function keyOf(ctx: Ctx, id: string, size: Size): Promise<string | undefined> {
  const column = size === 'full' ? 'storageKey' : 'thumbKey'
  const upload = await ctx.db.selectFrom('uploads').select(column).where('id', '=', id).executeTakeFirst()
  if (upload) return upload[column]
  const file = await acrossShops(ctx.db, 'a signed link names a file by its id alone')
    .selectFrom('files')
    .select(column)
    .where('id', '=', id)
    .executeTakeFirst()
  return file?.[column]
}

/** The files of subjects, by subject, oldest first; internal ones only where asked for. */
export async function filesOf(
  ctx: Ctx,
  shopId: string,
  subjectIds: readonly string[],
  { internal }: { internal: boolean },
): Promise<Map<string, FileLink[]>> {
  if (subjectIds.length === 0) return new Map()
  let query = ctx.db
    .selectFrom('files')
    .select(['id', 'subjectId', 'width', 'height', 'caption'])
    .where('shopId', '=', shopId)
    .where('subjectId', 'in', subjectIds)
  if (!internal) query = query.where('visibility', '<>', 'internal')
  const rows = await query.orderBy('id').execute()
  const links = new Map<string, FileLink[]>()
  for (const { subjectId, ...file } of rows) {
    const link = { ...file, url: fileUrl(ctx, file.id), thumbUrl: fileUrl(ctx, file.id, 'thumb') }
    links.set(subjectId, [...(links.get(subjectId) ?? []), link])
  }
  return links
}
