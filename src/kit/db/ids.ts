import { randomBytes } from 'node:crypto'

let lastMillisecond = 0
let sequence = 0

/**
 * A UUIDv7 (RFC 9562): the millisecond, a 12-bit counter that rises within it, 62 random bits. Ids made
 * by one process rise, so lists can page by id. The instant is the call's own clock.
 */
export function newId(now: Temporal.Instant): string {
  const millisecond = now.epochMilliseconds
  if (millisecond === lastMillisecond) sequence += 1
  else {
    lastMillisecond = millisecond
    sequence = randomBytes(2).readUInt16BE() & 0x3ff
  }
  const bytes = randomBytes(16)
  bytes.writeUIntBE(millisecond + Math.floor(sequence / 4096), 0, 6)
  bytes.writeUInt16BE(0x7000 | (sequence & 0xfff), 6)
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8)
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** The least id that can have been made at an instant or later: where a range of ids by time begins. */
export function earliestId(at: Temporal.Instant): string {
  const hex = at.epochMilliseconds.toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7000-8000-000000000000`
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Whether a text from outside can be an id at all; anything else is simply not found. */
export function isId(text: string): boolean {
  return UUID.test(text)
}
