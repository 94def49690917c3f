import { AdapterFailure } from '../failure.ts'

/** The `AdapterFailure` that a call ends in; throws when it ends in anything else. */
export async function failureOf(work: Promise<unknown>): Promise<AdapterFailure> {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof AdapterFailure)) throw new Error('no adapter failure', { cause: error })
  return error
}
