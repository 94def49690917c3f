import { useTranslations } from 'use-intl'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { trackingUrl } from '../../../kit/links.ts'
import { usePaths } from '../../../web/document.ts'
import { Head } from '../../../web/head.tsx'
import { paths } from '../../../web/paths.ts'
import { CARD_PAGE_ORIGINS } from '../../payments/card-page-origins.ts'
import type { Route } from './+types/track.ts'
import { actOnRepair } from './track/act.ts'
import { FirstTime } from './track/first-time.tsx'
import { openByCode } from './track/open.ts'
import { readView } from './track/read-view.ts'
import { RepairPage } from './track/repair-view.tsx'

export const handle = { width: 'narrow', formTargets: CARD_PAGE_ORIGINS }

/** A repair by its tracking code, as its customer sees it. */
export async function loader({ context, params, url }: Route.LoaderArgs) {
  const opened = await openByCode(pageCtx(context), params.code)
  const { ctx } = opened
  return {
    view: await readView(opened),
    isNew: url.searchParams.has('new'),
    link: trackingUrl(ctx, params.code, ctx.locale),
  }
}

export function action(args: Route.ActionArgs) {
  const { code } = args.params
  return actOnRepair(
    args,
    (ctx) => openByCode(ctx, code),
    (ctx) => paths(ctx.locale).track(code),
  )
}

/** The page that a customer follows a repair on. */
export default function Track({ loaderData: { view, isNew, link }, actionData }: Route.ComponentProps) {
  const t = useTranslations('track')
  const to = usePaths()
  return (
    <>
      <Head title={t('title', { number: view.number })} hidden />
      <RepairPage
        view={view}
        problem={actionData?.problem}
        timePath={to.trackTime(view.code)}
        calendarPath={to.trackCalendar(view.code)}
        banner={isNew ? <FirstTime view={view} link={link} /> : null}
      />
    </>
  )
}
