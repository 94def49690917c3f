import { useLocation } from 'react-router'
import type { FormAnswer } from '../../../../kit/http/forms.ts'

/** The refused answer of the form that sends to `?do=<name>`. */
export function useRefusal(answer: FormAnswer | undefined, name: string): Partial<FormAnswer> {
  const { search } = useLocation()
  return answer && new URLSearchParams(search).get('do') === name ? answer : {}
}
