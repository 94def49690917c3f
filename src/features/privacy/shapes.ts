import { z } from 'zod'
import type { Ctx } from '../../kit/context.ts'
import { exportUrl, isThere } from './export-link.ts'
import type { Erasure } from './store-erasures.ts'
import type { DataExport } from './store-exports.ts'

const instant = () => z.string().meta({ format: 'date-time' })

export const ExportAnswer = z.object({
  id: z.string(),
  status: z.enum(['being_made', 'ready', 'gone']),
  askedAt: instant(),
  readyAt: instant().nullable(),
  expiresAt: instant().nullable(),
  bytes: z.int().nullable(),
  /** Signed; it works for an hour or two, for the one who asked, while they are signed in. */
  url: z.string().nullable(),
})
export type ExportAnswer = z.output<typeof ExportAnswer>

/** A copy as its asker sees it, with a link while it is there. */
export function presentExport(ctx: Ctx, made: DataExport): ExportAnswer {
  const ready = isThere(ctx, made)
  return {
    id: made.id,
    status: ready ? 'ready' : made.readyAt ? 'gone' : 'being_made',
    askedAt: made.askedAt.toString(),
    readyAt: made.readyAt?.toString() ?? null,
    expiresAt: made.expiresAt?.toString() ?? null,
    bytes: made.bytes,
    url: ready ? exportUrl(ctx, made) : null,
  }
}

export const ErasureAnswer = z.object({
  id: z.string(),
  askedAt: instant(),
  /** When it is done, unless it is taken back before. */
  dueAt: instant(),
})
export type ErasureAnswer = z.output<typeof ErasureAnswer>

export function presentErasure({ id, askedAt, dueAt }: Erasure): ErasureAnswer {
  return { id, askedAt: askedAt.toString(), dueAt: dueAt.toString() }
}

export const MyConsentsAnswer = z.object({
  shops: z.array(
    z.object({
      shop: z.object({ id: z.string(), slug: z.string(), name: z.string() }),
      consents: z.array(
        z.object({
          purpose: z.string(),
          channel: z.string(),
          granted: z.boolean(),
          source: z.string(),
          at: instant(),
        }),
      ),
    }),
  ),
})

export const CertificateAnswer = z.object({
  id: z.string(),
  certificate: z.object({
    format: z.string(),
    number: z.string(),
    erasedAt: instant(),
    askedAt: instant(),
    askedBy: z.enum(['person', 'shop']),
    shop: z.object({ id: z.string(), name: z.string() }).nullable(),
    subject: z.object({ kind: z.enum(['customer', 'account']), id: z.string() }),
    erased: z.array(z.object({ what: z.string(), count: z.int() })),
    kept: z.array(
      z.object({
        what: z.string(),
        count: z.int().nullable(),
        until: z.string().nullable(),
        numbers: z.array(z.string()).optional(),
      }),
    ),
  }),
  pdfUrl: z.string(),
})

export const ComplianceAnswer = z.object({
  erasures: z.array(
    ErasureAnswer.extend({
      customerId: z.string().nullable(),
      /** How often it was tried in vain. */
      failures: z.int(),
      retryAt: instant().nullable(),
    }),
  ),
  exports: z.array(z.object({ id: z.string(), customerId: z.string().nullable(), askedAt: instant() })),
  certificates: z.array(z.object({ id: z.string(), number: z.string(), madeAt: instant() })),
  customers: z.int(),
  consents: z.array(z.object({ purpose: z.string(), granted: z.int(), withdrawn: z.int() })),
  booksYears: z.int(),
  secondFactor: z.object({ people: z.int(), have: z.int() }),
  seal: z.object({ number: z.int(), sealedAt: instant(), hash: z.string() }).nullable(),
})
