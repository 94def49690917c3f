import { useTranslations } from 'use-intl'
import { usePaths } from '../../../web/document.ts'
import { Pencil } from '../../../web/icons.tsx'
import { LinkButton, SubmitButton } from '../../../web/ui/button.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { Facts, Section } from '../../../web/ui/page.tsx'
import { EmailLink, PhoneLink, When } from '../../../web/ui/values.tsx'
import { ContactFields } from './contact-fields.tsx'
import { useCustomer, useRefusal } from './use-customer.ts'

/** How to reach them and what to remember; becomes its own form. */
export function CustomerContact() {
  const t = useTranslations('customers')
  const to = usePaths()
  const { shop, customer, edit, may } = useCustomer()
  const refusal = useRefusal('contact')
  const isOpen = may.edit && (edit === 'contact' || refusal.problem !== undefined)
  return (
    <Section
      title={t('contact')}
      aside={
        may.edit && !isOpen ? (
          <LinkButton
            to={to.customer(shop.slug, customer.id, { edit: 'contact' })}
            kind="bare"
            size="small"
            icon={<Pencil />}
            aria-label={t('editOf', { what: t('contact') })}
            preventScrollReset
          >
            {t('edit')}
          </LinkButton>
        ) : undefined
      }
    >
      {isOpen ? <ContactForm /> : <ContactFacts />}
    </Section>
  )
}

function ContactFacts() {
  const t = useTranslations('customers')
  const language = useTranslations('common.language')
  const { customer, phone } = useCustomer()
  const { email, address, locale, notes, hasAccount, createdAt } = customer
  return (
    <>
      <Facts
        rows={[
          [
            t('field.phone'),
            phone ? (
              <PhoneLink key="phone" phone={phone.number}>
                {phone.text}
              </PhoneLink>
            ) : null,
          ],
          [t('field.email'), email ? <EmailLink key="email" address={email} /> : null],
          [
            t('field.address'),
            address ? (
              <bdi key="address" className="whitespace-pre-line">
                {address}
              </bdi>
            ) : null,
          ],
          [t('language'), language(locale)],
          [t('since'), <When key="since" at={createdAt} show="date" dateForm="medium" />],
        ]}
      />
      {notes ? (
        <p className="whitespace-pre-line pt-4 wrap-anywhere">
          <bdi>{notes}</bdi>
        </p>
      ) : null}
      {hasAccount ? <p className="small quiet pt-4">{t('hasAccount')}</p> : null}
    </>
  )
}

function ContactForm() {
  const t = useTranslations('customers')
  const ui = useTranslations('ui')
  const to = usePaths()
  const { shop, customer } = useCustomer()
  const { problem, values } = useRefusal('contact')
  return (
    <Form method="post" action="?do=contact" problem={problem} values={values ?? customer}>
      <input type="hidden" name="version" value={String(customer.version)} />
      <ContactFields />
      <div className="flex flex-wrap gap-2">
        <SubmitButton>{t('save')}</SubmitButton>
        <LinkButton to={to.customer(shop.slug, customer.id)} kind="bare" preventScrollReset>
          {ui('cancel')}
        </LinkButton>
      </div>
    </Form>
  )
}
