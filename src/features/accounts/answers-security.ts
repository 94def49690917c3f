import { z } from 'zod'
import type { SignedInPlace } from './list-sessions.ts'
import type { Passkey } from './store-passkeys.ts'

/** The shapes in which REST speaks of how an account is signed in to. */

/** What the browser's own calls take (WebAuthn); it is handed on as it is. */
export const publicKeyOptions = z.looseObject({ challenge: z.string() }).meta({ id: 'PublicKeyOptions' })

export const securitySchema = z
  .object({
    hasPassword: z.boolean(),
    phoneSignsIn: z.boolean(),
    twoStep: z.boolean(),
    recoveryCodesLeft: z.int(),
    passkeys: z.int(),
    secondFactor: z.object({
      shown: z.boolean().meta({ description: 'Whether this session has shown a second factor.' }),
      owedTo: z.array(
        z.object({
          place: z.string().meta({ description: 'The slug of a shop, or `platform`.' }),
          withheld: z.boolean().meta({ description: 'Whether the roles there hold nothing without one.' }),
        }),
      ),
    }),
  })
  .meta({ id: 'AccountSecurity' })

export const sessionsSchema = z.object({
  sessions: z.array(
    z
      .object({
        id: z.string(),
        kind: z.enum(['browser', 'token']),
        program: z.string().nullable(),
        system: z.string().nullable(),
        address: z.string().nullable(),
        sharedDevice: z
          .string()
          .nullable()
          .meta({ description: 'The name of the shop’s shared device at which it was opened by a PIN.' }),
        createdAt: z.string(),
        lastUsedAt: z
          .string()
          .meta({ description: 'Within five minutes: it is not written for every call.' }),
        here: z.boolean(),
      })
      .meta({ id: 'Session' }),
  ),
})

export const passkeySchema = z
  .object({
    id: z.string(),
    name: z.string(),
    createdAt: z.string(),
    lastUsedAt: z.string().nullable(),
  })
  .meta({ id: 'Passkey' })

export const setupSchema = z.object({
  secret: z.string(),
  address: z.string(),
  qr: z.string().meta({ description: 'SVG.' }),
})

export const recoveryCodesSchema = z.object({ recoveryCodes: z.array(z.string()) })

export function sessionAnswer(place: SignedInPlace) {
  const { id, kind, program, system, address, sharedDevice, createdAt, lastUsedAt, here } = place
  const times = { createdAt: createdAt.toString(), lastUsedAt: lastUsedAt.toString() }
  return { id, kind, program, system, address, sharedDevice, here, ...times }
}

export function passkeyAnswer({ id, name, createdAt, lastUsedAt }: Passkey) {
  return { id, name, createdAt: createdAt.toString(), lastUsedAt: lastUsedAt?.toString() ?? null }
}
