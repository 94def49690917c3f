import type { Ctx } from '../../../kit/context.ts'
import { goTo } from '../../../kit/http/go-to.ts'
import { safePath } from '../../../kit/http/safe-path.ts'
import { barePath } from '../../../kit/i18n/locale.ts'
import { deskHome } from '../../../web/layouts/desk-home.ts'
import { paths } from '../../../web/paths.ts'
import { hatsToWear } from '../../accounts/act-for.ts'
import { deviceTokenIn, sessionCookie } from '../../accounts/cookie.ts'
import { choicesOf } from '../../accounts/pages/enter.ts'
import { shopById } from '../../shops/find.ts'
import type { Unlocked } from '../unlock-device.ts'

/** The token that makes the browser of a request a shared device. */
export function deviceTokenOf(ctx: Ctx, request: Request): string | undefined {
  return deviceTokenIn(ctx.services.config, request.headers.get('cookie'))
}

/** Leads whoever has just given their PIN on: to the page of that shop's desk that was open, else to the desk. */
export async function enterDesk(
  ctx: Ctx,
  url: URL,
  { account, session, device }: Unlocked,
): Promise<Response> {
  const { slug } = await shopById(ctx, device.shopId)
  const { shops } = await hatsToWear(ctx, account.id)
  const may = shops.find(({ id }) => id === device.shopId)?.permissions ?? new Map<never, never>()
  const desk = deskHome(paths(ctx.locale), slug, may)
  const wanted = safePath(url.searchParams.get('to'), desk)
  const bare = barePath(new URL(wanted, url).pathname)
  const isOfDesk = bare === `/desk/${slug}` || bare.startsWith(`/desk/${slug}/`)
  const answer = goTo(url, isOfDesk ? wanted : desk)
  answer.headers.append('set-cookie', sessionCookie(ctx.services.config, session.token))
  for (const cookie of choicesOf(ctx, account)) answer.headers.append('set-cookie', cookie)
  return answer
}
