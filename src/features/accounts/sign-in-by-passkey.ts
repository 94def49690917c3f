import { generateAuthenticationOptions, verifyAuthenticationResponse } from '@simplewebauthn/server'
import type { AuthenticationResponseJSON, AuthenticatorTransport } from '@simplewebauthn/server'
import { z } from 'zod'
import { inPerson } from '../../kit/access/index.ts'
import { audit } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { Problem } from '../../kit/errors.ts'
import { hashToken, sameHash } from '../../kit/secrets.ts'
import { newChallenge, passkeySite } from './passkey-site.ts'
import { parseJson, refusedBy, userHandle } from './passkeys.ts'
import { type BrowserSession, openBrowserSession, openTokenSession } from './sessions.ts'
import { auditFailure, type Open, openAudited, type Opened, type Refused } from './sign-in.ts'
import { holdCredentials } from './store.ts'
import { markSecondFactor } from './store-sessions.ts'
import { type Passkey, selectPasskey, spendChallenge, usePasskey } from './store-passkeys.ts'

const base64url = () => z.string().regex(/^[\w-]{1,4000}$/)

// What browsers make (WebAuthn, `AuthenticationResponseJSON`). They add members of their own, which are not looked at.
const assertion = z.looseObject({
  id: base64url(),
  rawId: base64url(),
  type: z.literal('public-key'),
  response: z.looseObject({
    clientDataJSON: base64url(),
    authenticatorData: base64url(),
    signature: base64url(),
    userHandle: base64url().nullish(),
  }),
  clientExtensionResults: z.looseObject({}).optional(),
})

export const PasskeyInput = z.strictObject({ response: assertion.meta({ id: 'PasskeyAssertion' }) })
/** The same from a form, whose field holds JSON. */
export const PasskeyForm = z.strictObject({ response: z.string().max(20_000) })

type PasskeyInput = z.output<typeof PasskeyInput>

/** What a browser needs to sign somebody in by whichever passkey they choose (`PublicKeyCredentialRequestOptionsJSON`). */
export async function passkeySignInOptions(ctx: Ctx) {
  const { id: rpId } = passkeySite(ctx)
  const challenge = await newChallenge(ctx, 'sign_in', null)
  return generateAuthenticationOptions({
    rpID: rpId,
    challenge: Uint8Array.from(Buffer.from(challenge, 'base64url')),
    userVerification: 'required',
  })
}

/** A form's field as the call takes it; what is no such answer is refused like a wrong one. */
export function passkeyOfForm({ response }: z.output<typeof PasskeyForm>): PasskeyInput {
  const parsed = PasskeyInput.safeParse({ response: parseJson(response) })
  if (!parsed.success) throw refusal()
  return parsed.data
}

/** Signs a browser in by a passkey. */
export function signInBrowserByPasskey(
  ctx: Ctx,
  input: PasskeyInput,
): Promise<Opened<BrowserSession> | Refused> {
  return signInByPasskey(ctx, input, openBrowserSession)
}

/** Signs a program in by a passkey. */
export function signInProgramByPasskey(
  ctx: Ctx,
  input: PasskeyInput,
): Promise<Opened<{ sessionId: string; refreshToken: string }> | Refused> {
  return signInByPasskey(ctx, input, openTokenSession)
}

/** A passkey asks for the device and its lock, which is two factors in one: nothing more is asked for. */
async function signInByPasskey<Session extends { sessionId: string }>(
  ctx: Ctx,
  input: PasskeyInput,
  open: Open<Session>,
): Promise<Opened<Session> | Refused> {
  const proof = await prove(ctx, input)
  return transaction(ctx, async (tx) => {
    const account = proof && (await holdCredentials(tx, proof.passkey.accountId))
    const used = proof && account && !account.deactivatedAt && (await use(tx, proof))
    if (!proof || !account || !used) {
      await auditFailure(tx, proof?.passkey.accountId)
      return { refused: refusal() }
    }
    const how = { by: 'passkey', secondFactor: true } as const
    return { account, session: await openAudited(tx, account.id, how, open) }
  })
}

/** Shows the caller's passkey as the second factor of the session that they have. 400 where it is not theirs. */
export async function confirmByPasskey(ctx: Ctx, input: PasskeyInput): Promise<void> {
  const { accountId, sessionId } = inPerson(ctx)
  const proof = await prove(ctx, input)
  if (proof?.passkey.accountId !== accountId) throw refusal()
  await transaction(ctx, async (tx) => {
    if (!(await use(tx, proof))) throw refusal()
    await markSecondFactor(tx, sessionId)
    await audit(tx, {
      action: 'accounts.showSecondFactor',
      subject: { kind: 'session', id: sessionId },
      after: { by: 'passkey' },
    })
  })
}

const refusal = () => new Problem('wrong-credentials', { reason: 'passkey_refused' })

interface Proof {
  passkey: Passkey
  counter: number
}

/** The passkey that an answer proves, for a challenge of ours that is spent by it. */
async function prove(ctx: Ctx, { response }: PasskeyInput): Promise<Proof | null> {
  const { origin, id } = passkeySite(ctx)
  const passkey = await selectPasskey(ctx, Buffer.from(response.id, 'base64url'))
  const { userHandle: handle } = response.response
  if (!passkey || (handle && !sameHandle(handle, passkey.accountId))) return null
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: response as unknown as AuthenticationResponseJSON,
      expectedChallenge: (challenge) => spendChallenge(ctx, hashToken(challenge), 'sign_in', null),
      expectedOrigin: origin,
      expectedRPID: id,
      requireUserVerification: true,
      credential: {
        id: passkey.credentialId.toString('base64url'),
        publicKey: Uint8Array.from(passkey.publicKey),
        counter: passkey.counter,
        transports: passkey.transports as AuthenticatorTransport[],
      },
    })
    return verified ? { passkey, counter: authenticationInfo.newCounter } : null
  } catch (error) {
    return refusedBy(error)
  }
}

const sameHandle = (handle: string, accountId: string): boolean =>
  sameHash(Buffer.from(handle, 'base64url'), Buffer.from(userHandle(accountId)))

const use = (tx: Ctx, { passkey, counter }: Proof): Promise<boolean> => usePasskey(tx, passkey.id, counter)
