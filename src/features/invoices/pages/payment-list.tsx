import { useTranslations } from 'use-intl'
import type { FormAnswer } from '../../../kit/http/forms.ts'
import { usePaths } from '../../../web/document.ts'
import { RotateCcw } from '../../../web/icons.tsx'
import { LinkButton, SubmitButton } from '../../../web/ui/button.tsx'
import { DataTable } from '../../../web/ui/data-table.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { MoneyInput, TextInput } from '../../../web/ui/inputs.tsx'
import { Section } from '../../../web/ui/page.tsx'
import { Ltr, Money, When } from '../../../web/ui/values.tsx'
import { Papers } from './papers.tsx'
import type { OrderMoney } from './read-money.ts'
import { useRefusal } from './use-refusal.ts'

interface ListProps {
  data: OrderMoney & { refunding: string | null }
  answer: FormAnswer | undefined
}

type Payment = OrderMoney['payments'][number]

/** What came in and went back, each with its receipt; some may give money back. */
export function PaymentList({ data, answer }: ListProps) {
  const t = useTranslations('money')
  const { payments, may, refunding } = data
  const open = may.refund ? payments.find(({ id, left }) => id === refunding && left > 0) : undefined
  return (
    <Section title={t('payments')}>
      {payments.length === 0 ? <p className="quiet">{t('noPayments')}</p> : <Table data={data} />}
      {open ? <Refund payment={open} data={data} answer={answer} /> : null}
    </Section>
  )
}

function Table({ data: { payments, may, shop, order } }: Pick<ListProps, 'data'>) {
  const t = useTranslations('money')
  const to = usePaths()
  const mayRefund = may.refund && payments.some(({ left }) => left > 0)
  return (
    <DataTable
      caption={t('payments')}
      captionHidden
      rows={payments}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'number',
          head: t('payment.number'),
          tight: true,
          cell: ({ receiptNumber }) => <Ltr>{receiptNumber}</Ltr>,
        },
        {
          key: 'date',
          head: t('payment.date'),
          tight: true,
          cell: ({ at }) => <When at={at} dateForm="short" />,
        },
        {
          key: 'method',
          head: t('payment.method'),
          cell: ({ method, reason, reference }) => (
            <>
              {t(`methods.${method}`)}
              {reference ? <Ltr className="small quiet block wrap-anywhere">{reference}</Ltr> : null}
              {reason ? <bdi className="small block">{t('refunded', { reason })}</bdi> : null}
            </>
          ),
        },
        {
          key: 'amount',
          head: t('payment.amount'),
          align: 'end',
          tight: true,
          cell: ({ amount }) => <Money value={amount} />,
        },
        {
          key: 'papers',
          head: t('payment.papers'),
          headHidden: true,
          tight: true,
          cell: ({ receipt }) => <Papers urls={receipt} kind="receipt" />,
        },
        ...(mayRefund
          ? [
              {
                key: 'refund',
                head: t('payment.refund'),
                headHidden: true,
                tight: true,
                cell: ({ id, left, receiptNumber }: Payment) =>
                  left > 0 ? (
                    <LinkButton
                      to={to.orderMoney(shop.slug, order.id, { refund: id })}
                      kind="bare"
                      size="small"
                      icon={<RotateCcw />}
                      aria-label={t('refund.openOf', { number: receiptNumber })}
                      preventScrollReset
                    >
                      {t('refund.open')}
                    </LinkButton>
                  ) : null,
              },
            ]
          : []),
      ]}
    />
  )
}

function Refund({ payment, data, answer }: ListProps & { payment: Payment }) {
  const t = useTranslations('money')
  const ui = useTranslations('ui')
  const to = usePaths()
  const query = `do=refund&payment=${payment.id}`
  const { problem, values } = useRefusal(query, answer)
  const { currency } = data
  return (
    <Form
      key={payment.id}
      method="post"
      action={`?${query}&refund=${payment.id}`}
      problem={problem}
      values={values}
      className="mt-6 max-w-[30rem] border-t border-line pt-6"
    >
      <h3>{t('refund.title', { number: payment.receiptNumber })}</h3>
      <p className="small quiet">
        {t.rich('refund.left', { money: () => <Money value={{ amount: payment.left, currency }} /> })}{' '}
        {payment.method === 'card' ? t('refund.cardText') : null}
      </p>
      <input type="hidden" name="left" value={String(payment.left)} />
      <MoneyInput name="amount" label={t('amount')} currency={currency} defaultAmount={payment.left} />
      <TextInput
        name="reason"
        label={t('refund.reason')}
        hint={t('refund.reasonHint')}
        maxLength={300}
        autoComplete="off"
        required
      />
      <div className="flex flex-wrap gap-2">
        <SubmitButton kind="danger">{t('refund.act')}</SubmitButton>
        <LinkButton to={to.orderMoney(data.shop.slug, data.order.id)} kind="bare" preventScrollReset>
          {ui('cancel')}
        </LinkButton>
      </div>
    </Form>
  )
}
