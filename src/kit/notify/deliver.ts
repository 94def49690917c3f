import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import type { EmailMessage } from '../../adapters/email/port.ts'
import { AdapterFailure } from '../../adapters/failure.ts'
import type { SmsPurpose } from '../../adapters/sms/port.ts'
import type { Messages as MessageTable } from '../../../db/types.ts'
import type { Ctx } from '../context.ts'
import { inLocale, type Locale } from '../i18n/locale.ts'
import type { NamedJob } from '../jobs/worker.ts'
import { exponentOf } from '../money.ts'
import { MESSAGE_TRIES, type MessageParams } from './notify.ts'
import { type RenderedMail, renderMail, renderSms } from './render.ts'
import { unsubscribePath } from './unsubscribe.ts'

type Channel = 'email' | 'sms'
type Message = Selectable<MessageTable>

/** The jobs that send what `notify` wrote. */
export const messageJobs: readonly NamedJob[] = [
  { name: 'deliver', queue: 'mail', run: (ctx, data) => deliver(ctx, 'email', data) },
  { name: 'deliver', queue: 'sms', run: (ctx, data) => deliver(ctx, 'sms', data) },
]

/**
 * Sends one message, if it still waits. A refusal is final; anything else is thrown, for another try by the
 * queue, until the tries are used up. A crash between sending and noting leads to a second sending with the same
 * Message-ID, which mail programs show once.
 */
async function deliver(ctx: Ctx, channel: Channel, data: Record<string, unknown>): Promise<void> {
  const message = await beginTry(ctx, String(data['message']))
  if (!message) return
  try {
    const sent = await send(ctx, channel, message, paramsOf(ctx, message, data))
    await note(ctx, message, { status: 'sent', error: null, sentAt: ctx.now, ...sent, ...farewell(message) })
  } catch (error) {
    const final = isFinal(error) || message.tries >= MESSAGE_TRIES
    await note(ctx, message, {
      status: final ? 'failed' : 'queued',
      error: describe(error),
      ...(final ? farewell(message) : {}),
    })
    if (!final) throw error
    ctx.services.log.warn({ err: error, message: message.id }, 'message not delivered')
  }
  await wipeSealed(ctx, channel, message.id)
}

async function beginTry(ctx: Ctx, id: string): Promise<Message | undefined> {
  return ctx.db
    .updateTable('messages')
    .set((row) => ({ tries: row('tries', '+', 1) }))
    .where('id', '=', id)
    .where('status', '=', 'queued')
    .returningAll()
    .executeTakeFirst()
}

function paramsOf(ctx: Ctx, message: Message, data: Record<string, unknown>): MessageParams {
  const { sealed } = data
  const secret =
    typeof sealed === 'string' ? ctx.services.secrets.decrypt(Buffer.from(sealed, 'base64')) : '{}'
  return { ...(message.params as MessageParams), ...(JSON.parse(secret) as MessageParams) }
}

type Sent = Pick<Message, 'providerId'> & Partial<Pick<Message, 'parts' | 'costMicros' | 'costCurrency'>>

async function send(ctx: Ctx, channel: Channel, message: Message, params: MessageParams): Promise<Sent> {
  const { template, purpose } = message
  const rendering = {
    template,
    locale: message.locale as Locale,
    purpose,
    params,
    origin: ctx.services.config.url,
  }
  if (channel === 'sms') return sendSms(ctx, message, params, renderSms(rendering))
  const stop = stopPath(ctx, message)
  const link = stop ? rendering.origin + inLocale(stop, rendering.locale) : undefined
  return sendMail(ctx, message, params, { ...renderMail({ ...rendering, stop: link }), stop: link })
}

/** Where mails of this kind are ended; null for what concerns a repair or an account, which is not to be ended. */
function stopPath(ctx: Ctx, { purpose, shopId, customerId }: Message): string | null {
  if ((purpose !== 'reminders' && purpose !== 'promotions') || !shopId || !customerId) return null
  return unsubscribePath(ctx.services.secrets, { shopId, customerId, purpose })
}

async function sendMail(
  ctx: Ctx,
  { id, recipient }: Message,
  { brand, replyTo, calendar }: MessageParams,
  { stop, ...mail }: RenderedMail & { stop: string | undefined },
): Promise<Sent> {
  const { adapters, config } = ctx.services
  const host = new URL(config.url).hostname
  const receipt = await adapters.email.send({
    from: {
      name: String(brand ?? 'Fixbay'),
      address: config.environment['FIXBAY_EMAIL_FROM'] ?? `no-reply@${host}`,
    },
    ...(typeof replyTo === 'string' ? { replyTo: { address: replyTo } } : {}),
    to: [{ address: recipient }],
    ...mail,
    ...(typeof calendar === 'string'
      ? { ical: JSON.parse(calendar) as NonNullable<EmailMessage['ical']> }
      : {}),
    messageId: `<${id}@${host}>`,
    headers: {
      // Keeps absence notes and other machines from answering (RFC 3834).
      'Auto-Submitted': 'auto-generated',
      // Mail programs offer one press that ends it (RFC 8058).
      ...(stop
        ? { 'List-Unsubscribe': `<${stop}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
        : {}),
    },
  })
  if (receipt.rejected.length > 0)
    throw new AdapterFailure(adapters.email.name, 'refused', 'the address was rejected')
  if (receipt.deferred.length > 0)
    throw new AdapterFailure(adapters.email.name, 'unavailable', 'not taken for now')
  return { providerId: receipt.providerId }
}

async function sendSms(ctx: Ctx, message: Message, params: MessageParams, text: string): Promise<Sent> {
  const { code } = params
  const receipt = await ctx.services.adapters.sms.send({
    to: message.recipient,
    text,
    purpose:
      typeof code === 'string' && message.purpose === 'account'
        ? 'otp'
        : SMS_PURPOSES[message.purpose as Purpose],
    ...(typeof code === 'string' ? { otpTemplate: { name: message.template, tokens: [code] } } : {}),
  })
  const { cost } = receipt
  return {
    providerId: receipt.providerId,
    parts: receipt.parts,
    costMicros: cost ? cost.amount * 10 ** (6 - exponentOf(cost.currency)) : null,
    costCurrency: cost?.currency ?? null,
  }
}

type Purpose = 'account' | 'service' | 'reminders' | 'promotions'
const SMS_PURPOSES: Record<Purpose, SmsPurpose> = {
  account: 'service',
  service: 'service',
  reminders: 'service',
  promotions: 'marketing',
}

/** A last word to somebody who is erased: whom it went to is not kept. */
function farewell({ params }: Message): Partial<Message> {
  return (params as MessageParams)['lastWord'] ? { recipient: '', params: {} } : {}
}

async function note(ctx: Ctx, { id }: Message, change: Partial<Message>): Promise<void> {
  await ctx.db.updateTable('messages').set(change).where('id', '=', id).execute()
}

/** What a service refuses for good is not tried again; wrong settings are, since somebody will mend them. */
function isFinal(error: unknown): boolean {
  return error instanceof AdapterFailure && !error.retryable && error.kind !== 'misconfigured'
}

function describe(error: unknown): string {
  if (error instanceof AdapterFailure) return `${error.message}${error.code ? ` (${error.code})` : ''}`
  return error instanceof Error ? error.name : 'unknown'
}

/** The job is kept for some days by the queue; its secret is not. */
async function wipeSealed(ctx: Ctx, channel: Channel, id: string): Promise<void> {
  const queue = channel === 'email' ? 'mail' : 'sms'
  await sql`UPDATE pgboss.job SET data = data - 'sealed' WHERE name = ${queue} AND id = ${id}::uuid`.execute(
    ctx.db,
  )
}
