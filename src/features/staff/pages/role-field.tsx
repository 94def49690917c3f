import { useTranslations } from 'use-intl'
import { RadioCards } from '../../../web/ui/choices.tsx'
import { SHOP_ROLES, type ShopRole } from '../../../kit/access/shop-roles.ts'

export interface RoleChoices {
  /** The roles that the one who fills the form in may give. */
  may: readonly ShopRole[]
  /** Roles of the shop's own making. */
  own: readonly { id: string; name: string; count: number; may: boolean }[]
}

/** What somebody does here: one role or several, and those of the shop's own making. */
export function RoleField({ choices: { may, own } }: { choices: RoleChoices }) {
  const t = useTranslations('staff')
  const words = useTranslations('permissions')
  return (
    <>
      <RadioCards
        name="roles"
        label={t('people.rolesQuestion')}
        many
        defaultValue="technician"
        choices={SHOP_ROLES.map((role) => ({
          value: role,
          title: t(`roles.${role}`),
          note: t(`roleNotes.${role}`),
          disabled: !may.includes(role),
        }))}
      />
      {own.length > 0 ? (
        <RadioCards
          name="ownRoles"
          label={t('people.ownRoles')}
          many
          choices={own.map(({ id, name, count, may: given }) => ({
            value: id,
            title: <bdi>{name}</bdi>,
            note: words('count', { count }),
            disabled: !given,
          }))}
        />
      ) : null}
    </>
  )
}
