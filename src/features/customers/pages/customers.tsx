import { useRef } from 'react'
import { Link, redirect, useSubmit } from 'react-router'
import { useTranslations } from 'use-intl'
import { can } from '../../../kit/access/index.ts'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { formatPhone } from '../../../kit/input.ts'
import { usePaths } from '../../../web/document.ts'
import { Head } from '../../../web/head.tsx'
import { Plus } from '../../../web/icons.tsx'
import { LinkButton } from '../../../web/ui/button.tsx'
import { DataTable } from '../../../web/ui/data-table.tsx'
import { EmptyState } from '../../../web/ui/empty-state.tsx'
import { Pagination, Tabs } from '../../../web/ui/nav.tsx'
import { PageHeader } from '../../../web/ui/page.tsx'
import { SearchBox } from '../../../web/ui/search-box.tsx'
import { Ltr, PhoneLink, When } from '../../../web/ui/values.tsx'
import { findShop } from '../../shops/find.ts'
import { ListCustomers } from '../list-customers.ts'
import { customerList } from '../routes-read.ts'
import type { Route } from './+types/customers.ts'
import { AssetNames } from './asset-names.tsx'

/** A page of customers as the address asks; what it says wrongly is dropped from it. */
export async function loader({ context, params, url }: Route.LoaderArgs) {
  const ctx = pageCtx(context)
  const shop = await findShop(ctx, params.shop)
  const asked = ListCustomers.safeParse(
    Object.fromEntries([...url.searchParams].filter(([, value]) => value !== '')),
  )
  if (!asked.success) throw redirect(url.pathname)
  const { customers, next } = await customerList(ctx, shop, asked.data)
  return {
    slug: shop.slug,
    q: asked.data.q,
    state: asked.data.state,
    isFirst: asked.data.after === undefined,
    next,
    mayAdd: can(ctx, 'customers.create', { shopId: shop.id }),
    mayMerge: can(ctx, 'customers.merge', { shopId: shop.id }),
    customers: customers.map(({ id, name, email, phone, createdAt, assets }) => ({
      id,
      name,
      email,
      phone: phone && { number: phone, text: formatPhone(phone, shop.region) },
      createdAt,
      assets,
    })),
  }
}

type Data = Route.ComponentProps['loaderData']

/** Everybody the shop works for, found by what the caller on the phone says. */
export default function Customers({ loaderData }: Route.ComponentProps) {
  const { slug, q, state, isFirst, next, mayAdd, mayMerge, customers } = loaderData
  const t = useTranslations('customers')
  const to = usePaths()
  const at = (query: Record<string, string | undefined>) =>
    to.customers(slug, { q: q || undefined, state: state === 'inactive' ? state : undefined, ...query })
  return (
    <>
      <Head title={t('title')} hidden />
      <PageHeader
        title={t('title')}
        actions={
          <>
            {mayMerge ? (
              <LinkButton to={to.customerDoubles(slug)} kind="bare">
                {t('doubles.link')}
              </LinkButton>
            ) : null}
            {mayAdd ? (
              <LinkButton to={to.newCustomer(slug)} icon={<Plus />}>
                {t('add')}
              </LinkButton>
            ) : null}
          </>
        }
      />
      <div className="mb-6 grid gap-4">
        <Search q={q} state={state} />
        <Tabs
          tabs={[
            { to: at({ state: undefined }), label: t('served'), current: state === 'active' },
            { to: at({ state: 'inactive' }), label: t('former'), current: state === 'inactive' },
          ]}
        />
      </div>
      {customers.length === 0 ? <Nobody data={loaderData} /> : <CustomerTable data={loaderData} />}
      <Pagination next={next && at({ after: next })} first={isFirst ? null : at({})} />
    </>
  )
}

// As fast as people type; every letter would ask for nothing.
const PAUSE_MS = 250

function Search({ q, state }: Pick<Data, 'q' | 'state'>) {
  const t = useTranslations('customers')
  const submit = useSubmit()
  const soon = useRef<ReturnType<typeof setTimeout>>(undefined)
  return (
    <div className="max-w-xl">
      <SearchBox
        key={state}
        label={t('search')}
        defaultValue={q}
        maxLength={200}
        onChange={({ currentTarget: { form } }) => {
          clearTimeout(soon.current)
          soon.current = setTimeout(
            () => void submit(form, { replace: true, preventScrollReset: true }),
            PAUSE_MS,
          )
        }}
      >
        {state === 'inactive' ? <input type="hidden" name="state" value={state} /> : null}
      </SearchBox>
    </div>
  )
}

function CustomerTable({ data: { slug, customers } }: { data: Data }) {
  const t = useTranslations('customers')
  const to = usePaths()
  return (
    <DataTable
      caption={t('list')}
      captionHidden
      rows={customers}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'name',
          head: t('head.name'),
          cell: ({ id, name }) => (
            <Link to={to.customer(slug, id)} className="link link-ink font-medium wrap-anywhere">
              <bdi>{name}</bdi>
            </Link>
          ),
        },
        {
          key: 'phone',
          head: t('head.phone'),
          beside: true,
          cell: ({ phone }) => (phone ? <PhoneLink phone={phone.number}>{phone.text}</PhoneLink> : null),
        },
        {
          key: 'email',
          head: t('head.email'),
          whole: true,
          cell: ({ email }) => (email ? <Ltr className="wrap-anywhere">{email}</Ltr> : null),
        },
        {
          key: 'assets',
          head: t('head.assets'),
          whole: true,
          cell: ({ assets }) => <AssetNames assets={assets} />,
        },
        {
          key: 'since',
          head: t('head.since'),
          tight: true,
          align: 'end',
          cell: ({ createdAt }) => <When at={createdAt} show="date" dateForm="medium" />,
        },
      ]}
    />
  )
}

function Nobody({ data: { slug, q, state, mayAdd } }: { data: Data }) {
  const t = useTranslations('customers')
  const to = usePaths()
  const next = mayAdd ? <LinkButton to={to.newCustomer(slug)}>{t('add')}</LinkButton> : undefined
  if (q)
    return (
      <EmptyState title={t('noneFound')} next={next}>
        <p>{t('noneFoundText')}</p>
      </EmptyState>
    )
  if (state === 'inactive') return <EmptyState title={t('noneFormer')} />
  return (
    <EmptyState title={t('none')} next={next}>
      <p>{t('noneText')}</p>
    </EmptyState>
  )
}
