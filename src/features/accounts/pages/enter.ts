import type { Ctx, Locale } from '../../../kit/context.ts'
import { goTo } from '../../../kit/http/go-to.ts'
import { safePath } from '../../../kit/http/safe-path.ts'
import { barePath } from '../../../kit/i18n/locale.ts'
import { rememberChoice } from '../../../kit/i18n/preferences.ts'
import { paths } from '../../../web/paths.ts'
import { sessionCookie } from '../cookie.ts'
import type { Account } from '../store.ts'
import { selectRights } from '../store-callers.ts'

/** Leads a person who has just signed in on: to where they wanted, else to where they belong, with their cookies. */
export async function enter(
  ctx: Ctx,
  url: URL,
  { account, session }: { account: Account; session: { token: string } },
): Promise<Response> {
  const { grants, platformRoles } = await selectRights(ctx.services, account.id)
  const home = homeOf(ctx.locale, { desk: grants[0]?.shopSlug, platform: platformRoles.length > 0 })
  const answer = goTo(url, wantedPath(url, home))
  answer.headers.append('set-cookie', sessionCookie(ctx.services.config, session.token))
  for (const cookie of choicesOf(ctx, account)) answer.headers.append('set-cookie', cookie)
  return answer
}

/** Where somebody belongs who wanted nowhere in particular. */
export function homeOf(
  locale: Locale,
  { desk, platform }: { desk: string | undefined; platform: boolean },
): string {
  const to = paths(locale)
  if (desk) return to.desk(desk)
  return platform ? to.platform() : to.me()
}

/** The `to` of an address, if it is a page of ours and not the way in or out itself. */
export function wantedPath(url: URL, fallback: string): string {
  const wanted = safePath(url.searchParams.get('to'), fallback)
  return /^\/(?:sign-in|sign-out|register)(?:[/?#.]|$)/.test(barePath(wanted)) ? fallback : wanted
}

/** The account's language and calendar become the browser's. */
export function choicesOf(ctx: Ctx, { locale, calendar }: Pick<Account, 'locale' | 'calendar'>): string[] {
  const secure = ctx.services.config.url.startsWith('https:')
  const choices = [
    rememberChoice('locale', locale, secure),
    rememberChoice('calendar', calendar === 'jalali' ? 'persian' : 'gregory', secure),
  ]
  return choices.filter((cookie) => cookie !== null)
}
