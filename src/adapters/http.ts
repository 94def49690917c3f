import { AdapterFailure } from './failure.ts'

export interface Call {
  /** The service's name, for failures. Addresses are never printed: they can hold keys. */
  service: string
  url: string
  headers?: Record<string, string>
  /** A form, or any other value as JSON. */
  body: URLSearchParams | object
  timeoutMs?: number
}

/** Posts to a service and reads its JSON. Throws `unavailable` when there is no answer or it is no JSON. */
export async function postForJson({
  service,
  url,
  headers,
  body,
  timeoutMs = 15_000,
}: Call): Promise<{ status: number; json: unknown }> {
  const form = body instanceof URLSearchParams
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: {
        accept: 'application/json',
        ...(form ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body: form ? body : JSON.stringify(body),
      signal: AbortSignal.timeout(timeoutMs),
      redirect: 'error',
    })
    return { status: answer.status, json: (await answer.json()) as unknown }
  } catch (error) {
    const reason = error instanceof SyntaxError ? 'an answer that is not JSON' : 'no answer'
    throw new AdapterFailure(service, 'unavailable', reason, { code: codeOf(error) })
  }
}

function codeOf(error: unknown): string | undefined {
  const cause = error instanceof Error ? (error.cause as { code?: unknown } | undefined) : undefined
  if (typeof cause?.code === 'string') return cause.code
  return error instanceof Error ? error.name : undefined
}
