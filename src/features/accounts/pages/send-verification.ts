import { goTo } from '../../../kit/http/go-to.ts'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { paths } from '../../../web/paths.ts'
import { sendVerification } from '../send-verification.ts'
import type { Route } from './+types/send-verification.ts'

/** A visit without the form leads to the profile. */
export function loader({ context, url }: Route.LoaderArgs): Response {
  return goTo(url, paths(pageCtx(context).locale).myProfile())
}

/** Has the confirmation link mailed again. */
export async function action({ context, url }: Route.ActionArgs): Promise<Response> {
  const ctx = pageCtx(context)
  await sendVerification(ctx)
  return goTo(url, `${paths(ctx.locale).myProfile()}?notice=sentAgain`)
}
