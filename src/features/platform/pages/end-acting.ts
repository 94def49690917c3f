import { unauthenticated } from '../../../kit/errors.ts'
import { goTo } from '../../../kit/http/go-to.ts'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { paths } from '../../../web/paths.ts'
import { endActing } from '../../accounts/act-for.ts'
import { homeOf } from '../../accounts/pages/enter.ts'
import type { Route } from './+types/end-acting.ts'

/** Ends acting in another's place; pressed once more, or too late, it leads to where one belongs. */
export async function action({ context, url }: Route.ActionArgs) {
  const ctx = pageCtx(context)
  const { caller } = ctx
  if (caller.kind !== 'account') throw unauthenticated()
  const account = await endActing(ctx)
  if (account) return goTo(url, paths(ctx.locale).actAs({ account, notice: 'ended' }))
  const { grants, platformRoles } = caller
  return goTo(url, homeOf(ctx.locale, { desk: grants[0]?.shopSlug, platform: platformRoles.length > 0 }))
}

/** There is nothing to see here. */
export function loader({ context, url }: Route.LoaderArgs) {
  throw goTo(url, paths(pageCtx(context).locale).home())
}
