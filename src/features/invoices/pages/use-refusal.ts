import { useLocation } from 'react-router'
import type { FormAnswer } from '../../../kit/http/forms.ts'

/** The refused answer of the form that sends to this query, such as `do=record`. */
export function useRefusal(
  query: string,
  answer: FormAnswer | undefined,
): Partial<Pick<FormAnswer, 'problem' | 'values' | 'formKey'>> {
  const sent = new URLSearchParams(useLocation().search)
  return answer && [...new URLSearchParams(query)].every(([name, value]) => sent.get(name) === value)
    ? answer
    : {}
}
