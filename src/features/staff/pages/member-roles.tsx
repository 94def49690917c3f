import { useTranslations } from 'use-intl'
import { RadioCards } from '../../../web/ui/choices.tsx'
import { MEMBER_ROLES } from '../member-roles.ts'

/** What somebody does in all shops of an organisation: one role or several. */
export function MemberRoles() {
  const t = useTranslations('organisation')
  const staff = useTranslations('staff')
  return (
    <RadioCards
      name="roles"
      label={t('rolesQuestion')}
      many
      choices={MEMBER_ROLES.map((role) => ({
        value: role,
        title: staff(`roles.${role}`),
        note: staff(`roleNotes.${role}`),
      }))}
    />
  )
}
