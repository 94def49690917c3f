import { useMemo, useState } from 'react'
import { data } from 'react-router'

/** The code of a problem that no server has told: none was reached. */
export const OFFLINE = 'offline'

/**
 * Sends a form, and where no server is reached lets the page stand as it is, with all that was typed and the form's key, so
 * that the next press is the same one. For the `clientAction` of pages that people fill in while somebody waits. A 503, so
 * that the page's data are not asked for either.
 */
export async function sendOrStay<Answer>(send: () => Promise<Answer>): Promise<Answer> {
  try {
    return await send()
  } catch (error) {
    // What `fetch` throws without an answer; refusals and redirects come as they are.
    if (!(error instanceof TypeError)) throw error
    const kept = { problem: { code: OFFLINE }, values: {}, formKey: undefined }
    return data(kept, { status: 503 }) as Answer
  }
}

/**
 * The answer that a page of one form stands by: its last one also while no server is reached, under that news. What an
 * earlier refusal gave back (the key, photos that went up) is sent again with the next press.
 */
export function useStanding<Answer extends { problem?: { code?: string } | undefined }>(
  answer: Answer | undefined,
): Answer | undefined {
  const [last, setLast] = useState(answer)
  const isLost = answer?.problem?.code === OFFLINE
  if (!isLost && last !== answer) setLast(answer)
  return useMemo(
    () => (isLost ? ({ ...last, problem: answer.problem } as Answer) : answer),
    [isLost, last, answer],
  )
}
