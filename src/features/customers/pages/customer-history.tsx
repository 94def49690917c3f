import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { usePaths } from '../../../web/document.ts'
import { DataTable } from '../../../web/ui/data-table.tsx'
import { Section } from '../../../web/ui/page.tsx'
import { StatusTag } from '../../../web/ui/status-tag.tsx'
import { Ltr, When } from '../../../web/ui/values.tsx'
import { numberText } from '../../repairs/pages/names.ts'
import { AssetName } from './asset-names.tsx'
import { useCustomer } from './use-customer.ts'

/** What was done for them, newest first. */
export function CustomerHistory() {
  const t = useTranslations('customers')
  const to = usePaths()
  const { shop, customer } = useCustomer()
  const { requests } = customer
  return (
    <Section
      title={t('history')}
      aside={
        requests.length > 0 ? (
          <Link to={to.orders(shop.slug, { q: customer.name })} className="link">
            {t('allOrders')}
          </Link>
        ) : undefined
      }
    >
      {requests.length === 0 ? (
        <p className="quiet">{t('noHistory')}</p>
      ) : (
        <DataTable
          caption={t('history')}
          captionHidden
          rows={requests}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'number',
              head: t('order.number'),
              tight: true,
              cell: ({ id, number }) => (
                <Link to={to.order(shop.slug, id)} className="link link-ink">
                  <Ltr>{numberText(number)}</Ltr>
                </Link>
              ),
            },
            {
              key: 'date',
              head: t('order.date'),
              tight: true,
              cell: ({ createdAt }) => <When at={createdAt} show="date" dateForm="medium" />,
            },
            { key: 'what', head: t('order.what'), cell: ({ what }) => what },
            {
              key: 'asset',
              head: t('order.asset'),
              cell: ({ asset }) => (asset ? <AssetName asset={asset} /> : null),
            },
            {
              key: 'status',
              head: t('order.status'),
              tight: true,
              cell: ({ status }) => <StatusTag kind="order" status={status} plain />,
            },
          ]}
        />
      )}
    </Section>
  )
}
