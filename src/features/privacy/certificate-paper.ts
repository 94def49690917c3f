import type { Ctx, Locale } from '../../kit/context.ts'
import { notFound } from '../../kit/errors.ts'
import { translator } from '../../kit/i18n/translator.ts'
import type { CertificatePaper } from '../../kit/papers/types.ts'
import { formatDateTime, type TimeStyle } from '../../kit/time/format.ts'
import { shopById } from '../shops/find.ts'
import { certificateLines } from './certificate-words.ts'
import { selectCertificateAnywhere } from './store-erasures.ts'

/** A shop's certificate of an erasure, ready to print. */
export async function certificatePaper(ctx: Ctx, id: string, locale: Locale): Promise<CertificatePaper> {
  const found = await selectCertificateAnywhere(ctx, id)
  if (!found) throw notFound()
  const { certificate, shopId, madeAt } = found
  const shop = await shopById(ctx, shopId)
  const style: TimeStyle = { locale, calendar: locale === 'fa' ? 'persian' : 'gregory', zone: shop.timezone }
  const t = translator(locale, 'privacy')
  const { erased, kept } = certificateLines(certificate, locale)
  return {
    madeAt,
    shop: {
      name: shop.name,
      address: [shop.address, shop.city],
      ...(shop.email ? { email: shop.email } : {}),
      ...(shop.taxNumber ? { taxNumber: shop.taxNumber } : {}),
    },
    number: certificate.number,
    subject: certificate.subject.id,
    askedOn: formatDateTime(Temporal.Instant.from(certificate.askedAt), style, 'long'),
    askedBy: t(`certificate.${certificate.askedBy}`),
    erasedOn: formatDateTime(Temporal.Instant.from(certificate.erasedAt), style, 'long'),
    erased,
    kept,
  }
}
