import type { Messages } from '../../words/messages.ts'
import type { Ctx } from '../context.ts'
import { newId } from '../db/ids.ts'
import type { Locale } from '../i18n/locale.ts'
import { enqueue } from '../jobs/queue.ts'
import { isWanted } from './choices.ts'

type Mails = Messages['mail']

/** What in the words `mail` is a whole mail. */
export type MailTemplate = {
  [Name in keyof Mails]: Mails[Name] extends { subject: string; body: string } ? Name : never
}[keyof Mails]
export type SmsTemplate = keyof Messages['sms']

/** Values for the words; money and time come formatted, in the message's own language. */
export type MessageParams = Record<string, string | number>

interface Common {
  locale: Locale
  /** Harmless values: they are kept with the message. */
  params?: MessageParams
  /** Codes, links with tokens: kept nowhere but in the job, encrypted, until the message is sent. */
  secretParams?: Record<string, string>
  /**
   * Where the mail's button leads (`{link}` in an SMS): a path without language, such as `/me`. One that holds a
   * code goes into `secretParams.path`.
   */
  path?: string
  /** A calendar part for the mail: it goes with the job, encrypted, since its link may hold a code. */
  calendar?: { method: 'REQUEST' | 'CANCEL' | 'PUBLISH'; content: string }
  /** In whose name it is written: the shop's; Fixbay's unless given. */
  brand?: string
  /** Where an answer to the mail goes: the shop's address. */
  replyTo?: string
  accountId?: string
  orderId?: string
  /** The address goes from the record once the message has gone: it is the last thing that is known of the person. */
  lastWord?: boolean
  /** The event that caused it: one message a cause, template, channel and recipient, however often this is called. */
  eventId?: string
}

/**
 * `account` goes always, the others unless the account (`accountId`) has switched them off for this channel. `reminders` and
 * `promotions` go only where the customer's last word at this shop is a yes to them by this way: it is asked here.
 */
type Purpose =
  | ({ purpose: 'service' } & Partial<Whose>)
  | ({ purpose: 'account' } & Partial<Whose>)
  | ({ purpose: 'reminders' } & Whose)
  | ({ purpose: 'promotions' } & Whose)
interface Whose {
  shopId: string
  customerId: string
}

export type Notice = Common &
  Purpose &
  (
    | { channel: 'email'; to: string; template: MailTemplate }
    | { channel: 'sms'; to: string; template: SmsTemplate }
  )

/** How often a message is tried: over about nine hours, each pause twice as long, an hour at most. */
export const MESSAGE_TRIES = 15
const FIRST_PAUSE_SECONDS = 20

/**
 * Writes a message to a mail address or a phone (E.164) in the open transaction and puts its delivery into the
 * queue. Gives the message's id, or null where the same cause has made the same message before. What the person does
 * not want by this way, or never agreed to, is kept as `suppressed` and goes nowhere.
 */
export async function notify(tx: Ctx, notice: Notice): Promise<string | null> {
  const id = newId(tx.now)
  const goes = (await isWanted(tx, notice)) && (await isAgreed(tx, notice))
  const inserted = await tx.db
    .insertInto('messages')
    .values({
      id,
      shopId: notice.shopId ?? null,
      accountId: notice.accountId ?? null,
      customerId: notice.customerId ?? null,
      orderId: notice.orderId ?? null,
      eventId: notice.eventId ?? null,
      purpose: notice.purpose,
      channel: notice.channel,
      template: notice.template,
      locale: notice.locale,
      recipient: notice.to,
      params: JSON.stringify(harmless(notice)),
      status: goes ? 'queued' : 'suppressed',
      createdAt: tx.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!inserted) return null
  if (!goes) return id
  const { secretParams, calendar } = notice
  const secret = calendar ? { ...secretParams, calendar: JSON.stringify(calendar) } : secretParams
  const sealed = secret && tx.services.secrets.encrypt(JSON.stringify(secret)).toString('base64')
  enqueue(tx, {
    // The job bears the message's id, so that delivery finds it again and wipes the sealed part.
    id,
    queue: notice.channel === 'email' ? 'mail' : 'sms',
    data: { job: 'deliver', message: id, ...(sealed ? { sealed } : {}) },
    retry: { limit: MESSAGE_TRIES - 1, firstPauseSeconds: FIRST_PAUSE_SECONDS, longestPauseSeconds: 3600 },
  })
  return id
}

async function isAgreed(tx: Ctx, notice: Notice): Promise<boolean> {
  if (notice.purpose === 'service' || notice.purpose === 'account') return true
  const { shopId, customerId, purpose, channel } = notice
  return tx.services.hasConsent(tx, { shopId, customerId, purpose, channel })
}

function harmless({ params, path, brand, replyTo, lastWord }: Common): MessageParams {
  return {
    ...params,
    ...(lastWord ? { lastWord: 1 } : {}),
    ...(path ? { path } : {}),
    ...(brand ? { brand } : {}),
    ...(replyTo ? { replyTo } : {}),
  }
}
