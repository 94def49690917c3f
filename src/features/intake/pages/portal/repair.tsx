import { useTranslations } from 'use-intl'
import { pageCtx } from '../../../../kit/http/page-context.ts'
import { usePaths } from '../../../../web/document.ts'
import { Head } from '../../../../web/head.tsx'
import { paths } from '../../../../web/paths.ts'
import { Breadcrumb } from '../../../../web/ui/nav.tsx'
import { ZoneProvider } from '../../../../web/ui/reading.tsx'
import { CARD_PAGE_ORIGINS } from '../../../payments/card-page-origins.ts'
import { actOnRepair } from '../../../repairs/pages/track/act.ts'
import { openOwn } from '../../../repairs/pages/track/open.ts'
import { readView } from '../../../repairs/pages/track/read-view.ts'
import { RepairPage } from '../../../repairs/pages/track/repair-view.tsx'
import { shopById } from '../../../shops/find.ts'
import type { Route } from './+types/repair.ts'

export { headers } from '../../../accounts/pages/no-store.ts'

export const handle = { formTargets: CARD_PAGE_ORIGINS }

/** One of the caller's own repairs. */
export async function loader({ context, params }: Route.LoaderArgs) {
  const opened = await openOwn(pageCtx(context), params.id)
  const { timezone } = await shopById(opened.ctx, opened.order.shopId)
  return { view: await readView(opened), zone: timezone }
}

export function action(args: Route.ActionArgs) {
  const { id } = args.params
  return actOnRepair(
    args,
    (ctx) => openOwn(ctx, id),
    (ctx) => paths(ctx.locale).myRepair(id),
  )
}

/** The same page that the tracking link opens. */
export default function MyRepair({ loaderData: { view, zone }, actionData }: Route.ComponentProps) {
  const t = useTranslations('track')
  const common = useTranslations('common')
  const to = usePaths()
  return (
    <ZoneProvider zone={zone}>
      <Head title={t('title', { number: view.number })} hidden />
      <div className="max-w-[44rem]">
        <div className="pb-4">
          <Breadcrumb items={[{ to: to.myRepairs(), label: common('nav.repairs') }]} />
        </div>
        <RepairPage
          view={view}
          problem={actionData?.problem}
          timePath={to.myRepairTime(view.id)}
          calendarPath={to.trackCalendar(view.code)}
        />
      </div>
    </ZoneProvider>
  )
}
