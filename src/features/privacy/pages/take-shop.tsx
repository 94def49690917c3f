import { useTranslations } from 'use-intl'
import { LinkButton, SubmitButton } from '../../../web/ui/button.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { Section } from '../../../web/ui/page.tsx'
import { When } from '../../../web/ui/values.tsx'
import type { ShopCopy } from './shop-copy.ts'

/** The owner takes all data of the shop along. */
export function TakeShop({ take: { copy } }: { take: ShopCopy }) {
  const t = useTranslations('compliance.take')
  const isMaking = copy?.status === 'being_made'
  return (
    <Section title={t('title')}>
      <p className="measure">{t('text')}</p>
      {copy && !copy.isAskers ? (
        <p>
          {t.rich('byOther', { date: () => <When at={copy.askedAt} show="dateTime" dateForm="medium" /> })}
        </p>
      ) : null}
      {copy?.isAskers && isMaking ? <Notice kind="waiting">{t('making')}</Notice> : null}
      {copy?.isAskers && copy.url ? (
        <LinkButton className="justify-self-start" to={copy.url} kind="primary" reloadDocument>
          {t('download', { size: copy.size })}
        </LinkButton>
      ) : null}
      {isMaking ? null : (
        <Form method="post" action="?do=take">
          <SubmitButton kind="quiet" className="justify-self-start">
            {t('ask')}
          </SubmitButton>
        </Form>
      )}
    </Section>
  )
}
