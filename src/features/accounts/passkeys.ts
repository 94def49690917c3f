import { generateRegistrationOptions, verifyRegistrationResponse } from '@simplewebauthn/server'
import type { RegistrationResponseJSON } from '@simplewebauthn/server'
import { z } from 'zod'
import { inPerson, inPersonProven } from '../../kit/access/index.ts'
import { audit } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import { isId, newId, transaction } from '../../kit/db/index.ts'
import { explainConstraint, illegalMove, invalid, notFound, unauthenticated } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { text } from '../../kit/input.ts'
import { hashToken } from '../../kit/secrets.ts'
import { deviceOf } from './devices.ts'
import { newChallenge, passkeySite } from './passkey-site.ts'
import { lockAccount } from './store.ts'
import {
  deletePasskey,
  insertPasskey,
  type Passkey,
  renamePasskeyRow,
  selectPasskeys,
  spendChallenge,
} from './store-passkeys.ts'
import { tellOwner } from './tell-owner.ts'

// Nobody has more devices; without an end a session could fill the table.
const MOST_PASSKEYS = 20

const base64url = () => z.string().regex(/^[\w-]{1,4000}$/)

// What browsers make (WebAuthn, `RegistrationResponseJSON`). They add members of their own, which are not looked at.
const registration = z.looseObject({
  id: base64url(),
  rawId: base64url(),
  type: z.literal('public-key'),
  response: z.looseObject({
    clientDataJSON: base64url(),
    attestationObject: base64url(),
    transports: z.array(z.string().max(20)).max(10).optional(),
  }),
  clientExtensionResults: z.looseObject({}).optional(),
})

export const AddPasskeyInput = z.strictObject({
  name: text({ max: 60 }).optional().meta({ description: 'That of the device unless given.' }),
  response: registration.meta({ id: 'PasskeyRegistration' }),
})
export const RenamePasskeyInput = z.strictObject({ name: text({ max: 60 }) })

/** A form's field, which holds JSON, as the call takes it; what is no such answer is refused like a wrong one. */
export function passkeyOfForm(field: string): z.output<typeof registration> {
  const parsed = registration.safeParse(parseJson(field))
  if (!parsed.success) throw invalid('/response', 'passkey')
  return parsed.data
}

/** The value of a JSON text, or undefined. */
export function parseJson(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

explainConstraint('passkeys_credential_key', () => illegalMove('passkey_known'))

/** The caller's passkeys, the oldest first. */
export function listPasskeys(ctx: Ctx): Promise<Passkey[]> {
  return selectPasskeys(ctx, inPerson(ctx).accountId)
}

/** What a browser needs to make a passkey for the caller (`PublicKeyCredentialCreationOptionsJSON`). */
export async function passkeyOptions(ctx: Ctx) {
  const { accountId, email, name } = inPersonProven(ctx)
  const { id: rpID } = passkeySite(ctx)
  const known = await selectPasskeys(ctx, accountId)
  if (known.length >= MOST_PASSKEYS) throw illegalMove('passkeys_enough')
  const options = await generateRegistrationOptions({
    rpID,
    rpName: 'Fixbay',
    userID: userHandle(accountId),
    userName: email ?? name,
    userDisplayName: name,
    challenge: Uint8Array.from(Buffer.from(await newChallenge(ctx, 'register', accountId), 'base64url')),
    attestationType: 'none',
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    excludeCredentials: known.map(({ credentialId }) => ({ id: credentialId.toString('base64url') })),
  })
  return options
}

/** Keeps a passkey that the caller's device made. 400 on /response where it does not belong to this site or call. */
export async function addPasskey(ctx: Ctx, input: z.output<typeof AddPasskeyInput>): Promise<Passkey> {
  const { accountId } = inPersonProven(ctx)
  const credential = await verified(ctx, accountId, input.response as unknown as RegistrationResponseJSON)
  if (!credential) throw invalid('/response', 'passkey')
  const passkey = {
    id: newId(ctx.now),
    accountId,
    credentialId: Buffer.from(credential.id, 'base64url'),
    publicKey: Buffer.from(credential.publicKey),
    counter: credential.counter,
    transports: credential.transports ?? [],
    name: input.name ?? deviceName(ctx),
  }
  await transaction(ctx, async (tx) => {
    const account = await lockAccount(tx, accountId)
    if (!account) throw unauthenticated()
    await insertPasskey(tx, passkey)
    await note(tx, accountId, 'addPasskey', passkey.id)
    await tellOwner(tx, account, 'passkeyAdded')
  })
  return { ...passkey, createdAt: ctx.now, lastUsedAt: null }
}

async function verified(ctx: Ctx, accountId: string, response: RegistrationResponseJSON) {
  const { origin, id } = passkeySite(ctx)
  try {
    const { verified: isRight, registrationInfo } = await verifyRegistrationResponse({
      response,
      expectedChallenge: (challenge) => spendChallenge(ctx, hashToken(challenge), 'register', accountId),
      expectedOrigin: origin,
      expectedRPID: id,
      requireUserVerification: true,
    })
    return isRight ? registrationInfo.credential : null
  } catch (error) {
    return refusedBy(error)
  }
}

/** The library throws plain errors for whatever is wrong with an answer; the database's are not its own. */
export function refusedBy(error: unknown): null {
  if (error instanceof Error && !('code' in error && /^[\dA-Z]{5}$/.test(String(error.code)))) return null
  throw error
}

/** Gives a passkey another name. 404 where it is not the caller's. */
export async function renamePasskey(
  ctx: Ctx,
  id: string,
  { name }: z.output<typeof RenamePasskeyInput>,
): Promise<void> {
  const { accountId } = inPerson(ctx)
  if (!isId(id) || !(await renamePasskeyRow(ctx, { accountId, id, name }))) throw notFound()
}

/** Removes a passkey: it opens nothing any more. 404 where it is not the caller's. */
export async function removePasskey(ctx: Ctx, id: string): Promise<void> {
  const { accountId } = inPersonProven(ctx)
  await transaction(ctx, async (tx) => {
    const account = await lockAccount(tx, accountId)
    if (!account || !isId(id) || !(await deletePasskey(tx, accountId, id))) throw notFound()
    await note(tx, accountId, 'removePasskey', id)
    await tellOwner(tx, account, 'passkeyRemoved')
  })
}

/** The bytes by which a device names the account. */
export function userHandle(accountId: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(accountId.replaceAll('-', ''), 'hex'))
}

function deviceName(ctx: Ctx): string {
  const { program, system } = deviceOf(ctx.userAgent)
  return [program, system].filter((part) => part !== null).join(', ') || 'Passkey'
}

async function note(
  tx: Ctx,
  accountId: string,
  action: 'addPasskey' | 'removePasskey',
  passkey: string,
): Promise<void> {
  const subject = { kind: 'account', id: accountId } as const
  await audit(tx, { action: `accounts.${action}`, subject, after: { passkey } })
  const type = action === 'addPasskey' ? 'account.passkey_added' : 'account.passkey_removed'
  await record(tx, { type, shopId: null, subject, data: { passkey } })
}
