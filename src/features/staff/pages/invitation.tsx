import { useTranslations } from 'use-intl'
import { SubmitButton } from '../../../web/ui/button.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { PhoneInput, TextInput } from '../../../web/ui/inputs.tsx'
import { Section } from '../../../web/ui/page.tsx'
import { HueTag } from '../../../web/ui/status-tag.tsx'
import { Ltr, When } from '../../../web/ui/values.tsx'
import type { FormAnswer } from '../../../kit/http/forms.ts'
import { useAnswerOf } from '../../shops/pages/settings/settings-page.tsx'

interface Standing {
  hasAccount: boolean
  invited: string | null
  invitedUntil: string | null
}

/** Whether somebody can sign in here; where a link to join went, and until when it is open. */
export function Joined({ hasAccount, invited, invitedUntil }: Standing) {
  const t = useTranslations('staff')
  if (hasAccount) {
    return (
      <HueTag hue="ready" shape="check" plain>
        {t('people.joined')}
      </HueTag>
    )
  }
  if (!invited || !invitedUntil) return <span className="text-ink-2">{t('people.noAccount')}</span>
  return (
    <span>
      <HueTag hue="waiting" shape="ring" plain>
        {t('people.invited')}
      </HueTag>{' '}
      <Ltr className="text-ink-2">{invited}</Ltr>
      <span className="small block text-ink-2">
        {t.rich('people.invitedUntil', { date: () => <When at={invitedUntil} show="date" /> })}
      </span>
    </span>
  )
}

/** Where the link to join goes: an address or a mobile phone. */
export function SendTo({ hint }: { hint: string }) {
  const t = useTranslations('staff')
  return (
    <div className="grid gap-4 sm:grid-cols-2 sm:items-end">
      <TextInput
        name="email"
        type="email"
        label={t('people.email')}
        hint={hint}
        autoComplete="off"
        optional
      />
      <PhoneInput
        name="phone"
        label={t('people.phone')}
        hint={t('people.phoneHint')}
        autoComplete="off"
        optional
      />
    </div>
  )
}

/** The account of a person: asked to join, again, or no more. */
export function Invitation({ person, answer }: { person: Standing; answer: FormAnswer | undefined }) {
  const t = useTranslations('staff')
  const invite = useAnswerOf('invite', answer)
  const again = useAnswerOf('again', answer)
  const revoke = useAnswerOf('revoke', answer)
  return (
    <Section title={t('people.account')} aside={<Joined {...person} />}>
      {person.hasAccount ? <p className="text-ink-2">{t('people.joinedText')}</p> : null}
      {person.invited ? (
        <div className="flex flex-wrap items-start gap-2">
          <Form method="post" action="?do=again" problem={again?.problem}>
            <SubmitButton kind="quiet">{t('people.inviteAgain')}</SubmitButton>
          </Form>
          <Form method="post" action="?do=revoke" problem={revoke?.problem}>
            <SubmitButton kind="bare">{t('people.revoke')}</SubmitButton>
          </Form>
        </div>
      ) : null}
      {person.hasAccount ? null : (
        <Form method="post" action="?do=invite" problem={invite?.problem} values={invite?.values}>
          <SendTo hint={t(person.invited ? 'people.elsewhereHint' : 'people.emailHint')} />
          <SubmitButton className="sm:justify-self-start" kind="quiet">
            {t(person.invited ? 'people.inviteElsewhere' : 'people.invite')}
          </SubmitButton>
        </Form>
      )}
    </Section>
  )
}
