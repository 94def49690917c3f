import { type LoaderFunctionArgs, useLoaderData, useSearchParams } from 'react-router'
import { useTranslations } from 'use-intl'
import { can, grantIn } from '../../../kit/access/index.ts'
import type { Ctx } from '../../../kit/context.ts'
import { notFound } from '../../../kit/errors.ts'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { Head } from '../../../web/head.tsx'
import { cx } from '../../../web/ui/class-names.ts'
import { Tabs } from '../../../web/ui/nav.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { Sections } from '../../../web/ui/page.tsx'
import { servicesOf, serviceWords } from '../../catalog/services.ts'
import { presentInvoice } from '../../invoices/invoice-answer.ts'
import { invoicesOf } from '../../invoices/read-invoice.ts'
import { taxRatesOf } from '../../shops/taxes.ts'
import { staffOf } from '../../staff/people.ts'
import { resourcesOf } from '../../staff/resources.ts'
import { subjectOf } from '../find-order.ts'
import { historyOf } from '../history.ts'
import { presentOrder } from '../order-answer.ts'
import { type OrderSheet, readOrder } from '../read-order.ts'
import { phoneOf } from './card-view.ts'
import { OrderAbout } from './order-about.tsx'
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
  const { shop, order, internal } = sheet
  if (!internal || (shop.slug !== params['shop'] && shop.id !== params['shop'])) throw notFound()
  const may = rightsOf(ctx, sheet)
  const past = await historyOf(ctx, order)
  return {
    now: ctx.now.epochMilliseconds,
    shop: {
      slug: shop.slug,
      timezone: shop.timezone,
      currency: order.currency,
      qualityCheck: shop.qualityCheck,
    },
    order: await presentOrder(ctx, sheet),
    phone: phoneOf(sheet.customer?.phone, shop.region),
    may,
    past: past.map((one) => ({ ...one, createdAt: one.createdAt.epochMilliseconds })),
    ...(await choicesFor(ctx, sheet, may)),
    invoices: may.money
      ? await Promise.all((await invoicesOf(ctx, order)).map((one) => presentInvoice(ctx, one)))
      : [],
  }
}

function rightsOf(ctx: Ctx, { order }: OrderSheet) {
  const subject = subjectOf(order)
  return {
    edit: can(ctx, 'orders.edit', subject),
    assign: can(ctx, 'orders.assign', subject),
    answer: can(ctx, 'estimates.approve', { shopId: order.shopId }),
    money: can(ctx, 'invoices.read', { shopId: order.shopId }),
    issue: can(ctx, 'invoices.issue', { shopId: order.shopId }),
    record: can(ctx, 'payments.record', { shopId: order.shopId }),
    self: grantIn(ctx.caller, order.shopId)?.staffId ?? null,
  }
}

/** What can be chosen from on the sheet, for whoever may choose. */
async function choicesFor(ctx: Ctx, { shop }: OrderSheet, may: ReturnType<typeof rightsOf>) {
  const people = may.assign ? await staffOf(ctx, shop.id) : []
  const places = may.assign ? await resourcesOf(ctx, shop.id) : []
  const services = may.edit ? await servicesOf(ctx, shop.id) : []
  const rates = may.edit ? await taxRatesOf(ctx, shop.id) : []
  return {
    people: people.filter(({ roles }) => roles.includes('technician')).map(({ id, name }) => ({ id, name })),
    bays: places
      .filter(({ kind }) => kind === 'bay' || kind === 'bench')
      .map(({ id, name }) => ({ id, name })),
    services: services.map((service) => ({
      id: service.id,
      name: serviceWords(service, ctx.locale).name,
      price: service.price,
    })),
    rates: rates.map(({ id, name, ratePpm }) => ({ id, name, ratePpm })),
  }
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
  const act: typeof api.call = (method, path, body) =>
    api.call(method, `/api/service-request/${order.id}${path}`, body)
  // Below a desk's width one part at a time, by the tabs.
  const on = (part: Tab, className?: string) => cx(className, part !== tab && 'max-xl:hidden')
  return (
    <SheetProvider value={{ ...data, act, call: api.call, busy: api.busy, problem: api.problem }}>
      <Head title={`RO-${order.number}`} hidden />
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
