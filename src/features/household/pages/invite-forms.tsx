import { useTranslations } from 'use-intl'
import { SubmitButton } from '../../../web/ui/button.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { PhoneInput, TextInput } from '../../../web/ui/inputs.tsx'
import { Section } from '../../../web/ui/page.tsx'
import { Ltr, When } from '../../../web/ui/values.tsx'
import { type Answer, useAnswerOf } from './answer-of.ts'
import { LimitFields, LimitWords } from './limit-fields.tsx'
import type { HouseholdPage } from './present.ts'

/** Asks somebody in. */
export function Invite({ currency, answer }: { currency: string; answer: Answer }) {
  const t = useTranslations('household.invite')
  const refused = useAnswerOf('invite', answer)
  return (
    <Section title={t('title')}>
      <Form
        method="post"
        action="?do=invite"
        problem={refused?.problem}
        values={refused?.values ?? { currency }}
      >
        <p className="text-ink-2">{t('text')}</p>
        <TextInput name="email" type="email" label={t('email')} autoComplete="off" optional />
        <PhoneInput name="phone" label={t('phone')} hint={t('phoneHint')} autoComplete="off" optional />
        <LimitFields id="invite" />
        <SubmitButton className="sm:justify-self-start">{t('submit')}</SubmitButton>
      </Form>
    </Section>
  )
}

/** A link that nobody has used yet. */
export function OpenInvitation({
  invitation: { id, to, limit, until },
  answer,
}: {
  invitation: HouseholdPage['invitations'][number]
  answer: Answer
}) {
  const t = useTranslations('household.invite')
  const refused = useAnswerOf('revoke', answer, ['invitation', id])
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
      <div className="grid min-w-0 gap-1">
        <Ltr className="font-semibold break-all">{to}</Ltr>
        <p className="small text-ink-2">
          {t.rich('open', { when: () => <When at={until} show="date" zone="UTC" /> })}{' '}
          <LimitWords limit={limit} />
        </p>
      </div>
      <Form method="post" action="?do=revoke" problem={refused?.problem}>
        <input type="hidden" name="invitation" value={id} />
        <SubmitButton kind="quiet" size="small">
          {t('revoke')}
        </SubmitButton>
      </Form>
    </li>
  )
}
