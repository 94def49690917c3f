import { Form, Link, type LoaderFunctionArgs, redirect, useLoaderData, useSubmit } from 'react-router'
import { useTranslations } from 'use-intl'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { useDocument, usePaths } from '../../../web/document.ts'
import { Head } from '../../../web/head.tsx'
import { type Column, DataTable } from '../../../web/ui/data-table.tsx'
import { EmptyState } from '../../../web/ui/empty-state.tsx'
import { LinkButton } from '../../../web/ui/button.tsx'
import { Select, TextInput } from '../../../web/ui/inputs.tsx'
import { Pagination } from '../../../web/ui/nav.tsx'
import { PageHeader } from '../../../web/ui/page.tsx'
import { Plate } from '../../../web/ui/plate.tsx'
import { StatusTag } from '../../../web/ui/status-tag.tsx'
import { Ltr, When } from '../../../web/ui/values.tsx'
import { localText } from '../../shops/pages/local-text.ts'
import { ListOrders, listOrders } from '../list-orders.ts'
import { STATUSES } from '../stages.ts'
import { type ListedAnswer, presentListed } from '../status-answer.ts'
import { assetName, numberText } from './names.ts'
import { useLive } from './use-live.ts'

/** A page of the shop's orders, as the address narrows it; what the address says wrongly is dropped from it. */
export async function loader({ context, params, url }: LoaderFunctionArgs) {
  const ctx = pageCtx(context)
  const shop = params['shop'] ?? ''
  const typed = Object.fromEntries([...url.searchParams].filter(([, value]) => value !== ''))
  const asked = ListOrders.safeParse({ ...typed, shop })
  if (!asked.success) throw redirect(url.pathname)
  const { orders, next } = await listOrders(ctx, asked.data)
  const { status, q, after } = asked.data
  return { shop, orders: await presentListed(ctx, orders), next, filter: { status, q, after } }
}

/** Every order of the shop, found by status and by words. */
export default function Orders() {
  const { shop, orders, next, filter } = useLoaderData<typeof loader>()
  const t = useTranslations('desk')
  const ui = useTranslations('ui')
  const to = usePaths()
  const submit = useSubmit()
  const { status, q, after } = filter
  const columns = useColumns(shop)
  useLive(shop)
  return (
    <>
      <Head title={t('orders.title')} hidden />
      <PageHeader title={t('orders.title')} />
      <Form method="get" className="mb-6 flex flex-wrap items-end gap-4">
        <div className="flex-1 basis-64 sm:max-w-96">
          <TextInput
            key={`q ${q}`}
            name="q"
            type="search"
            label={t('orders.search')}
            placeholder={t('orders.searchHint')}
            defaultValue={q}
            maxLength={200}
          />
        </div>
        <Select
          key={`status ${status}`}
          name="status"
          label={t('orders.status')}
          none={t('orders.any')}
          options={STATUSES.map((one) => ({ value: one, label: ui(`order.${one}`) }))}
          defaultValue={status}
          onChange={(event) => void submit(event.currentTarget.form)}
        />
      </Form>
      {orders.length > 0 ? (
        <DataTable
          caption={t('orders.title')}
          captionHidden
          columns={columns}
          rows={orders}
          rowKey={({ id }) => id}
        />
      ) : (
        <EmptyState
          title={t('orders.none')}
          next={q || status ? <LinkButton to={to.orders(shop)}>{t('orders.all')}</LinkButton> : undefined}
        />
      )}
      <Pagination
        next={next === null ? null : to.orders(shop, { status, q, after: next })}
        first={after ? to.orders(shop, { status, q }) : null}
      />
    </>
  )
}

function useColumns(shop: string): Column<ListedAnswer>[] {
  const t = useTranslations('desk')
  const to = usePaths()
  const { locale } = useDocument()
  return [
    {
      key: 'number',
      head: t('orders.number'),
      tight: true,
      cell: ({ id, number }) => (
        <Link to={to.order(shop, id)} className="link link-ink font-semibold">
          <Ltr>{numberText(number)}</Ltr>
        </Link>
      ),
    },
    {
      key: 'status',
      head: t('orders.status'),
      tight: true,
      beside: true,
      cell: ({ status }) => <StatusTag kind="order" status={status} plain />,
    },
    {
      key: 'customer',
      head: t('order.customer'),
      whole: true,
      cell: ({ customer }) => <bdi>{customer.name}</bdi>,
    },
    {
      key: 'asset',
      head: t('orders.asset'),
      whole: true,
      cell: ({ asset }) => (
        <span className="flex flex-wrap items-center gap-2">
          <bdi>{localText(assetName(asset), locale)}</bdi>
          {asset.kind === 'vehicle' && asset.plate ? <Plate plate={asset.plate} /> : null}
        </span>
      ),
    },
    {
      key: 'promised',
      head: t('order.promised'),
      tight: true,
      cell: ({ promisedAt, status }) =>
        promisedAt ? <When at={promisedAt} show="nearTime" late={status === 'delayed'} /> : null,
    },
    {
      key: 'created',
      head: t('orders.opened'),
      tight: true,
      align: 'end',
      cell: ({ createdAt }) => <When at={createdAt} show="near" dateForm="medium" />,
    },
  ]
}
