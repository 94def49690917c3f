import { useTranslations } from 'use-intl'
import type { FormAnswer } from '../../../kit/http/forms.ts'
import { formatQuantity, formatRate, isolate } from '../../../kit/money/format.ts'
import { useDocument } from '../../../web/document.ts'
import { SubmitButton } from '../../../web/ui/button.tsx'
import { DataTable } from '../../../web/ui/data-table.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { Section } from '../../../web/ui/page.tsx'
import { StatusTag } from '../../../web/ui/status-tag.tsx'
import { Ltr, Money, When } from '../../../web/ui/values.tsx'
import { localText } from '../../shops/pages/local-text.ts'
import { Papers } from './papers.tsx'
import type { OrderMoney } from './read-money.ts'
import { useRefusal } from './use-refusal.ts'

type Invoice = OrderMoney['invoices'][number]

interface SheetProps {
  invoice: Invoice
  data: OrderMoney
  answer: FormAnswer | undefined
}

/** An invoice as it will be printed, and the step to issue it while it is a draft. */
export function InvoiceSheet({ invoice, data, answer }: SheetProps) {
  const t = useTranslations('money')
  const { number, status } = invoice
  return (
    <Section
      title={
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
          {number ? (
            <>
              <span>{t.rich('invoice', { number: () => <Ltr>{number}</Ltr> })}</span>
              <StatusTag kind="invoice" status={status} />
            </>
          ) : (
            t('draft')
          )}
        </span>
      }
      aside={<Papers urls={invoice.pdf} kind="invoice" />}
    >
      <Dates invoice={invoice} />
      <Lines invoice={invoice} />
      <Totals invoice={invoice} />
      {status === 'draft' && data.may.issue ? <Issue data={data} answer={answer} /> : null}
    </Section>
  )
}

function Dates({ invoice: { issuedAt, dueOn } }: { invoice: Invoice }) {
  const t = useTranslations('money')
  if (!issuedAt) return null
  return (
    <p className="flex flex-wrap gap-x-6 pb-4 text-ink-2">
      <span>
        {t('issuedOn')} <When at={issuedAt} show="date" dateForm="medium" />
      </span>
      {dueOn ? (
        <span>
          {t('dueOn')} <When at={`${dueOn}T12:00:00Z`} show="date" dateForm="medium" zone="UTC" />
        </span>
      ) : null}
    </p>
  )
}

function Lines({ invoice }: { invoice: Invoice }) {
  const t = useTranslations('money')
  const { locale } = useDocument()
  const { lines } = invoice
  const taxed = lines.some(({ taxPercent }) => taxPercent > 0)
  return (
    <DataTable
      caption={t('head.text')}
      captionHidden
      dense
      rows={lines.map((line, index) => ({ ...line, key: String(index) }))}
      rowKey={({ key }) => key}
      columns={[
        {
          key: 'text',
          head: t('head.text'),
          cell: ({ text, job }) => (
            <>
              <bdi className="wrap-anywhere">{localText(text, locale)}</bdi>
              {job !== '' && job !== text ? (
                <bdi className="small quiet block">{localText(job, locale)}</bdi>
              ) : null}
            </>
          ),
        },
        {
          key: 'quantity',
          head: t('head.quantity'),
          align: 'end',
          tight: true,
          cell: ({ quantity }) => formatQuantity(Math.round(quantity * 1000), locale),
        },
        {
          key: 'price',
          head: t('head.price'),
          align: 'end',
          tight: true,
          cell: ({ unitPrice }) => <Money value={unitPrice} />,
        },
        ...(taxed
          ? [
              {
                key: 'tax',
                head: t('head.tax'),
                align: 'end' as const,
                tight: true,
                cell: ({ taxPercent }: { taxPercent: number }) => <bdi>{rateText(taxPercent, locale)}</bdi>,
              },
            ]
          : []),
        {
          key: 'total',
          head: t('head.total'),
          align: 'end',
          tight: true,
          beside: true,
          cell: ({ total }) => <Money value={total} />,
        },
      ]}
    />
  )
}

const rateText = (percent: number, locale: 'en' | 'fa') => formatRate(Math.round(percent * 10_000), locale)

function Totals({ invoice }: { invoice: Invoice }) {
  const t = useTranslations('money')
  const { locale } = useDocument()
  const { net, taxes, taxIncluded, total, paid, balance, status } = invoice
  const rows: [name: string, value: Invoice['total']][] = [
    [t('net'), net],
    ...taxes.map((tax): [string, Invoice['total']] => [
      t(taxIncluded ? 'taxIncludedOf' : 'taxOf', {
        // A percent sign, or a name in the other script, would land at the other end of the line.
        name: isolate(tax.name),
        rate: isolate(rateText(tax.percent, locale)),
      }),
      tax.tax,
    ]),
  ]
  return (
    <dl className="totals">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <Money value={value} />
          </dd>
        </div>
      ))}
      <div data-sum>
        <dt>{t('total')}</dt>
        <dd>
          <Money value={total} />
        </dd>
      </div>
      {status === 'draft' ? null : (
        <>
          <div>
            <dt>{t('paid')}</dt>
            <dd>
              <Money value={paid} />
            </dd>
          </div>
          <div data-sum>
            <dt>{t('balance')}</dt>
            <dd>
              <Money value={balance} />
            </dd>
          </div>
        </>
      )}
    </dl>
  )
}

function Issue({ data, answer }: Omit<SheetProps, 'invoice'>) {
  const t = useTranslations('money')
  const { problem } = useRefusal('do=issue', answer)
  return (
    <Form method="post" action="?do=issue" problem={problem} className="pt-6">
      {data.unpriced ? <Notice kind="waiting">{t('unpriced')}</Notice> : null}
      <p className="small quiet measure">{t('draftNotice')}</p>
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton disabled={data.unpriced}>{t('issue')}</SubmitButton>
        <span className="small quiet">{t('issueNote')}</span>
      </div>
    </Form>
  )
}
