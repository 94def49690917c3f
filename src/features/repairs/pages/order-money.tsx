import { useState } from 'react'
import type { FormEvent } from 'react'
import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { parseMoney } from '../../../kit/money/parse.ts'
import { usePaths } from '../../../web/document.ts'
import { FileText } from '../../../web/icons.tsx'
import { Button, buttonClass } from '../../../web/ui/button.tsx'
import { Dialog } from '../../../web/ui/desk/dialog.tsx'
import { RadioCards } from '../../../web/ui/choices.tsx'
import { MoneyInput } from '../../../web/ui/inputs.tsx'
import { Facts, Section } from '../../../web/ui/page.tsx'
import { StatusTag } from '../../../web/ui/status-tag.tsx'
import { Ltr, Money } from '../../../web/ui/values.tsx'
import type { InvoiceAnswer } from '../../invoices/invoice-answer.ts'
import { formText } from './form-text.ts'
import { useSheet } from './order-sheet.ts'
import { newOnce } from './use-api.ts'

/** What it costs, what was billed, and what is still to be paid. */
export function OrderMoney() {
  const t = useTranslations('desk')
  const money = useTranslations('money')
  const to = usePaths()
  const { order, may, invoices, shop } = useSheet()
  if (!may.money) return null
  return (
    <Section
      title={t('money.title')}
      aside={
        invoices.length > 0 ? (
          <Link to={to.orderMoney(shop.slug, order.id)} className="link">
            {money('all')}
          </Link>
        ) : undefined
      }
    >
      <Facts
        rows={[
          [t('money.total'), <Money key="total" value={order.total} />],
          [
            t('money.balance'),
            invoices.length > 0 ? (
              <Money key="balance" value={order.balance} className="font-semibold" />
            ) : null,
          ],
        ]}
      />
      {invoices.length === 0 ? <p className="small quiet">{t('money.later')}</p> : null}
      {invoices.map((invoice) => (
        <Invoice key={invoice.id} invoice={invoice} />
      ))}
      <Steps />
    </Section>
  )
}

function Invoice({ invoice }: { invoice: InvoiceAnswer }) {
  const t = useTranslations('desk')
  return (
    <div className="flex flex-wrap items-center justify-between gap-2">
      <span className="flex flex-wrap items-center gap-2">
        {invoice.number ? <Ltr className="font-semibold">{invoice.number}</Ltr> : t('money.draft')}
        <StatusTag kind="invoice" status={invoice.status} plain />
      </span>
      <a
        href={invoice.pdfUrl}
        target="_blank"
        rel="noreferrer"
        className={buttonClass({ size: 'small', kind: 'bare' })}
      >
        <FileText />
        {t('money.pdf')}
      </a>
    </div>
  )
}

function Steps() {
  const t = useTranslations('desk')
  const { act, invoices, may, order, busy } = useSheet()
  const [paying, setPaying] = useState(false)
  const draft = invoices.some(({ status }) => status === 'draft')
  const issued = invoices.some(({ status }) => status === 'issued' || status === 'part_paid')
  return (
    <div className="flex flex-wrap gap-2">
      {draft && may.issue ? (
        <Button size="small" pending={busy} onClick={() => void act('POST', '/invoice/issue')}>
          {t('money.issue')}
        </Button>
      ) : null}
      {issued && may.record && order.balance.amount > 0 ? (
        <Button size="small" onClick={() => setPaying(true)}>
          {t('money.record')}
        </Button>
      ) : null}
      {paying ? <PayDialog close={() => setPaying(false)} /> : null}
    </div>
  )
}

function PayDialog({ close }: { close: () => void }) {
  const t = useTranslations('desk')
  const { act, order, shop, busy } = useSheet()
  const [method, setMethod] = useState('cash')
  const [wrong, setWrong] = useState(false)
  const [once] = useState(newOnce)
  const pay = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const typed = parseMoney(formText(event.currentTarget, 'amount'), shop.currency)
    setWrong(!typed)
    if (typed && (await act('POST', '/invoice/payments', { method, amount: typed }, once)).ok) close()
  }
  return (
    <Dialog
      title={t('money.recordTitle')}
      isOpen
      onOpenChange={close}
      foot={
        <Button kind="primary" type="submit" form="pay" pending={busy}>
          {t('money.recordAct')}
        </Button>
      }
    >
      <form id="pay" className="grid gap-4" onSubmit={(event) => void pay(event)}>
        <RadioCards
          name="method"
          label={t('money.method')}
          layout="tiles"
          defaultValue="cash"
          choices={(['cash', 'transfer'] as const).map((value) => ({
            value,
            title: t(`money.methods.${value}`),
          }))}
          onChange={setMethod}
        />
        <MoneyInput
          name="amount"
          label={t('money.amount')}
          currency={shop.currency}
          defaultAmount={order.balance.amount}
          error={wrong ? t('money.amountWrong') : undefined}
        />
      </form>
    </Dialog>
  )
}
