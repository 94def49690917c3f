import { z } from 'zod'
import { created, noContent, ok, type Route, route } from '../../kit/http/route.ts'
import { passkeyAnswer, passkeySchema, publicKeyOptions } from './answers-security.ts'
import {
  addPasskey,
  AddPasskeyInput,
  listPasskeys,
  passkeyOptions,
  removePasskey,
  renamePasskey,
  RenamePasskeyInput,
} from './passkeys.ts'

const own = { tag: 'accounts', access: 'account' } as const
// `/api/auth/*` keeps no answers.
const post = { ...own, method: 'POST', noIdempotency: true, rate: 'sign-in' } as const
const params = z.object({ passkey: z.string() })

/** A person's passkeys. */
export const passkeyRoutes: Route[] = [
  route({
    ...own,
    method: 'GET',
    path: '/api/auth/passkeys',
    summary: 'Your passkeys',
    answers: { 200: z.object({ passkeys: z.array(passkeySchema) }) },
    handler: async (ctx) => ok({ passkeys: (await listPasskeys(ctx)).map(passkeyAnswer) }),
  }),
  route({
    ...post,
    path: '/api/auth/passkeys/options',
    summary: 'What a browser needs to make a passkey',
    answers: { 200: publicKeyOptions },
    handler: async (ctx) => ok(await passkeyOptions(ctx)),
  }),
  route({
    ...post,
    path: '/api/auth/passkeys',
    summary: 'Keep a passkey that your device made',
    body: AddPasskeyInput,
    answers: { 201: passkeySchema },
    handler: async (ctx, { body }) => created(passkeyAnswer(await addPasskey(ctx, body))),
  }),
  route({
    ...own,
    method: 'PATCH',
    path: '/api/auth/passkeys/{passkey}',
    summary: 'Give a passkey another name',
    params,
    body: RenamePasskeyInput,
    answers: { 204: z.undefined() },
    handler: async (ctx, { params: { passkey }, body }) => {
      await renamePasskey(ctx, passkey, body)
      return noContent()
    },
  }),
  route({
    ...own,
    method: 'DELETE',
    path: '/api/auth/passkeys/{passkey}',
    summary: 'Remove a passkey',
    params,
    answers: { 204: z.undefined() },
    handler: async (ctx, { params: { passkey } }) => {
      await removePasskey(ctx, passkey)
      return noContent()
    },
  }),
]
