import { useTranslations } from 'use-intl'
import { pageCtx } from '../../../../kit/http/page-context.ts'
import { usePaths } from '../../../../web/document.ts'
import { Head } from '../../../../web/head.tsx'
import { EmptyState } from '../../../../web/ui/empty-state.tsx'
import { Pagination, Tabs } from '../../../../web/ui/nav.tsx'
import { PageHeader } from '../../../../web/ui/page.tsx'
import { SearchBox } from '../../../../web/ui/search-box.tsx'
import { listAllShops, ListAllShops } from '../../../shops/list-all-shops.ts'
import { presentShopSummary } from '../../answers-console.ts'
import type { Route } from './+types/shops.ts'
import { askedOf } from './asked-of.ts'
import { ShopTable } from './shop-table.tsx'

const STATES = ['pending', 'approved', 'suspended'] as const

/** A page of shops as the address asks. */
export async function loader({ context, url }: Route.LoaderArgs) {
  const asked = askedOf(url, ListAllShops)
  const { shops, next } = await listAllShops(pageCtx(context), asked)
  const { q, status, after } = asked
  return {
    q,
    status: status ?? null,
    isFirst: after === undefined,
    shops: shops.map(presentShopSummary),
    next,
  }
}

/** Every shop of the platform, whatever its state. */
export default function Shops({ loaderData: { q, status, isFirst, shops, next } }: Route.ComponentProps) {
  const t = useTranslations('platform')
  const to = usePaths()
  const at = (query: Record<string, string | undefined>) =>
    to.platformShops({ q: q || undefined, status: status ?? undefined, ...query })
  return (
    <>
      <Head title={t('shops.title')} hidden />
      <PageHeader title={t('shops.title')} />
      <div className="mb-6 grid gap-4">
        <div className="max-w-xl">
          <SearchBox key={status} label={t('shops.search')} defaultValue={q} maxLength={200}>
            {status ? <input type="hidden" name="status" value={status} /> : null}
          </SearchBox>
        </div>
        <Tabs
          label={t('shops.state')}
          tabs={[
            { to: at({ status: undefined }), label: t('shops.all'), current: status === null },
            ...STATES.map((one) => ({
              to: at({ status: one }),
              label: t(`status.${one}`),
              current: status === one,
            })),
          ]}
        />
      </div>
      {shops.length > 0 ? (
        <ShopTable shops={shops} caption={t('shops.title')} />
      ) : (
        <EmptyState title={t('shops.none')} />
      )}
      <Pagination next={next && at({ after: next })} first={isFirst ? null : at({})} />
    </>
  )
}
