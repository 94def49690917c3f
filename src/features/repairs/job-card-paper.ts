import type { Ctx, Locale } from '../../kit/context.ts'
import { notFound } from '../../kit/errors.ts'
import { translator } from '../../kit/i18n/translator.ts'
import { formatPhone } from '../../kit/input.ts'
import { formatMoney, formatQuantity } from '../../kit/money.ts'
import type { JobCardJob, JobCardPaper, PaperAsset } from '../../kit/papers/types.ts'
import {
  formatDate,
  formatDateTime,
  formatNumber,
  localDigits,
  type TimeStyle,
} from '../../kit/time/format.ts'
import type { AssetFacts } from '../assets/read.ts'
import type { JobWithLines } from './jobs.ts'
import { type OrderSheet, readOrder } from './read-order.ts'
import type { LineKind } from './line-kinds.ts'
import type { AuthorisationRecord } from './store-jobs.ts'
import { reading } from './timeline-words.ts'

/** The card that goes to the bench with the car or phone: what is wrong, what to do, room to write. */
export async function jobCardPaper(ctx: Ctx, id: string, locale: Locale): Promise<JobCardPaper> {
  const sheet = await readOrder(ctx, id)
  const { order, shop, customer, asset } = sheet
  if (!customer || !asset) throw notFound()
  const style: TimeStyle = { locale, calendar: locale === 'fa' ? 'persian' : 'gregory', zone: shop.timezone }
  const words = translator(locale, 'repairs')
  const at = (instant: Temporal.Instant) => formatDateTime(instant, style, 'short')
  const arrived = sheet.timeline.findLast((entry) => entry.kind === 'stage' && entry.stage === 'in_progress')
  return {
    madeAt: order.updatedAt,
    shop: {
      name: shop.name,
      address: [shop.address, shop.city],
      ...given({
        phone: shop.phone && formatPhone(shop.phone, shop.region),
        email: shop.email,
        website: shop.website,
      }),
    },
    number: localDigits(`RO-${order.number}`, locale),
    status: words(`status.${sheet.status}`),
    ...given({
      arrivedOn: arrived ? at(arrived.at) : null,
      promisedOn: order.promisedAt && at(order.promisedAt),
      bay: sheet.bay && reading(sheet.bay.name, locale),
    }),
    customer: {
      name: customer.name,
      ...given({ phone: customer.phone && formatPhone(customer.phone, shop.region) }),
    },
    asset: assetOnCard(asset, locale),
    concern: reading(order.description, locale),
    photos: formatNumber(sheet.images.length, locale),
    jobs: sheet.jobs
      .filter(({ authorisation }) => authorisation !== 'declined')
      .map((job) => jobOnCard(job, sheet, locale, style)),
    notes: sheet.timeline
      .flatMap((entry) => (entry.kind === 'note' ? [reading(entry.note.text, locale)] : []))
      .toReversed(),
  }
}

function jobOnCard(job: JobWithLines, sheet: OrderSheet, locale: Locale, style: TimeStyle): JobCardJob {
  const notes = reading([job.complaint, job.cause, job.correction].filter(Boolean).join('\n'), locale)
  return {
    title: reading(job.title, locale),
    authorisation: answerOnCard(job, sheet, locale, style),
    ...given({ technician: sheet.people.map(({ name }) => name).join(', '), notes }),
    lines: job.lines
      .filter(({ kind }) => kind !== 'discount')
      .map(({ kind, text, quantityMilli }) => ({
        kind: KINDS[kind],
        text: reading(text, locale),
        quantity: formatQuantity(quantityMilli, locale),
      })),
  }
}

const KINDS: Readonly<Record<LineKind, 'labour' | 'part' | 'fee'>> = {
  labour: 'labour',
  part: 'part',
  fee: 'fee',
  sublet: 'labour',
  discount: 'fee',
}

/** The last answer to a job in words: "Yes by phone, up to $184.00, Dec 1, 2026". */
function answerOnCard(
  { id, authorisation }: JobWithLines,
  { timeline }: OrderSheet,
  locale: Locale,
  style: TimeStyle,
): string {
  const words = translator(locale, 'repairs')
  const said = timeline.flatMap((entry): AuthorisationRecord[] =>
    entry.kind === 'answer' ? [entry.answer] : [],
  )
  const last = said.find((answer) => answer.jobId === id && answer.answer === 'authorised')
  if (authorisation !== 'authorised' || !last) return words('card.notAuthorised')
  return words('card.authorised', {
    how: words(`how.${last.how}`),
    amount: formatMoney({ amount: last.amount, currency: last.currency }, locale),
    date: formatDate(last.at, style, 'medium'),
  })
}

function assetOnCard(asset: AssetFacts, locale: Locale): PaperAsset {
  const { kind, make, model, year, plate, vin, odometer, imei, serial } = asset
  const title = model.toLowerCase().startsWith(make.toLowerCase()) ? model : `${make} ${model}`
  return {
    kind,
    title: year ? `${title}, ${formatNumber(year, locale, { useGrouping: false })}` : title,
    ...given({
      plate,
      vin,
      imei,
      serial,
      odometer: odometer === null ? null : formatNumber(odometer, locale),
    }),
  }
}

/** The members that are there. */
function given<T extends Record<string, string | null | undefined>>(members: T): { [K in keyof T]?: string } {
  const present = Object.entries(members).filter((entry): entry is [string, string] => Boolean(entry[1]))
  return Object.fromEntries(present) as { [K in keyof T]?: string }
}
