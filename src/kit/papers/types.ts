/*
 * What stands on a paper. Every text is ready to print: dates, amounts and digits are formatted for the reader before
 * they come here; only labels are added. Lists may be empty, and what is absent takes no room.
 */

/** Who gives the paper out. */
export interface PaperShop {
  name: string
  /** Postal address, a line each. */
  address: string[]
  phone?: string
  email?: string
  website?: string
  taxNumber?: string
}

export interface PaperCustomer {
  name: string
  address?: string[]
  phone?: string
  email?: string
  taxNumber?: string
}

/** The car or phone: `title` as people say it, the rest as codes. */
export interface PaperAsset {
  kind: 'vehicle' | 'device'
  title: string
  plate?: string
  vin?: string
  odometer?: string
  imei?: string
  serial?: string
}

interface PaperBase {
  /** The file's own date; the same paper with the same date is the same bytes. */
  madeAt: Temporal.Instant
  shop: PaperShop
}

export interface InvoiceLine {
  text: string
  /** A part number, a remark: smaller, below. */
  detail?: string
  quantity: string
  unitPrice: string
  /** The rate, as on the line: "8.875%"; absent where the line bears no tax. */
  tax?: string
  total: string
}

/** The lines of one job under its name. */
export interface InvoiceGroup {
  title?: string
  lines: InvoiceLine[]
  total?: string
}

export interface InvoiceTax {
  name: string
  rate: string
  base: string
  amount: string
}

export interface InvoicePayment {
  method: string
  date: string
  amount: string
  reference?: string
}

export interface InvoicePaper extends PaperBase {
  state: 'draft' | 'issued' | 'paid'
  /** Null for a draft. */
  number: string | null
  orderNumber: string
  issuedOn?: string
  /** When the work was done. */
  suppliedOn?: string
  dueOn?: string
  customer: PaperCustomer
  asset?: PaperAsset
  /** Stands in the table's head, so that amounts can be bare numbers: "USD", "ریال". */
  currency: string
  taxIncluded: boolean
  groups: InvoiceGroup[]
  /** The sum without tax. */
  net: string
  discount?: string
  taxes: InvoiceTax[]
  /** With the currency: what is paid. */
  total: string
  payments: InvoicePayment[]
  /** With the currency. */
  balance: string
  /** How to pay, warranty, thanks: a paragraph each. */
  notes: string[]
}

export interface ReceiptPaper extends PaperBase {
  number: string
  kind: 'payment' | 'refund'
  paidOn: string
  /** With the currency. */
  amount: string
  method: string
  /** The card's last digits, the bank's number. */
  reference?: string
  customer: PaperCustomer
  asset?: PaperAsset
  orderNumber: string
  invoiceNumber?: string
  invoiceTotal: string
  /** What was paid with this payment and before it. */
  paidSoFar: string
  balance: string
  receivedBy?: string
  notes: string[]
}

export interface JobCardLine {
  kind: 'labour' | 'part' | 'fee'
  text: string
  quantity: string
}

export interface JobCardJob {
  title: string
  /** "Authorised by phone, 20 Nov 2026", in words. */
  authorisation: string
  technician?: string
  lines: JobCardLine[]
  notes?: string
}

export interface JobCardPaper extends PaperBase {
  number: string
  status: string
  arrivedOn?: string
  promisedOn?: string
  bay?: string
  advisor?: string
  customer: PaperCustomer
  asset: PaperAsset
  /** The customer's own words. */
  concern: string
  photos: string
  jobs: JobCardJob[]
  notes: string[]
}

export interface DayPlanEntry {
  from: string
  to: string
  orderNumber: string
  customer: string
  phone?: string
  asset: string
  plate?: string
  work: string
  /** Bay or person, whichever the row is not about. */
  where?: string
  promised?: string
}

export interface DayPlanPaper extends PaperBase {
  date: string
  /** A technician or a bay each, with their day. */
  rows: { name: string; hours?: string; entries: DayPlanEntry[] }[]
  notes: string[]
}

/** What an erasure did, for the shop's own file: no names. */
export interface CertificatePaper extends PaperBase {
  number: string
  subject: string
  askedOn: string
  askedBy: string
  erasedOn: string
  erased: string[]
  kept: string[]
}

/** The papers by the name of their template. */
export interface Papers {
  invoice: InvoicePaper
  receipt: ReceiptPaper
  'job-card': JobCardPaper
  'day-plan': DayPlanPaper
  certificate: CertificatePaper
}

export type PaperKind = keyof Papers
