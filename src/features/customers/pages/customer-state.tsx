import { useTranslations } from 'use-intl'
import { SubmitButton } from '../../../web/ui/button.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { useCustomer, useRefusal } from './use-customer.ts'

/** Takes the customer off the list, or puts them on it again. */
export function CustomerState() {
  const t = useTranslations('customers')
  const { customer, may } = useCustomer()
  const to = customer.active ? 'deactivate' : 'reactivate'
  const { problem } = useRefusal(to)
  if (!may.deactivate) return null
  return (
    <Form method="post" action={`?do=${to}`} problem={problem} className="border-t border-line pt-4">
      <input type="hidden" name="version" value={String(customer.version)} />
      {customer.active ? <p className="small quiet">{t('deactivateHint')}</p> : null}
      <p>
        <SubmitButton kind="quiet" size="small">
          {t(to)}
        </SubmitButton>
      </p>
    </Form>
  )
}
