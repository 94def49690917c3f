import { timingSafeEqual } from 'node:crypto'
import type { Ctx, Locale } from '../context.ts'
import { notFound } from '../errors.ts'
import type { PaperKind } from './types.ts'

const LINK_HOURS = 6
const HOUR = 3_600_000

/** A record's id, with a date where the paper is about a day of it. */
const PAPER_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(\.\d{4}-\d{2}-\d{2})?$/

/** A signed link to a paper as PDF, in a language: it works for some hours, without sign-in. */
export function paperUrl(ctx: Ctx, kind: PaperKind, id: string, locale: Locale): string {
  const until = Math.floor(ctx.now.epochMilliseconds / HOUR) + LINK_HOURS
  const query = `locale=${locale}&until=${until}&signature=${signatureOf(ctx, kind, id, locale, until)}`
  return `${ctx.services.config.url}/papers/${kind}/${id}?${query}`
}

function signatureOf(ctx: Ctx, kind: string, id: string, locale: string, until: number): string {
  return ctx.services.secrets.sign(`paper ${kind} ${id} ${locale} ${until}`)
}

/** Throws 404 unless the link was signed by us and still works. */
export function checkPaperLink(
  ctx: Ctx,
  link: { kind: string; id: string; locale: string; until: string; signature: string },
): void {
  const until = Number(link.until)
  if (!PAPER_ID.test(link.id) || !Number.isInteger(until) || until * HOUR <= ctx.now.epochMilliseconds)
    throw notFound()
  const expected = Buffer.from(signatureOf(ctx, link.kind, link.id, link.locale, until))
  const given = Buffer.from(link.signature)
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw notFound()
}
