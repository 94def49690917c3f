import { useLocation } from 'react-router'
import type { FormAnswer } from '../../../kit/http/forms.ts'
import type { OrderMoney } from './read-money.ts'

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

/** A refusal whose form is not drawn any more: it was issued, paid or given back meanwhile. */
export function useLostRefusal(
  data: OrderMoney & { refunding: string | null },
  answer: FormAnswer | undefined,
): FormAnswer['problem'] | undefined {
  const sent = new URLSearchParams(useLocation().search)
  if (!answer) return undefined
  const { may, invoices, isIssued, balance, payments, refunding } = data
  const drawn: Record<string, boolean> = {
    issue: may.issue && invoices.some(({ status }) => status === 'draft'),
    record: may.record && isIssued && balance.amount > 0,
    refund: may.refund && payments.some(({ id, left }) => id === refunding && left > 0),
  }
  return drawn[sent.get('do') ?? ''] ? undefined : answer.problem
}
