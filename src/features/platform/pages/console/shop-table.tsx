import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { usePaths } from '../../../../web/document.ts'
import { DataTable } from '../../../../web/ui/data-table.tsx'
import { When } from '../../../../web/ui/values.tsx'
import type { presentShopSummary } from '../../answers-console.ts'
import { ShopState } from './shop-state.tsx'

type Summary = ReturnType<typeof presentShopSummary>

/** Shops with what they are, where, since when and in which state. */
export function ShopTable({ shops, caption }: { shops: readonly Summary[]; caption: string }) {
  const t = useTranslations('platform.shops')
  const words = useTranslations('shops')
  const to = usePaths()
  return (
    <DataTable
      caption={caption}
      captionHidden
      rows={shops}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'name',
          head: t('name'),
          cell: ({ slug, name }) => (
            <Link to={to.platformShop(slug)} className="link link-ink font-medium wrap-anywhere">
              <bdi>{name}</bdi>
            </Link>
          ),
        },
        {
          key: 'state',
          head: t('state'),
          beside: true,
          tight: true,
          cell: ({ status }) => <ShopState status={status} plain />,
        },
        {
          key: 'kinds',
          head: t('kinds'),
          whole: true,
          cell: ({ kinds }) => kinds.map((kind) => words(`kind.${kind}`)).join(words('listComma')),
        },
        { key: 'city', head: t('city'), cell: ({ city }) => <bdi>{city}</bdi> },
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
