import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { pageCtx } from '../../../../kit/http/page-context.ts'
import { usePaths } from '../../../../web/document.ts'
import { Head } from '../../../../web/head.tsx'
import { DataTable } from '../../../../web/ui/data-table.tsx'
import { EmptyState } from '../../../../web/ui/empty-state.tsx'
import { Pagination, Tabs } from '../../../../web/ui/nav.tsx'
import { PageHeader } from '../../../../web/ui/page.tsx'
import { SearchBox } from '../../../../web/ui/search-box.tsx'
import { Ltr, PhoneLink, When } from '../../../../web/ui/values.tsx'
import { listAccounts, ListAccounts } from '../../../accounts/list-accounts.ts'
import type { Route } from './+types/accounts.ts'
import { askedOf } from './asked-of.ts'
import { readableAccount } from './readable-account.ts'

/** A page of accounts as the address asks. */
export async function loader({ context, url }: Route.LoaderArgs) {
  const asked = askedOf(url, ListAccounts)
  const { accounts, next } = await listAccounts(pageCtx(context), asked)
  const { q, state, after } = asked
  return { q, state, isFirst: after === undefined, accounts: accounts.map(readableAccount), next }
}

type Account = Route.ComponentProps['loaderData']['accounts'][number]

/** Everybody who has an account, found by what they say of themselves. */
export default function Accounts({ loaderData }: Route.ComponentProps) {
  const { q, state, isFirst, accounts, next } = loaderData
  const t = useTranslations('platform.accounts')
  const to = usePaths()
  const at = (query: Record<string, string | undefined>) =>
    to.platformAccounts({ q: q || undefined, state: state === 'active' ? undefined : state, ...query })
  return (
    <>
      <Head title={t('title')} hidden />
      <PageHeader title={t('title')} />
      <div className="mb-6 grid gap-4">
        <div className="max-w-xl">
          <SearchBox key={state} label={t('search')} defaultValue={q} maxLength={200}>
            {state === 'active' ? null : <input type="hidden" name="state" value={state} />}
          </SearchBox>
        </div>
        <Tabs
          label={t('state')}
          tabs={(['active', 'deactivated'] as const).map((one) => ({
            to: at({ state: one === 'active' ? undefined : one }),
            label: t(one),
            current: state === one,
          }))}
        />
      </div>
      {accounts.length > 0 ? (
        <AccountTable accounts={accounts} />
      ) : (
        <EmptyState title={t('none')}>{q ? t('noneHint') : null}</EmptyState>
      )}
      <Pagination next={next && at({ after: next })} first={isFirst ? null : at({})} />
    </>
  )
}

function AccountTable({ accounts }: { accounts: readonly Account[] }) {
  const t = useTranslations('platform.accounts')
  const to = usePaths()
  return (
    <DataTable
      caption={t('title')}
      captionHidden
      rows={accounts}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'name',
          head: t('name'),
          cell: ({ id, name }) => (
            <Link to={to.platformAccount(id)} className="link link-ink font-medium wrap-anywhere">
              <bdi>{name}</bdi>
            </Link>
          ),
        },
        {
          key: 'email',
          head: t('email'),
          whole: true,
          cell: ({ email }) => (email ? <Ltr className="wrap-anywhere">{email}</Ltr> : null),
        },
        {
          key: 'phone',
          head: t('phone'),
          cell: ({ phone, phoneText }) => (phone ? <PhoneLink phone={phone}>{phoneText}</PhoneLink> : null),
        },
        {
          key: 'since',
          head: t('since'),
          tight: true,
          align: 'end',
          cell: ({ createdAt }) => <When at={createdAt} show="date" dateForm="medium" />,
        },
      ]}
    />
  )
}
