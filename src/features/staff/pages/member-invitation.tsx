import { useTranslations } from 'use-intl'
import type { FormAnswer } from '../../../kit/http/forms.ts'
import { SubmitButton } from '../../../web/ui/button.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { Ltr, When } from '../../../web/ui/values.tsx'
import { useAnswerOf } from '../../shops/pages/settings/settings-page.tsx'
import type { presentMemberInvitation } from '../shapes-members.ts'

interface RowProps {
  invitation: ReturnType<typeof presentMemberInvitation>
  answer: FormAnswer | undefined
}

/** A link that nobody has used yet: sent again to the same place, or taken back. */
export function MemberInvitationRow({ invitation: { id, invited, roles, invitedUntil }, answer }: RowProps) {
  const t = useTranslations('organisation')
  const staff = useTranslations('staff')
  const refused = useAnswerOf('revoke', answer)
  const way = invited.includes('@') ? 'email' : 'phone'
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
      <div className="grid min-w-0 gap-1">
        <Ltr className="font-medium break-all">{invited}</Ltr>
        <p className="small text-ink-2">
          {roles.map((role) => staff(`roles.${role}`)).join(staff('comma'))}
          {' · '}
          {staff.rich('people.invitedUntil', { date: () => <When at={invitedUntil} show="date" /> })}
        </p>
      </div>
      <div className="flex flex-wrap items-start gap-2">
        <Form method="post" action="?do=invite">
          <input type="hidden" name={way} value={invited} />
          {roles.map((role) => (
            <input key={role} type="hidden" name="roles" value={role} />
          ))}
          <SubmitButton kind="quiet" size="small">
            {staff('people.inviteAgain')}
          </SubmitButton>
        </Form>
        <Form
          method="post"
          action="?do=revoke"
          problem={refused?.values['invitation'] === id ? refused.problem : undefined}
        >
          <input type="hidden" name="invitation" value={id} />
          <SubmitButton kind="bare" size="small">
            {t('revoke')}
          </SubmitButton>
        </Form>
      </div>
    </li>
  )
}
