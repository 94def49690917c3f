import type { Ctx, Locale } from './context.ts'
import { inLocale } from './i18n/locale.ts'

/** A full address of a page, in a language, for messages and answers: from FIXBAY_URL, never from the request. */
export function pageUrl(ctx: Ctx, path: string, locale: Locale): string {
  return ctx.services.config.url + inLocale(path, locale)
}

/** The tracking page of a code. */
export function trackingUrl(ctx: Ctx, code: string, locale: Locale): string {
  return pageUrl(ctx, `/track/${code}`, locale)
}
