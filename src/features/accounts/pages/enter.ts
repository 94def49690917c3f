import type { Ctx, Locale } from '../../../kit/context.ts'
import { goTo } from '../../../kit/http/go-to.ts'
import { safePath } from '../../../kit/http/safe-path.ts'
import { barePath } from '../../../kit/i18n/locale.ts'
import { rememberChoice } from '../../../kit/i18n/preferences.ts'
import { paths } from '../../../web/paths.ts'
import { sessionCookie, stepCookie } from '../cookie.ts'
import { beginSecondStep, STEP_MINUTES } from '../second-step.ts'
import type { BrowserSession } from '../sessions.ts'
import type { Opened, Refused } from '../sign-in.ts'
import type { Account } from '../store.ts'
import { selectRights } from '../store-callers.ts'

/** Leads a person who has just signed in on: to where they wanted, else to where they belong, with their cookies. */
export async function enter(
  ctx: Ctx,
  url: URL,
  { account, session }: { account: Account; session: BrowserSession },
): Promise<Response> {
  const shown = { secondFactor: session.secondFactor, now: ctx.now }
  const { grants, platformRoles, owedTo } = await selectRights(ctx.services, account.id, shown)
  const home = homeOf(ctx.locale, { desk: grants[0]?.shopSlug, platform: platformRoles.length > 0 })
  const wanted = wantedPath(url, home)
  // Who owes a second step is asked for it first, and may go on where there is still time.
  const answer = goTo(url, owedTo.length > 0 ? paths(ctx.locale).security({ to: wanted }) : wanted)
  answer.headers.append('set-cookie', sessionCookie(ctx.services.config, session.token))
  for (const cookie of choicesOf(ctx, account)) answer.headers.append('set-cookie', cookie)
  return answer
}

/**
 * The same for any way in that may be refused; who owes the second step is led to it, with the first one kept in a
 * cookie.
 */
export async function enterOrStep(
  ctx: Ctx,
  url: URL,
  entered: Opened<BrowserSession> | Refused,
): Promise<Response> {
  if (!('refused' in entered)) return enter(ctx, url, entered)
  if (entered.owes === undefined) throw entered.refused
  const token = await beginSecondStep(ctx, entered.owes)
  return goTo(url, paths(ctx.locale).secondStep(wantedOrNone(url)), {
    'set-cookie': stepCookie(ctx.services.config, 'sign-in-step', token, STEP_MINUTES * 60),
  })
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

/** The same, or undefined where an address names none. */
export function wantedOrNone(url: URL): string | undefined {
  return url.searchParams.has('to') ? wantedPath(url, '') || undefined : undefined
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
