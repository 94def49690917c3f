import { useLocation } from 'react-router'
import type { FormAnswer } from '../../../kit/http/forms.ts'

export type Answer = FormAnswer | undefined

/** The refused answer of the form that sends to `?do=<name>`, of this row where there are several. */
export function useAnswerOf(
  name: string,
  answer: Answer,
  row?: readonly [field: string, id: string],
): Pick<FormAnswer, 'problem' | 'values'> | undefined {
  const { search } = useLocation()
  if (!answer || new URLSearchParams(search).get('do') !== name) return undefined
  return row && answer.values[row[0]] !== row[1] ? undefined : answer
}
