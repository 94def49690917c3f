import { useTranslations } from 'use-intl'
import { newFormKey } from '../../../kit/http/forms.ts'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { usePaths } from '../../../web/document.ts'
import { Head } from '../../../web/head.tsx'
import { LinkButton } from '../../../web/ui/button.tsx'
import { cx } from '../../../web/ui/class-names.ts'
import { EmptyState } from '../../../web/ui/empty-state.tsx'
import { FormProblem, FormScope } from '../../../web/ui/form.tsx'
import { Breadcrumb } from '../../../web/ui/nav.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { PageHeader, Sections } from '../../../web/ui/page.tsx'
import { Ltr, Money } from '../../../web/ui/values.tsx'
import { numberText } from '../../repairs/pages/names.ts'
import { useLive } from '../../repairs/pages/use-live.ts'
import type { Route } from './+types/order-invoice.ts'
import { actOnMoney } from './act-on-money.ts'
import { InvoiceSheet } from './invoice-sheet.tsx'
import { PaymentList } from './payment-list.tsx'
import { readMoney } from './read-money.ts'
import { TakePayment } from './take-payment.tsx'
import { useLostRefusal } from './use-refusal.ts'
import './money.css'

const DONE = ['issued', 'recorded', 'refunded'] as const

/** The order's money, and which payment is open for giving back (`?refund=`). */
export async function loader({ context, params, url }: Route.LoaderArgs) {
  const money = await readMoney(pageCtx(context), params.shop, params.id)
  return {
    ...money,
    done: DONE.find((known) => known === url.searchParams.get('done')) ?? null,
    refunding: url.searchParams.get('refund'),
    formKey: newFormKey(),
  }
}

/** Issues, records, gives back. */
export function action(args: Route.ActionArgs) {
  return actOnMoney(args)
}

/** What was billed, what was paid, what is open; the counter takes money here. */
export default function OrderInvoice({ loaderData, actionData }: Route.ComponentProps) {
  const { shop, order, invoices, balance, isIssued, done } = loaderData
  const t = useTranslations('money')
  const to = usePaths()
  useLive(shop.slug)
  const lost = useLostRefusal(loaderData, actionData)
  const number = numberText(order.number)
  return (
    <>
      <Head title={t('titleOf', { number })} hidden />
      <PageHeader
        title={t('title')}
        lead={t.rich('for', { customer: () => <bdi>{order.customer}</bdi> })}
        above={<Breadcrumb items={[{ to: to.order(shop.slug, order.id), label: <Ltr>{number}</Ltr> }]} />}
      />
      <div className="grid gap-6 pb-6 empty:hidden">
        {lost ? (
          <FormScope problem={lost}>
            <FormProblem />
          </FormScope>
        ) : null}
        {done && !actionData ? <Notice kind="ready">{t(`done.${done}`)}</Notice> : null}
        {balance.amount < 0 ? (
          <Notice kind="waiting">
            {t.rich('owed', { money: () => <Money value={{ ...balance, amount: -balance.amount }} /> })}
          </Notice>
        ) : null}
      </div>
      {invoices.length === 0 ? (
        <EmptyState
          title={t('none')}
          next={<LinkButton to={to.order(shop.slug, order.id)}>{t('toOrder')}</LinkButton>}
        >
          <p>{t('noneText')}</p>
        </EmptyState>
      ) : (
        <div className="grid gap-x-12 gap-y-10 xl:grid-cols-[minmax(0,1fr)_22rem]">
          <Sections className="content-start">
            {invoices.map((invoice) => (
              <InvoiceSheet key={invoice.id} invoice={invoice} data={loaderData} answer={actionData} />
            ))}
            <PaymentList data={loaderData} answer={actionData} />
          </Sections>
          <Sections className={cx('content-start', isIssued && balance.amount > 0 && 'max-xl:order-first')}>
            <TakePayment data={loaderData} answer={actionData} />
          </Sections>
        </div>
      )}
    </>
  )
}
