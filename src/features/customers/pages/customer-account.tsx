import { useTranslations } from 'use-intl'
import { SubmitButton } from '../../../web/ui/button.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { Section } from '../../../web/ui/page.tsx'
import { When } from '../../../web/ui/values.tsx'
import { useCustomer, useRefusal } from './use-customer.ts'

/** Their own account: a link to one for who has none, a link for a new password for who cannot get in. */
export function CustomerAccount() {
  const t = useTranslations('customers.account')
  const { link, may } = useCustomer()
  if (link ? !may.edit : !may.resetPassword) return null
  return <Section title={t('title')}>{link ? <Invite link={link} /> : <Reset />}</Section>
}

function Invite({ link }: { link: NonNullable<ReturnType<typeof useCustomer>['link']> }) {
  const t = useTranslations('customers.account')
  const { problem } = useRefusal('link')
  const { customer } = useCustomer()
  const { email, sms, sentAt, until } = link
  const at = (instant: string) => () => <When at={instant} show="date" dateForm="medium" />
  return (
    <Form method="post" action="?do=link" problem={problem} className="grid gap-3">
      <p>{t('none')}</p>
      {sentAt && until ? (
        <p className="small quiet">{t.rich('sent', { at: at(sentAt), until: at(until) })}</p>
      ) : null}
      {email || sms ? null : <p className="small quiet">{t('noWay')}</p>}
      {customer.active && (email || sms) ? (
        <p className="flex flex-wrap gap-2">
          {email ? (
            <SubmitButton kind="quiet" size="small" name="by" value="email">
              {t('byEmail')}
            </SubmitButton>
          ) : null}
          {sms ? (
            <SubmitButton kind="quiet" size="small" name="by" value="sms">
              {t('bySms')}
            </SubmitButton>
          ) : null}
        </p>
      ) : null}
    </Form>
  )
}

function Reset() {
  const t = useTranslations('customers.account')
  const { problem } = useRefusal('reset')
  return (
    <Form method="post" action="?do=reset" problem={problem} className="grid gap-3">
      <p className="small quiet">{t('resetHint')}</p>
      <p>
        <SubmitButton kind="quiet" size="small">
          {t('reset')}
        </SubmitButton>
      </p>
    </Form>
  )
}
