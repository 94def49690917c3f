import { useCallback, useRef, useState } from 'react'
import { useRevalidator } from 'react-router'
import { useTranslations } from 'use-intl'
import { HAND_HEADER } from '../../../kit/http/form-key.ts'
import { useDocument } from '../../../web/document.ts'
import { toast } from '../../../web/ui/desk/toast.tsx'
import type { PageProblem } from '../../../web/ui/form.tsx'

export type Method = 'POST' | 'PATCH' | 'PUT' | 'DELETE'

/** How a call ended: the answer's body, or the refusal in the reader's words. */
export type Called<Body = unknown> =
  | { ok: true; body: Body }
  /** `lost`: no server was reached, or none that knows this program. */
  | { ok: false; problem: PageProblem; lost?: true }

/**
 * Does something by REST, as any other program would, and asks for the page's data again. `problem` is the
 * last refusal, to stand where it happened; `busy` while a call is under way. Calls with one `once` (see `newOnce`) are
 * one; so is what is sent again as it was because no answer came: it is not done twice.
 */
export function useApi() {
  const t = useTranslations('desk')
  const { locale, hand } = useDocument()
  const { revalidate } = useRevalidator()
  const [problem, setProblem] = useState<PageProblem | undefined>()
  const [calls, setCalls] = useState(0)
  const offline = t('offline')
  const unanswered = useRef(new Map<string, string>())
  const call = useCallback(
    async <Body = unknown>(
      method: Method,
      path: string,
      body?: unknown,
      once?: string,
    ): Promise<Called<Body>> => {
      setCalls((count) => count + 1)
      // Photos are no texts to be compared; what is set is the same twice.
      const makes = method === 'POST' && !(body instanceof FormData)
      const what = `${path} ${JSON.stringify(body)}`
      const key = once ?? (makes ? (unanswered.current.get(what) ?? newOnce()) : undefined)
      const answer = await send<Body>(method, path, body, { locale, hand, offline, once: key })
      const isLost = !answer.ok && answer.lost
      if (key && isLost) unanswered.current.set(what, key)
      else unanswered.current.delete(what)
      // Where the page says it may be far from where somebody types.
      if (isLost) toast({ text: offline })
      setCalls((count) => count - 1)
      setProblem(answer.ok ? undefined : answer.problem)
      // After a refusal too: what is shown may be what is wrong. Without a server it stays as it is.
      if (!isLost) await revalidate()
      return answer
    },
    [locale, hand, offline, revalidate],
  )
  const clear = useCallback(() => setProblem(undefined), [])
  return { call, problem, clear, busy: calls > 0 }
}

interface How {
  locale: string
  hand: string | undefined
  offline: string
  once: string | undefined
}

async function send<Body>(
  method: Method,
  path: string,
  body: unknown,
  { locale, hand, offline, once }: How,
): Promise<Called<Body>> {
  const form = body instanceof FormData
  try {
    const answer = await fetch(path, {
      method,
      headers: {
        'accept-language': locale,
        ...(hand ? { [HAND_HEADER]: hand } : {}),
        ...(once ? { 'idempotency-key': once } : {}),
        ...(body === undefined || form ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
    })
    const isJson = answer.headers.get('content-type')?.includes('json') === true
    const told: unknown = isJson ? await answer.json() : undefined
    if (answer.ok) return { ok: true, body: told as Body }
    return told
      ? { ok: false, problem: told as PageProblem }
      : { ok: false, problem: { title: offline }, lost: true }
  } catch {
    return { ok: false, problem: { title: offline }, lost: true }
  }
}

/** What became of an edit: written, refused, or written upon something that somebody else has changed since. */
export type Saved = 'yes' | 'no' | 'stale'

export function savedBy(answer: Called): Saved {
  if (answer.ok) return 'yes'
  return answer.problem.code === 'conflict' ? 'stale' : 'no'
}

/** A word of its own for something that must not happen twice. `crypto.randomUUID` is there on https alone. */
export function newOnce(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('-')
}
