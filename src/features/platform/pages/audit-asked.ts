import { ReadAudit } from '../audit-log.ts'

/** What the address asks of the log; undefined where it says something that cannot be. */
export function askedOf({ searchParams }: URL): ReadAudit | undefined {
  const said = Object.fromEntries([...searchParams].filter(([, value]) => value !== ''))
  return ReadAudit.safeParse(said).data
}
