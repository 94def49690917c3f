import type { Ctx } from './context.ts'

/** The closed list of problem codes with their HTTP status (contract.md, "Manner"). */
export const PROBLEMS = {
  invalid: 400,
  unauthenticated: 401,
  'wrong-credentials': 401,
  'token-used': 401,
  'second-factor-needed': 401,
  forbidden: 403,
  'not-found': 404,
  'not-allowed': 405,
  'email-taken': 409,
  'slot-taken': 409,
  'illegal-move': 409,
  'already-booked': 409,
  conflict: 409,
  'in-progress': 409,
  'too-large': 413,
  unsupported: 415,
  'not-a-slot': 422,
  'key-reused': 422,
  'slow-down': 429,
  internal: 500,
  unavailable: 503,
} as const

export type ProblemCode = keyof typeof PROBLEMS

/** One wrong field: a JSON pointer, the key of its text in the `errors` words, and the text's values. */
export interface FieldError {
  pointer: string
  key: string
  params?: Record<string, string | number>
}

interface ProblemOptions {
  /** For a refusal by a business rule: which rule. Its words are `errors.reasons.<reason>`. */
  reason?: string
  params?: Record<string, string | number>
  errors?: FieldError[]
  /** Further members of the answer, such as `allowed` or `alternatives`. */
  extra?: Record<string, unknown>
  /** Further members that take long to find: asked once the transaction is rolled back and holds no lock any more. */
  later?: (ctx: Ctx) => Promise<Record<string, unknown>>
  retryAfterSeconds?: number
}

/** An expected refusal. Becomes `application/problem+json` in REST and a message beside the field in a form. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly status: number
  readonly reason: string | undefined
  readonly params: Record<string, string | number>
  readonly errors: FieldError[]
  readonly extra: Record<string, unknown>
  readonly retryAfterSeconds: number | undefined
  #later: ProblemOptions['later']

  constructor(code: ProblemCode, options: ProblemOptions = {}) {
    super(options.reason ? `${code}: ${options.reason}` : code)
    this.name = 'Problem'
    this.code = code
    this.status = PROBLEMS[code]
    this.reason = options.reason
    this.params = options.params ?? {}
    this.errors = options.errors ?? []
    this.extra = { ...options.extra }
    this.retryAfterSeconds = options.retryAfterSeconds
    this.#later = options.later
  }

  /** Finds what is still to be said, once; whoever rolls its transaction back calls it. */
  async complete(ctx: Ctx): Promise<void> {
    const later = this.#later
    this.#later = undefined
    if (later) Object.assign(this.extra, await later(ctx))
  }
}

/** 404: it does not exist, or not for this caller. `pointer` names the input field, where it came by one. */
export function notFound(pointer?: string): Problem {
  return new Problem('not-found', pointer ? { errors: [{ pointer, key: 'unknown' }] } : {})
}

/** 400 for one field. */
export function invalid(pointer: string, key: string, params?: Record<string, string | number>): Problem {
  return new Problem('invalid', { errors: [{ pointer, key, ...(params ? { params } : {}) }] })
}

/** 400 for these fields, if there are any. */
export function refuseWrong(errors: FieldError[]): void {
  if (errors.length > 0) throw new Problem('invalid', { errors })
}

export function unauthenticated(): Problem {
  return new Problem('unauthenticated')
}

export function forbidden(): Problem {
  return new Problem('forbidden')
}

/** 409: refused by a business rule that has a name. */
export function illegalMove(
  reason: string,
  extra: Record<string, unknown> = {},
  params: Record<string, string | number> = {},
  later?: ProblemOptions['later'],
): Problem {
  return new Problem('illegal-move', { reason, extra, params, ...(later ? { later } : {}) })
}

/** 409: somebody else changed the record since it was read. */
export function conflict(): Problem {
  return new Problem('conflict')
}

const byConstraint = new Map<string, () => Problem>()

/** Names what a violation of a database constraint means to the caller. */
export function explainConstraint(constraint: string, problem: () => Problem): void {
  byConstraint.set(constraint, problem)
}

/** The refusal that a database error stands for, if a feature named one. */
export function problemOfDatabaseError(error: unknown): Problem | undefined {
  if (!(error instanceof Error) || !('constraint' in error) || typeof error.constraint !== 'string')
    return undefined
  return byConstraint.get(error.constraint)?.()
}
