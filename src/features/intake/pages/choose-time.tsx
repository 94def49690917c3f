import { goTo } from '../../../kit/http/go-to.ts'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { usePaths } from '../../../web/document.ts'
import { paths } from '../../../web/paths.ts'
import { numberText } from '../../repairs/pages/names.ts'
import { openByCode } from '../../repairs/pages/track/open.ts'
import type { Route } from './+types/choose-time.ts'
import { chooseTime } from './time/act.ts'
import { ChooseTime } from './time/choose-time.tsx'
import { readChoice } from './time/read-choice.ts'

export const handle = { width: 'narrow' }

/** The times to choose from, for whoever has the repair's code. */
export async function loader({ context, params, url }: Route.LoaderArgs) {
  const opened = await openByCode(pageCtx(context), params.code)
  const choice = await readChoice(opened, url)
  if (!choice) throw goTo(url, paths(opened.ctx.locale).track(params.code))
  return { choice, code: params.code, number: numberText(opened.order.number) }
}

export function action(args: Route.ActionArgs) {
  const { code } = args.params
  return chooseTime(
    args,
    (ctx) => openByCode(ctx, code),
    (ctx) => paths(ctx.locale).track(code),
  )
}

/** Another time for a visit, or the first for a request. */
export default function ChooseTimePage({ loaderData, actionData }: Route.ComponentProps) {
  const to = usePaths()
  const { choice, code, number } = loaderData
  return (
    <ChooseTime
      choice={choice}
      answer={actionData}
      number={number}
      here={to.trackTime(code)}
      back={to.track(code)}
    />
  )
}
