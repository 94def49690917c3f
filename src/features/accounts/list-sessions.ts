import { inPerson } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { type Device, deviceOf } from './devices.ts'
import { type OpenSession, selectSessions } from './store-sessions.ts'

// Who has more has programs that sign in without end; the last used are the ones that tell something.
const SHOWN = 100

/** A place where the caller is signed in. */
export interface SignedInPlace extends Omit<OpenSession, 'userAgent'>, Device {
  /** The session that this call came with. */
  here: boolean
}

/** Where the caller is signed in, the session of this call first, then the last used ones. */
export async function listSessions(ctx: Ctx): Promise<SignedInPlace[]> {
  const { accountId, sessionId } = inPerson(ctx)
  const sessions = await selectSessions(ctx, accountId, SHOWN)
  return sessions
    .map(({ userAgent, ...session }) => ({
      ...session,
      ...deviceOf(userAgent),
      here: session.id === sessionId,
    }))
    .toSorted((one, other) => Number(other.here) - Number(one.here))
}
