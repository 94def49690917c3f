import { can, grantIn } from '../../../kit/access/index.ts'
import type { Ctx } from '../../../kit/context.ts'
import { paperUrl } from '../../../kit/papers/links.ts'
import { servicesOf, serviceWords } from '../../catalog/services.ts'
import { presentInvoice } from '../../invoices/invoice-answer.ts'
import { invoicesOf } from '../../invoices/read-invoice.ts'
import { taxRatesOf } from '../../shops/taxes.ts'
import { staffOf } from '../../staff/people.ts'
import { resourcesOf } from '../../staff/resources.ts'
import { subjectOf } from '../find-order.ts'
import { historyOf } from '../history.ts'
import { presentOrder } from '../order-answer.ts'
import type { OrderSheet } from '../read-order.ts'
import { isFinal } from '../stages.ts'
import { phoneOf } from './card-view.ts'

/** An order with all that its pages show and offer, for somebody of its shop. */
export async function orderData(ctx: Ctx, sheet: OrderSheet) {
  const { shop, order } = sheet
  const may = rightsOf(ctx, sheet)
  const past = await historyOf(ctx, order)
  return {
    now: ctx.now.epochMilliseconds,
    shop: {
      slug: shop.slug,
      timezone: shop.timezone,
      currency: order.currency,
      qualityCheck: shop.qualityCheck,
    },
    order: await presentOrder(ctx, sheet),
    cardUrl: paperUrl(ctx, 'job-card', order.id, ctx.locale),
    phone: phoneOf(sheet.customer?.phone, shop.region),
    may,
    past: past.map((one) => ({ ...one, createdAt: one.createdAt.epochMilliseconds })),
    ...(await choicesFor(ctx, sheet, may)),
    invoices: may.money
      ? await Promise.all((await invoicesOf(ctx, order)).map((one) => presentInvoice(ctx, one)))
      : [],
  }
}

export type OrderData = Awaited<ReturnType<typeof orderData>>

function rightsOf(ctx: Ctx, { order }: OrderSheet) {
  const subject = subjectOf(order)
  const isOpen = !isFinal(order.stage)
  const write = can(ctx, 'orders.edit', subject)
  return {
    /** Notes and photos, which come to a closed order too. */
    write,
    edit: isOpen && write,
    assign: isOpen && can(ctx, 'orders.assign', subject),
    answer: isOpen && can(ctx, 'estimates.approve', { shopId: order.shopId }),
    money: can(ctx, 'invoices.read', { shopId: order.shopId }),
    issue: can(ctx, 'invoices.issue', { shopId: order.shopId }),
    record: can(ctx, 'payments.record', { shopId: order.shopId }),
    self: grantIn(ctx.caller, order.shopId)?.staffId ?? null,
  }
}

/** What can be chosen from on the sheet, for whoever may choose. */
async function choicesFor(ctx: Ctx, { shop }: OrderSheet, may: ReturnType<typeof rightsOf>) {
  const people = may.assign ? await staffOf(ctx, shop.id) : []
  const places = may.assign ? await resourcesOf(ctx, shop.id) : []
  const services = may.edit ? await servicesOf(ctx, shop.id) : []
  const rates = may.edit ? await taxRatesOf(ctx, shop.id) : []
  return {
    people: people.filter(({ roles }) => roles.includes('technician')).map(({ id, name }) => ({ id, name })),
    bays: places
      .filter(({ kind }) => kind === 'bay' || kind === 'bench')
      .map(({ id, name }) => ({ id, name })),
    services: services.map((service) => ({
      id: service.id,
      name: serviceWords(service, ctx.locale).name,
      price: service.price,
    })),
    rates: rates.map(({ id, name, ratePpm }) => ({ id, name, ratePpm })),
  }
}
