import { z } from 'zod'
import type { OutboxItem } from '../../adapters/outbox/sink.ts'
import type { Ctx } from '../../kit/context.ts'
import { notFound } from '../../kit/errors.ts'
import { foldDigits } from '../../kit/input.ts'

const Address = z.object({ name: z.string().optional(), address: z.string() })

const Mail = z.object({
  from: Address,
  replyTo: Address.optional(),
  to: z.array(Address),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  ical: z.object({ method: z.string(), content: z.string() }).optional(),
  rejected: z.array(z.string()).default([]),
})

const Text = z.object({
  to: z.string(),
  text: z.string(),
  parts: z.number(),
  encoding: z.string(),
  cost: z.object({ amount: z.number(), currency: z.string() }),
})

interface Kept {
  id: string
  /** RFC 3339. */
  at: string
  /** Whether the stand-in took it, or played a refusal. */
  refused: boolean
}

export type OutboxMail = Kept & { kind: 'email'; mail: z.output<typeof Mail> }
export type OutboxText = Kept & { kind: 'sms'; sms: z.output<typeof Text> }
export type OutboxMessage = OutboxMail | OutboxText

// As far back as anybody looks; the stand-ins keep some megabytes.
const MOST = 2000

/**
 * The outbox holds links that open accounts: it is there in demo mode only, and only for a browser on this very
 * machine that called it by a name of this machine. For anybody else there is none (404).
 */
export function requireOutbox(ctx: Ctx, { hostname }: Pick<URL, 'hostname'>): void {
  const { config } = ctx.services
  const own = new URL(config.url).hostname
  const isHere =
    isLoopback(ctx.address ?? '') && isLoopback(hostname) && (isLoopback(own) || isEverywhere(own))
  if (!config.demo || config.proxy.length > 0 || !isHere) throw notFound()
}

/** What the stand-ins kept, newest first; with `to` only what went to an address or number that holds these letters. */
export async function outboxMessages(ctx: Ctx, to = ''): Promise<OutboxMessage[]> {
  const wanted = foldDigits(to).trim().toLowerCase()
  const items = await ctx.services.adapters.outbox.list(MOST)
  return items.flatMap(read).filter((message) => recipientsOf(message).some((one) => one.includes(wanted)))
}

/** One message, or 404. */
export async function outboxMessage(ctx: Ctx, id: string): Promise<OutboxMessage> {
  const found = (await outboxMessages(ctx)).find((message) => message.id === id)
  if (!found) throw notFound()
  return found
}

/** The addresses or the number that a message went to, in lower case. */
export function recipientsOf(message: OutboxMessage): string[] {
  return message.kind === 'sms'
    ? [message.sms.to]
    : message.mail.to.map(({ address }) => address.toLowerCase())
}

function read({ id, kind, at, outcome, message }: OutboxItem): OutboxMessage[] {
  const kept = { id, at, refused: outcome === 'refused' }
  if (kind === 'sms') {
    const sms = Text.safeParse(message)
    return sms.success ? [{ ...kept, kind, sms: sms.data }] : []
  }
  const mail = Mail.safeParse(message)
  return mail.success ? [{ ...kept, kind, mail: mail.data }] : []
}

function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?|::ffff:127(\.\d{1,3}){3})$/.test(host)
}

/** Listening on every address of the machine, its own ones too. */
function isEverywhere(host: string): boolean {
  return host === '0.0.0.0' || host === '[::]'
}
