import { useTranslations } from 'use-intl'
import { RadioCards } from '../../../web/ui/choices.tsx'
import { SHOP_ROLES } from '../../../kit/access/shop-roles.ts'

/** What somebody does here: one role or several; only owners make owners. */
export function RoleField({ owners, defaultValue }: { owners: boolean; defaultValue?: string }) {
  const t = useTranslations('staff')
  return (
    <RadioCards
      name="roles"
      label={t('people.rolesQuestion')}
      many
      defaultValue={defaultValue ?? 'technician'}
      choices={SHOP_ROLES.map((role) => ({
        value: role,
        title: t(`roles.${role}`),
        note: t(`roleNotes.${role}`),
        disabled: role === 'owner' && !owners,
      }))}
    />
  )
}
