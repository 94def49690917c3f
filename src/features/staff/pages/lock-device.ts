import { goTo } from '../../../kit/http/go-to.ts'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { paths } from '../../../web/paths.ts'
import { noSessionCookie } from '../../accounts/cookie.ts'
import { lockDevice } from '../../accounts/device-sessions.ts'
import { wantedOrNone } from '../../accounts/pages/enter.ts'
import type { Route } from './+types/lock-device.ts'

/** Locks the shared device. A session of one's own is left as it is. */
export async function action({ context, url }: Route.ActionArgs) {
  const ctx = pageCtx(context)
  const { caller } = ctx
  const typed = url.searchParams.has('typed') ? '1' : undefined
  const to = paths(ctx.locale).device({ to: wantedOrNone(url), typed })
  if (caller.kind === 'account' && !caller.device) return goTo(url, to)
  await lockDevice(ctx)
  return goTo(url, to, { 'set-cookie': noSessionCookie(ctx.services.config) })
}

/** There is nothing to see here. */
export function loader({ context, url }: Route.LoaderArgs) {
  throw goTo(url, paths(pageCtx(context).locale).device())
}
