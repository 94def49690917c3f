import { useTranslations } from 'use-intl'
import { usePaths } from '../../../web/document.ts'
import { LinkButton, SubmitButton } from '../../../web/ui/button.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { Section } from '../../../web/ui/page.tsx'
import { When } from '../../../web/ui/values.tsx'
import { useCustomer, useRefusal } from './use-customer.ts'

/** Other records that may be the same person, to be compared. */
export function CustomerDoubles() {
  const t = useTranslations('customers.doubles')
  const to = usePaths()
  const { shop, customer, doubles } = useCustomer()
  if (doubles.length === 0) return null
  return (
    <Notice kind="waiting" title={t('here')}>
      <ul className="grid gap-2 pt-1">
        {doubles.map(({ id, name, why }) => (
          <li key={id} className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
            <bdi className="font-medium wrap-anywhere">{name}</bdi>
            <span className="small quiet">{why.map((sign) => t(`why.${sign}`)).join(t('comma'))}</span>
            <LinkButton
              to={to.mergeCustomers(shop.slug, customer.id, { with: id })}
              size="small"
              aria-label={t('compareOf', { one: customer.name, other: name })}
            >
              {t('compare')}
            </LinkButton>
          </li>
        ))}
      </ul>
    </Notice>
  )
}

/** What went into this record, with the way back for as long as there is one. */
export function CustomerMerges() {
  const t = useTranslations('customers.merge')
  const { merges } = useCustomer()
  const { problem } = useRefusal('undo')
  if (merges.length === 0) return null
  return (
    <Section title={t('past')}>
      <ul className="divide-y divide-line">
        {merges.map(({ id, name, mergedAt, until }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-3 py-3">
            <p>
              {t.rich('pastOne', {
                who: () => <bdi className="wrap-anywhere">{name}</bdi>,
                at: () => <When at={mergedAt} show="date" dateForm="medium" />,
              })}
            </p>
            {until === null ? null : (
              <Form method="post" action="?do=undo" problem={problem}>
                <input type="hidden" name="mergeId" value={id} />
                <p className="flex flex-wrap items-center gap-2">
                  <SubmitButton kind="quiet" size="small" aria-label={t('undoOf', { name })}>
                    {t('undo')}
                  </SubmitButton>
                  <span className="small quiet">
                    {t.rich('undoUntil', { at: () => <When at={until} show="date" dateForm="medium" /> })}
                  </span>
                </p>
              </Form>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
