import { createContext, useContext } from 'react'
import { useLocation } from 'react-router'
import type { FormAnswer } from '../../../kit/http/forms.ts'
import type { loader } from './customer.tsx'

type Data = Awaited<ReturnType<typeof loader>>

interface CustomerData extends Data {
  answer: FormAnswer | undefined
}

const Page = createContext<CustomerData | null>(null)

/** Gives the parts of a customer's page what the server said. */
export const CustomerPage = Page

/** The customer around this part. */
export function useCustomer(): CustomerData {
  const page = useContext(Page)
  if (!page) throw new Error('A part of the customer page stands inside it')
  return page
}

/** The refused answer of this part's form, which sends to `?do=<name>`. */
export function useRefusal(name: string): Partial<Pick<FormAnswer, 'problem' | 'values' | 'formKey'>> {
  const { answer } = useCustomer()
  const { search } = useLocation()
  return answer && new URLSearchParams(search).get('do') === name ? answer : {}
}

/** A refusal whose form is not drawn any more: somebody else changed what it was about. */
export function useLostRefusal(): FormAnswer['problem'] | undefined {
  const { answer, customer, edit, may, merges } = useCustomer()
  const { search } = useLocation()
  if (!answer) return undefined
  const isEdited = customer.assets.some(({ id }) => id === edit)
  const drawn: Record<string, boolean> = {
    contact: may.edit,
    consent: true,
    undo: merges.some(({ until }) => until !== null),
    link: may.edit && !customer.hasAccount,
    reset: may.resetPassword && customer.hasAccount,
    add: may.assets,
    asset: may.assets && isEdited,
    archive: may.assets && isEdited,
    deactivate: may.deactivate && customer.active,
    reactivate: may.deactivate && !customer.active,
  }
  return drawn[new URLSearchParams(search).get('do') ?? ''] ? undefined : answer.problem
}
