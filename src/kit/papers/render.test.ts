import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { packageRoot } from '../workers.ts'
import { renderPaper } from './render.ts'
import type { InvoicePaper, PaperKind, Papers } from './types.ts'
import en from '../../words/en/papers.json' with { type: 'json' }

const madeAt = Temporal.Instant.from('2026-11-20T10:00:00Z')

const shop = {
  name: 'Harbor Auto',
  address: ['114 Water Street', 'Portland, ME 04101'],
  phone: '+1 207 555 0142',
  email: 'desk@harbor-auto.example',
  taxNumber: '01-0455678',
}
const customer = { name: 'سیده‌مریم طباطبایی‌نژاد', phone: '۰۹۱۲ ۱۲۳ ۴۵۶۷' }
const asset = {
  kind: 'vehicle' as const,
  title: 'پژو ۲۰۶ تیپ ۵',
  plate: '۱۲ ب ۳۴۵ – ۶۷',
  vin: 'NAAP03EE5GJ123456',
  odometer: '148,200 km',
}

const invoice: InvoicePaper = {
  madeAt,
  shop,
  state: 'issued',
  number: '2026-0042',
  orderNumber: 'RO-1042',
  issuedOn: '20 Nov 2026',
  customer,
  asset,
  currency: 'USD',
  taxIncluded: false,
  groups: [
    {
      title: 'Front brakes',
      total: '$240.40',
      lines: [
        { text: 'Replace front pads', quantity: '1.8 h', unitPrice: '98.00', total: '176.40' },
        { text: 'Brake pad set', quantity: '1', unitPrice: '64.00', tax: '8.875%', total: '64.00' },
      ],
    },
  ],
  net: '240.40',
  taxes: [{ name: 'Sales tax', rate: '8.875%', base: '64.00', amount: '5.68' }],
  total: '$246.08',
  payments: [{ method: 'Card', date: '20 Nov 2026', amount: '-100.00', reference: '•••• 4242' }],
  balance: '$146.08',
  notes: ['Thank you.'],
}

const papers: Papers = {
  invoice,
  receipt: {
    madeAt,
    shop,
    number: 'P-2026-0117',
    kind: 'payment',
    paidOn: '20 Nov 2026, 16:42',
    amount: '$146.08',
    method: 'Card',
    customer,
    orderNumber: 'RO-1042',
    invoiceTotal: '$246.08',
    paidSoFar: '$246.08',
    balance: '$0.00',
    notes: [],
  },
  'job-card': {
    madeAt,
    shop,
    number: 'RO-1042',
    status: 'In Progress',
    customer,
    asset,
    concern: 'Grinding noise.\nصدای خراشیدن می‌آید.',
    photos: '3',
    jobs: [
      {
        title: 'Front brakes',
        authorisation: 'Authorised by phone',
        lines: [{ kind: 'labour', text: 'Replace front pads', quantity: '1.8 h' }],
      },
    ],
    notes: [],
  },
  'day-plan': {
    madeAt,
    shop,
    date: 'Friday, 20 November 2026',
    rows: [
      {
        name: 'Alex Kim',
        entries: [
          {
            from: '09:30',
            to: '11:00',
            orderNumber: 'RO-1042',
            customer: 'M. D.',
            phone: '(212) 555-0155',
            asset: 'Corolla',
            work: 'Brakes',
          },
        ],
      },
      { name: 'Priya Nair', entries: [] },
    ],
    notes: [],
  },
  certificate: {
    madeAt,
    shop,
    number: '0193-77',
    subject: '0193-78',
    askedOn: '20 November 2026',
    askedBy: 'the person',
    erasedOn: '27 November 2026',
    erased: ['Photos (2)'],
    kept: ['Issued invoices until 31 December 2036: 1042'],
  },
}

const text = (pdf: Uint8Array) => Buffer.from(pdf).toString('latin1')
const pagesOf = (pdf: Uint8Array) => text(pdf).match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0

/** The same invoice with this text wherever people can write. */
function written(by: string): InvoicePaper {
  return {
    ...invoice,
    shop: { ...shop, name: by, address: [by, by] },
    customer: { name: by, address: [by], email: by },
    asset: { ...asset, title: by, plate: by, vin: by },
    groups: [
      { title: by, total: '1', lines: [{ text: by, detail: by, quantity: '1', unitPrice: '1', total: '1' }] },
    ],
    taxes: [{ name: by, rate: by, base: '1', amount: '1' }],
    notes: [by],
  }
}

test('every paper is drawn in English and in Persian, one page of A4, with its fonts inside [S0.16]', async () => {
  for (const kind of Object.keys(papers) as PaperKind[]) {
    for (const locale of ['en', 'fa'] as const) {
      const pdf = await renderPaper(kind, papers[kind], locale)
      expect([kind, locale, text(pdf).slice(0, 5), pagesOf(pdf)]).toEqual([kind, locale, '%PDF-', 1])
      expect(text(pdf).match(/MediaBox\s*\[0 0 595\.\d+ 841\.\d+\]/)).not.toBeNull()
      const font = locale === 'fa' ? 'Vazirmatn' : 'Inter'
      expect([kind, locale, /\+(\w+)/.exec(text(pdf).match(/\/BaseFont\s*\/\S+/)?.[0] ?? '')?.[1]]).toEqual([
        kind,
        locale,
        font,
      ])
    }
  }
})

test('the same paper is the same bytes; its date is the one it is given', async () => {
  const first = await renderPaper('invoice', invoice, 'fa')
  const again = await renderPaper('invoice', { ...invoice }, 'fa')
  expect(Buffer.compare(first, again)).toBe(0)
  expect(text(first)).toContain('20261120100000')
  const later = await renderPaper('invoice', { ...invoice, madeAt: madeAt.add({ hours: 1 }) }, 'fa')
  expect(Buffer.compare(first, later)).not.toBe(0)
})

test('what people write is printed, never run: Typst code, markup, bidi marks, emoji', async () => {
  const plain = pagesOf(await renderPaper('invoice', written('x'), 'en'))
  const nasty = [
    '#pagebreak() #panic("no") #read("common.typ")',
    '$ x^2 $ *bold* _it_ ```raw``` `a` <label> @ref = h // c /* d */ \\ \\u{41} [b] {c} ~ --- #',
    '"quoted" \'single\' \\" ${x} {page} </script>',
    '\u2068isolated\u2069 \u200f\u200e \u200c می‌شود (۱۲) 🚗 漢字',
    '',
    ' ',
  ]
  for (const text of nasty) {
    for (const locale of ['en', 'fa'] as const) {
      expect([text, pagesOf(await renderPaper('invoice', written(text), locale))]).toEqual([text, plain])
    }
  }
})

test('names of 60 letters and prices of nine digits stay within the page; two hundred lines take several', async () => {
  const long = 'Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewis'
  const line = {
    text: long,
    quantity: '1,000',
    unitPrice: '123,456,789.00',
    tax: '19%',
    total: '123,456,789.00',
  }
  const crowded = {
    ...written(long),
    groups: [{ title: long, lines: Array.from({ length: 200 }, () => line) }],
  }
  const pdf = await renderPaper(
    'invoice',
    { ...crowded, total: '$123,456,789.00', balance: '$123,456,789.00' },
    'en',
  )
  expect(pagesOf(pdf)).toBeGreaterThan(5)
  expect(pagesOf(pdf)).toBeLessThan(14)
})

test('a draft and a paid invoice differ from an issued one', async () => {
  const issued = await renderPaper('invoice', invoice, 'en')
  const draft = await renderPaper('invoice', { ...invoice, state: 'draft', number: null }, 'en')
  const paid = await renderPaper('invoice', { ...invoice, state: 'paid', balance: '$0.00' }, 'en')
  expect(text(draft)).toContain(en.invoiceDraft)
  expect(text(issued)).toContain('Invoice 2026-0042')
  expect(Buffer.compare(paid, issued)).not.toBe(0)
})

test('papers asked for together are all drawn', async () => {
  const all = await Promise.all(
    Array.from({ length: 12 }, () => renderPaper('receipt', papers.receipt, 'fa')),
  )
  expect(new Set(all.map((pdf) => pdf.length)).size).toBe(1)
})

test('every label that a template prints is in the catalogue, and every kind has its template', () => {
  const folder = join(packageRoot(), 'src/kit/papers/templates')
  const known = new Set(Object.keys(en))
  for (const kind of Object.keys(papers)) expect(existsSync(join(folder, `${kind}.typ`))).toBe(true)
  for (const file of readdirSync(folder)) {
    const source = readFileSync(join(folder, file), 'utf8')
    const used = [...source.matchAll(/labels\.(\w+)|fill-in\(\s*"(\w+)"/g)].map(
      (match) => match[1] ?? match[2] ?? '',
    )
    expect(used.filter((label) => label !== 'at' && !known.has(label))).toEqual([])
  }
})
