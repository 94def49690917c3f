import { useTranslations } from 'use-intl'
import type { PlatformRole, ShopRole } from '../../kit/access/index.ts'

/** What one person may be here: somebody of a shop, of the platform; a customer everybody is. */
export interface Hats {
  shops: { slug: string; name: string; roles: ShopRole[]; ownRoles: string[] }[]
  platform: PlatformRole[]
}

/** The roles of a hat in words, one after the other; those of the shop's own making by their names. */
export function useRoleWords(): (
  roles: readonly (ShopRole | PlatformRole)[],
  ownRoles?: readonly string[],
) => string {
  const t = useTranslations()
  const words = (role: ShopRole | PlatformRole) =>
    isOfPlatform(role) ? t(`common.hats.${role}`) : t(`staff.roles.${role}`)
  return (roles, ownRoles = []) => [...roles.map(words), ...ownRoles].join(t('staff.comma'))
}

const isOfPlatform = (role: ShopRole | PlatformRole): role is PlatformRole =>
  role === 'super_admin' || role === 'admin' || role === 'support'
