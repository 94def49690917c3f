import { useTranslations } from 'use-intl'
import { useRoleWords } from '../../../../web/layouts/hats.ts'
import { Select } from '../../../../web/ui/inputs.tsx'
import { PLATFORM_ROLES } from '../../platform-roles.ts'

/** Which role on the platform. */
export function RoleSelect() {
  const t = useTranslations('platform.admins')
  const roleWords = useRoleWords()
  return (
    <Select
      name="role"
      label={t('role')}
      hint={t('roleHint')}
      options={PLATFORM_ROLES.map((value) => ({ value, label: roleWords([value]) }))}
    />
  )
}
