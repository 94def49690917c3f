import { z } from 'zod'
import { audit } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import { newId, transaction } from '../../kit/db/index.ts'
import { explainConstraint, forbidden, invalid, Problem } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { email, parsePhone, phone, regionOfPhone, text } from '../../kit/input.ts'
import { calendarOf } from './account.ts'
import { newPassword, refuseOwn } from './new-password.ts'
import { hashPassword } from './password-hash.ts'
import { mailVerification } from './send-verification.ts'
import { type Account, insertAccount, selectAccountByEmail } from './store.ts'

export const RegisterInput = z.strictObject({
  name: text({ max: 200 }),
  email: email(),
  phone: phone().nullish(),
  password: newPassword(),
  locale: z.enum(['en', 'fa']).optional(),
})

export type RegisterInput = z.output<typeof RegisterInput>

explainConstraint('accounts_email_key', () => new Problem('email-taken'))

/**
 * Makes an account that can sign in at once. Its address is confirmed by a mailed link; until then it joins nothing.
 * 400 for a common password, 409 `email-taken`. `region` is where a national phone number is read.
 */
export async function register(ctx: Ctx, input: RegisterInput, region?: string): Promise<Account> {
  const account = await prepare(ctx, input, region)
  return transaction(ctx, async (tx) => {
    const made = await open(tx, account, null)
    await mailVerification(tx, made)
    return made
  })
}

/**
 * The same for the program's own hand (demo data, the first start): the address counts as confirmed, no mail is
 * sent, and no password is too common.
 */
export async function openVerifiedAccount(ctx: Ctx, input: RegisterInput, region?: string): Promise<Account> {
  if (ctx.caller.kind !== 'system') throw forbidden()
  const account = {
    ...(await readInput(ctx, input, region)),
    passwordHash: await hashPassword(input.password),
  }
  return transaction(ctx, (tx) => open(tx, account, tx.now))
}

type Prepared = Awaited<ReturnType<typeof readInput>> & { passwordHash: string }

/** Everything that may refuse or takes time, before the transaction. */
async function prepare(ctx: Ctx, input: RegisterInput, region: string | undefined): Promise<Prepared> {
  refuseOwn(input.password, [input.name, input.email])
  const account = await readInput(ctx, input, region)
  return { ...account, passwordHash: await hashPassword(input.password) }
}

async function readInput(ctx: Ctx, input: RegisterInput, region: string | undefined) {
  const phone = input.phone ? parsePhone(input.phone, region) : null
  if (input.phone && !phone) throw invalid('/phone', 'phone')
  if (await selectAccountByEmail(ctx, input.email)) throw new Problem('email-taken')
  const locale = input.locale ?? ctx.locale
  return {
    name: input.name,
    email: input.email,
    phone,
    locale,
    region: region ?? (phone ? regionOfPhone(phone) : null),
  }
}

async function open(tx: Ctx, account: Prepared, emailVerifiedAt: Temporal.Instant | null): Promise<Account> {
  const made = await insertAccount(tx, {
    ...account,
    id: newId(tx.now),
    emailVerifiedAt,
    calendar: calendarOf(account.locale),
  })
  const subject = { kind: 'account', id: made.id } as const
  await audit(tx, { action: 'accounts.register', subject, actorId: made.id })
  await record(tx, { type: 'account.registered', shopId: null, subject })
  if (emailVerifiedAt) await record(tx, { type: 'account.email_verified', shopId: null, subject })
  return made
}
