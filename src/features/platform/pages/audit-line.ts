import { deviceOf } from '../../accounts/devices.ts'
import type { AuditEntry } from '../audit-log.ts'
import { type Change, changesOf } from './audit-changes.ts'

/** A line of the log as a page shows it. */
export interface AuditLine {
  id: string
  at: string
  who: Who
  action: string
  about: { kind: string; id: string } | null
  changes: Change[]
  address: string | null
  device: { program: string | null; system: string | null } | null
}

/** Who did it: a person (in another's place), a key, somebody without a name, or the program. */
export type Who =
  | { kind: 'person'; name: string | null; inPlaceOf: string | null }
  | { kind: 'key'; name: string | null }
  | { kind: 'somebody' | 'program' }

/** What a page needs of a line: for the loader. */
export function lineOf(entry: AuditEntry): AuditLine {
  const { id, at, action, subjectKind, subjectId, before, after, address, userAgent } = entry
  return {
    id,
    at: at.toString(),
    who: whoOf(entry),
    action,
    about: subjectKind && subjectId ? { kind: subjectKind, id: subjectId } : null,
    changes: changesOf(action, before, after),
    address,
    device: userAgent ? deviceOf(userAgent) : null,
  }
}

function whoOf({ actorId, actor, inPlaceOf, keyId, key, address }: AuditEntry): Who {
  if (keyId) return { kind: 'key', name: key }
  if (actorId) return { kind: 'person', name: actor, inPlaceOf }
  return { kind: address ? 'somebody' : 'program' }
}
