/**
 * Why an outside service did not do what was asked: `unavailable` (try again later), `refused` (it will never take
 * this), `misconfigured` (our keys or settings are wrong), `mismatch` (it knows another amount than we expect),
 * `unsupported` (it cannot do this at all: a person must).
 */
export type FailureKind = 'unavailable' | 'refused' | 'misconfigured' | 'mismatch' | 'unsupported'

interface FailureOptions {
  /** The service's own code, for the log: `550`, `21211`, `-51`. */
  code?: string
  cause?: unknown
}

/** The one error that adapters throw. Its message is for the log and holds no secret and no address. */
export class AdapterFailure extends Error {
  readonly service: string
  readonly kind: FailureKind
  readonly code: string | undefined

  constructor(service: string, kind: FailureKind, message: string, options: FailureOptions = {}) {
    super(`${service}: ${message}`, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'AdapterFailure'
    this.service = service
    this.kind = kind
    this.code = options.code
  }

  /** Whether the same call may succeed later: when the service is back, or when the setting is put right. */
  get retryable(): boolean {
    return this.kind === 'unavailable' || this.kind === 'misconfigured'
  }
}
