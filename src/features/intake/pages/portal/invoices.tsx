import { useTranslations } from 'use-intl'
import { signedIn } from '../../../../kit/access/index.ts'
import { money } from '../../../../kit/money.ts'
import { formatMoney } from '../../../../kit/money/format.ts'
import { pageCtx } from '../../../../kit/http/page-context.ts'
import { paperUrl } from '../../../../kit/papers/links.ts'
import { useDocument, usePaths } from '../../../../web/document.ts'
import { Head } from '../../../../web/head.tsx'
import { LinkButton } from '../../../../web/ui/button.tsx'
import { EmptyState } from '../../../../web/ui/empty-state.tsx'
import { PageHeader } from '../../../../web/ui/page.tsx'
import { StatusTag } from '../../../../web/ui/status-tag.tsx'
import { billStatus } from '../../../../web/ui/statuses.ts'
import { Ltr, Money, When } from '../../../../web/ui/values.tsx'
import { invoicesOfAccount, statusOf } from '../../../invoices/read-invoice.ts'
import { shopsById } from '../../../shops/find.ts'
import type { Route } from './+types/invoices.ts'
import { Row, Rows } from './rows.tsx'

export { headers } from '../../../accounts/pages/no-store.ts'

export const handle = { noScripts: true }

/** What the caller was billed at all shops, the newest first. */
export async function loader({ context }: Route.LoaderArgs) {
  const ctx = pageCtx(context)
  const found = await invoicesOfAccount(ctx, signedIn(ctx).accountId)
  const shops = await shopsById(ctx, [...new Set(found.map(({ shopId }) => shopId))])
  const invoices = found.flatMap((invoice) => {
    const shop = shops.get(invoice.shopId)
    if (!shop || !invoice.issuedAt) return []
    const { id, orderId, numberText, currency, totalAmount, paidAmount, issuedAt } = invoice
    return {
      id,
      orderId,
      number: numberText ?? '',
      status: statusOf(invoice),
      total: money(totalAmount, currency),
      balance: money(totalAmount - paidAmount, currency),
      issuedAt: issuedAt.toString(),
      shop: { name: shop.name, zone: shop.timezone },
      pdfUrl: paperUrl(ctx, 'invoice', id, ctx.locale),
    }
  })
  return { invoices }
}

/** The invoices of all repairs, to read, print and pay. */
export default function Invoices({ loaderData: { invoices } }: Route.ComponentProps) {
  const t = useTranslations('portal.invoices')
  const to = usePaths()
  const { locale } = useDocument()
  // As wide as the longest, so that units lie under units in Persian too.
  const widest = Math.max(...invoices.map(({ total }) => formatMoney(total, locale).length))
  return (
    <>
      <Head title={t('title')} hidden />
      <PageHeader title={t('title')} />
      {invoices.length === 0 ? (
        <EmptyState title={t('none')}>{t('noneHint')}</EmptyState>
      ) : (
        <Rows alone>
          {invoices.map((invoice) => (
            <Row
              key={invoice.id}
              to={to.myRepair(invoice.orderId)}
              title={<Ltr>{invoice.number}</Ltr>}
              state={
                <span className="flex gap-4">
                  <StatusTag kind="payment" status={billStatus(invoice.status)} plain />
                  <span className="text-right font-semibold tabular" style={{ minInlineSize: `${widest}ch` }}>
                    <Money value={invoice.total} />
                  </span>
                </span>
              }
              actions={
                <>
                  {invoice.balance.amount > 0 ? (
                    <LinkButton to={to.myRepair(invoice.orderId)} size="small" reloadDocument>
                      <span>{t.rich('pay', { money: () => <Money value={invoice.balance} /> })}</span>
                    </LinkButton>
                  ) : null}
                  <a className="link link-row" href={invoice.pdfUrl}>
                    {t('pdf')}
                  </a>
                </>
              }
            >
              <bdi>{invoice.shop.name}</bdi>
              <When at={invoice.issuedAt} show="date" dateForm="medium" zone={invoice.shop.zone} />
            </Row>
          ))}
        </Rows>
      )}
    </>
  )
}
