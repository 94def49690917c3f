import { useTranslations } from 'use-intl'
import { FileText, Receipt } from '../../../../web/icons.tsx'
import { Section } from '../../../../web/ui/page.tsx'
import { StatusTag } from '../../../../web/ui/status-tag.tsx'
import { billStatus } from '../../../../web/ui/statuses.ts'
import { Ltr, Money, When } from '../../../../web/ui/values.tsx'
import type { RepairView } from './read-view.ts'

/** Invoices and receipts, each as a PDF. */
export function Papers({ view: { invoices, payments } }: { view: RepairView }) {
  const t = useTranslations('track.papers')
  if (invoices.length === 0 && payments.length === 0) return null
  return (
    <Section title={t('title')}>
      <ul className="papers">
        {invoices.map((invoice) => (
          <li key={invoice.id}>
            <FileText />
            <a className="link link-ink" href={invoice.pdfUrl}>
              {t.rich('invoice', { number: () => <Ltr className="nowrap">{invoice.number}</Ltr> })}
            </a>
            <StatusTag kind="payment" status={billStatus(invoice.status)} plain />
            <Money value={invoice.total} />
          </li>
        ))}
        {payments.map((payment) => (
          <li key={payment.id}>
            <Receipt />
            <a className="link link-ink" href={payment.receiptUrl}>
              {t(payment.status === 'refunded' ? 'refund' : 'receipt', { method: t(payment.method) })}
            </a>
            <When at={payment.at} show="date" className="text-ink-2" />
            <Money value={payment.amount} />
          </li>
        ))}
      </ul>
    </Section>
  )
}
