import { goTo } from '../../../../kit/http/go-to.ts'
import { pageCtx } from '../../../../kit/http/page-context.ts'
import { usePaths } from '../../../../web/document.ts'
import { paths } from '../../../../web/paths.ts'
import { ZoneProvider } from '../../../../web/ui/reading.tsx'
import { numberText } from '../../../repairs/pages/names.ts'
import { openOwn } from '../../../repairs/pages/track/open.ts'
import { shopById } from '../../../shops/find.ts'
import { chooseTime } from '../time/act.ts'
import { ChooseTime } from '../time/choose-time.tsx'
import { readChoice } from '../time/read-choice.ts'
import type { Route } from './+types/repair-time.ts'

/** The times to choose from, for the repair's owner. */
export async function loader({ context, params, url }: Route.LoaderArgs) {
  const opened = await openOwn(pageCtx(context), params.id)
  const { ctx, order } = opened
  const choice = await readChoice(opened, url)
  if (!choice) throw goTo(url, paths(ctx.locale).myRepair(order.id))
  const { timezone } = await shopById(ctx, order.shopId)
  return { choice, id: order.id, number: numberText(order.number), zone: timezone }
}

export function action(args: Route.ActionArgs) {
  const { id } = args.params
  return chooseTime(
    args,
    (ctx) => openOwn(ctx, id),
    (ctx) => paths(ctx.locale).myRepair(id),
  )
}

/** Another time for a visit of one's own, or the first for a request. */
export default function MyRepairTime({ loaderData, actionData }: Route.ComponentProps) {
  const to = usePaths()
  const { choice, id, number, zone } = loaderData
  return (
    <ZoneProvider zone={zone}>
      <div className="max-w-[44rem]">
        <ChooseTime
          choice={choice}
          answer={actionData}
          number={number}
          here={to.myRepairTime(id)}
          back={to.myRepair(id)}
        />
      </div>
    </ZoneProvider>
  )
}
