import type { Records } from './records.ts'
import type { Who } from './who.ts'
import type { Role } from './grid.ts'
import type { Whose } from './world.ts'

type Params = Record<string, string>

/** What a case sends besides the address: the body is always one that whoever may would be thanked for. */
export interface Sent {
  /** In which state the order or the visit is; `working` and `coming` unless said. */
  order?: keyof Records['orders']
  visit?: keyof Records['visits']
  /** Parameters of the path that `params.ts` does not know by name. */
  params?: (records: Records) => Params
  query?: (records: Records) => Params
  body?: unknown
  bodyOf?: (records: Records, role: Role) => unknown
  /** A form as its page fills it in, from this part of what the page loads; `body` is typed over it. */
  filledIn?: string
  /** The tracking code stands in the body, not in the address. */
  codeInBody?: true
  /** A photo goes along. */
  photo?: true
  /** The record that a list must hold, or must not. */
  finds?: (records: Records) => string
  /** Parts of the answer that some see: by their path, who. */
  shows?: Record<string, (role: Role, whose: Whose) => boolean>
  headers?: Record<string, string>
  /** Sent by a program with a key of the shop, whoever's case it is. */
  byKey?: true
  /** The answer does not end: its beginning is enough. */
  streams?: true
  /** The whole page and not only its data, where an address has no data of its own. */
  whole?: true
  /** Where one call has several rows: what is different here. */
  as?: string
}

export interface Row extends Sent {
  /** `GET /api/…`, `page /…`, or `form /… <do>`. */
  call: string
  who: Who
}

/** A row: which call, who may, what is sent. */
export function row(call: string, who: Who, sent: Sent = {}): Row {
  return { call, who, ...sent }
}
