import type { Ctx } from '../../kit/context.ts'
import { ACCESS_TOKEN_SECONDS, mintAccessToken } from './access-token.ts'
import { hatsOf } from './roles.ts'
import type { Refused } from './sign-in.ts'
import type { Account } from './store.ts'
import { selectRights } from './store-callers.ts'

/** A refusal that was written down is thrown only now, after its transaction. */
export function orRefuse<T extends object>(result: T | Refused): T {
  if ('refused' in result) throw result.refused
  return result
}

/** A pair of tokens with the person and their hats, as every way of signing in by REST answers. */
export async function tokensAnswer(
  ctx: Ctx,
  { id, name, email }: Account,
  session: { sessionId: string; refreshToken: string },
) {
  const rights = await selectRights(ctx.services, id)
  return {
    accessToken: await mintAccessToken(ctx, { accountId: id, sessionId: session.sessionId }),
    refreshToken: session.refreshToken,
    tokenType: 'Bearer',
    expiresIn: ACCESS_TOKEN_SECONDS,
    user: { id, name, email, roles: hatsOf(rights) },
  }
}
