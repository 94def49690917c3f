import { useTranslations } from 'use-intl'
import { usePaths } from '../../../web/document.ts'
import { LinkButton, SubmitButton } from '../../../web/ui/button.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { useCustomer, useRefusal } from './use-customer.ts'

/** Takes the customer off the list, or puts them on it again; leads to what is held about them. */
export function CustomerState() {
  const { may } = useCustomer()
  return (
    <>
      {may.deactivate ? <Served /> : null}
      {may.export ? <TheirData /> : null}
    </>
  )
}

/** Where a copy of their data is made, and where it is erased. */
function TheirData() {
  const t = useTranslations('compliance.onCustomer')
  const { customer, shop } = useCustomer()
  return (
    <p className="border-t border-line pt-4">
      <LinkButton to={usePaths().customerData(shop.slug, customer.id)} size="small">
        {t('title')}
      </LinkButton>
    </p>
  )
}

function Served() {
  const t = useTranslations('customers')
  const { customer } = useCustomer()
  const to = customer.active ? 'deactivate' : 'reactivate'
  const { problem } = useRefusal(to)
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
