import { useCallback, useState } from 'react'
import { useRevalidator } from 'react-router'
import { useTranslations } from 'use-intl'
import { HAND_HEADER } from '../../../kit/http/form-key.ts'
import { useDocument } from '../../../web/document.ts'
import type { PageProblem } from '../../../web/ui/form.tsx'

export type Method = 'POST' | 'PATCH' | 'PUT' | 'DELETE'

/** How a call ended: the answer's body, or the refusal in the reader's words. */
export type Called<Body = unknown> = { ok: true; body: Body } | { ok: false; problem: PageProblem }

/**
 * Does something by REST, as any other program would, and asks for the page's data again. `problem` is the
 * last refusal, to stand where it happened; `busy` while a call is under way.
 */
export function useApi() {
  const t = useTranslations('desk')
  const { locale, hand } = useDocument()
  const { revalidate } = useRevalidator()
  const [problem, setProblem] = useState<PageProblem | undefined>()
  const [calls, setCalls] = useState(0)
  const offline = t('offline')
  const call = useCallback(
    async <Body = unknown>(method: Method, path: string, body?: unknown): Promise<Called<Body>> => {
      setCalls((count) => count + 1)
      const answer = await send<Body>(method, path, body, { locale, hand, offline })
      setCalls((count) => count - 1)
      setProblem(answer.ok ? undefined : answer.problem)
      // After a refusal too: what is shown may be what is wrong.
      await revalidate()
      return answer
    },
    [locale, hand, offline, revalidate],
  )
  const clear = useCallback(() => setProblem(undefined), [])
  return { call, problem, clear, busy: calls > 0 }
}

async function send<Body>(
  method: Method,
  path: string,
  body: unknown,
  { locale, hand, offline }: { locale: string; hand: string | undefined; offline: string },
): Promise<Called<Body>> {
  const form = body instanceof FormData
  try {
    const answer = await fetch(path, {
      method,
      headers: {
        'accept-language': locale,
        ...(hand ? { [HAND_HEADER]: hand } : {}),
        ...(body === undefined || form ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
    })
    const isJson = answer.headers.get('content-type')?.includes('json') === true
    const told: unknown = isJson ? await answer.json() : undefined
    return answer.ok
      ? { ok: true, body: told as Body }
      : { ok: false, problem: (told ?? { title: offline }) as PageProblem }
  } catch {
    return { ok: false, problem: { title: offline } }
  }
}
