import { type LoaderFunctionArgs, useLoaderData, useSearchParams } from 'react-router'
import { useTranslations } from 'use-intl'
import { notFound } from '../../../kit/errors.ts'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { Head } from '../../../web/head.tsx'
import { cx } from '../../../web/ui/class-names.ts'
import { Tabs } from '../../../web/ui/nav.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { Sections } from '../../../web/ui/page.tsx'
import { readOrder } from '../read-order.ts'
import { numberText } from './names.ts'
import { OrderAbout } from './order-about.tsx'
import { orderData } from './order-data.ts'
import { OrderHead } from './order-head.tsx'
import { OrderJobs } from './order-jobs.tsx'
import { OrderLog } from './order-log.tsx'
import { OrderMoney } from './order-money.tsx'
import { SheetProvider } from './order-sheet.ts'
import { OrderState } from './order-state.tsx'
import { useApi } from './use-api.ts'
import { useLive } from './use-live.ts'
import './desk-pages.css'

/** The whole sheet for the people of its shop; for anybody else there is no such page. */
export async function loader({ context, params }: LoaderFunctionArgs) {
  const ctx = pageCtx(context)
  const sheet = await readOrder(ctx, params['id'] ?? '')
  const { shop, internal } = sheet
  if (!internal || (shop.slug !== params['shop'] && shop.id !== params['shop'])) throw notFound()
  return orderData(ctx, sheet)
}

const TABS = ['jobs', 'about', 'state', 'log'] as const
type Tab = (typeof TABS)[number]

/** A job sheet: what it is at the start side, the jobs in the middle, where it stands at the end side; a log below. */
export default function OrderPage() {
  const data = useLoaderData<typeof loader>()
  const t = useTranslations('desk')
  const [search] = useSearchParams()
  const api = useApi()
  useLive(data.shop.slug)
  const asked = search.get('tab')
  const tab: Tab = TABS.find((one) => one === asked) ?? 'jobs'
  const { order } = data
  const act: typeof api.call = (method, path, body, once) =>
    api.call(method, `/api/service-request/${order.id}${path}`, body, once)
  // Below a desk's width one part at a time, by the tabs.
  const on = (part: Tab, className?: string) => cx(className, part !== tab && 'max-xl:hidden')
  return (
    <SheetProvider value={{ ...data, act, call: api.call, busy: api.busy, problem: api.problem }}>
      <Head title={numberText(order.number)} hidden />
      <OrderHead />
      {api.problem ? (
        <div className="mb-6">
          <Notice kind="blocked" alert title={api.problem.title}>
            <p>{api.problem.errors?.map(({ message }) => message).join(' ') ?? api.problem.detail}</p>
          </Notice>
        </div>
      ) : null}
      <div className="mb-6 xl:hidden">
        <Tabs
          tabs={TABS.map((one) => ({
            to: `?tab=${one}`,
            label: t(`order.tab.${one}`),
            current: one === tab,
          }))}
        />
      </div>
      <div className="sheet">
        <Sections className={on('about', 'sheet-about')}>
          <OrderAbout />
        </Sections>
        <Sections className={on('jobs', 'sheet-jobs')}>
          <OrderJobs />
        </Sections>
        <Sections className={on('state', 'sheet-state')}>
          <OrderState />
          <OrderMoney />
        </Sections>
        <div className={on('log', 'sheet-log')}>
          <OrderLog />
        </div>
      </div>
    </SheetProvider>
  )
}
