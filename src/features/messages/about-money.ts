import type { Reaction } from '../../kit/events/reactions.ts'
import { formatMoney, money } from '../../kit/money.ts'
import { localDigits } from '../../kit/time/format.ts'
import { invoiceById } from '../invoices/read-invoice.ts'
import { orderContext } from './order-context.ts'
import { orderIdOf, tellCustomer } from './tell-customer.ts'

const TEMPLATES = {
  'invoice.issued': { mail: 'invoiceIssued', sms: 'invoiceIssued' },
  'payment.received': { mail: 'paymentReceived' },
  'payment.refunded': { mail: 'paymentRefunded' },
} as const

/** The invoice when it is issued, a receipt for every payment and refund; the papers stand behind the link. */
export const tellAboutMoney: Reaction = {
  name: 'messages.about-money',
  on: Object.keys(TEMPLATES),
  when: 'after',
  run: async (ctx, event) => {
    const { type, shopId, data, subject } = event
    const template = TEMPLATES[type as keyof typeof TEMPLATES]
    const invoice = await invoiceById(ctx, type === 'invoice.issued' ? subject.id : String(data['invoiceId']))
    const about = shopId ? await orderContext(ctx, shopId, orderIdOf(event)) : undefined
    if (!about || !invoice) return
    const write = (amount: number) => formatMoney(money(amount, invoice.currency), about.locale)
    const balance = invoice.totalAmount - invoice.paidAmount
    await tellCustomer(ctx, event, about, {
      ...template,
      params: {
        invoice: localDigits(invoice.numberText ?? '', about.locale),
        total: write(invoice.totalAmount),
        amount: write(Math.abs(Number(data['amount'] ?? 0))),
        balance: balance > 0 ? write(balance) : '',
      },
    })
  },
}
