import type { FastifyInstance } from 'fastify'
import { dayPlanPaper } from './features/booking/day-plan-paper.ts'
import { invoicePaper } from './features/invoices/invoice-paper.ts'
import { paidLinesOf, receiptPaper } from './features/payments/receipt-paper.ts'
import { certificatePaper } from './features/privacy/certificate-paper.ts'
import { jobCardPaper } from './features/repairs/job-card-paper.ts'
import { orderSummaries } from './features/repairs/summaries.ts'
import type { Ctx, Locale } from './kit/context.ts'
import { notFound } from './kit/errors.ts'
import type { ContextOf } from './kit/http/api.ts'
import { isLocale } from './kit/i18n/locale.ts'
import { checkPaperLink } from './kit/papers/links.ts'
import { renderPaper } from './kit/papers/render.ts'

type Draw = (ctx: Ctx, id: string, locale: Locale) => Promise<Uint8Array>

/** Every paper that a signed link can open, by its kind. */
const PAPERS: Readonly<Record<string, Draw>> = {
  invoice: async (ctx, id, locale) =>
    renderPaper(
      'invoice',
      await invoicePaper(ctx, id, locale, (invoice) => paidLinesOf(ctx, invoice, locale)),
      locale,
    ),
  receipt: async (ctx, id, locale) => renderPaper('receipt', await receiptPaper(ctx, id, locale), locale),
  /** A shop's id and a date: the plan of that day. */
  'day-plan': async (ctx, id, locale) => {
    const [shopId = '', date = ''] = id.split('.')
    if (!date) throw notFound()
    const day = { shopId, date: Temporal.PlainDate.from(date) }
    const orders = (shop: string, ids: readonly string[]) => orderSummaries(ctx, shop, ids)
    return renderPaper('day-plan', await dayPlanPaper(ctx, day, locale, orders), locale)
  },
  certificate: async (ctx, id, locale) =>
    renderPaper('certificate', await certificatePaper(ctx, id, locale), locale),
  'job-card': async (ctx, id, locale) => renderPaper('job-card', await jobCardPaper(ctx, id, locale), locale),
}

interface PaperRequest {
  Params: { kind: string; id: string }
  Querystring: { locale?: string; until?: string; signature?: string }
}

/** Serves papers as PDF behind signed links; the signature is the whole right to them. */
export function servePapers(app: FastifyInstance, contextOf: ContextOf): void {
  app.get<PaperRequest>('/papers/:kind/:id', { schema: { hide: true } }, async (request, reply) => {
    const { kind, id } = request.params
    const { locale = '', until = '', signature = '' } = request.query
    const ctx = await contextOf(request as Parameters<ContextOf>[0])
    checkPaperLink(ctx, { kind, id, locale, until, signature })
    const draw = PAPERS[kind]
    if (!draw || !isLocale(locale)) throw notFound()
    const pdf = await draw({ ...ctx, caller: { kind: 'system', because: 'a signed paper link' } }, id, locale)
    return reply
      .type('application/pdf')
      .header('content-disposition', `inline; filename="${kind}.pdf"`)
      .header('cache-control', 'private, no-store')
      .send(Buffer.from(pdf))
  })
}
