import { useTranslations } from 'use-intl'
import { RIGHT_GROUPS, type Right, rightOf } from '../../../kit/access/rights.ts'
import { GROUPS } from './permission-picker.tsx'

/** What somebody may do, in words, by the part of the day's work. */
export function PermissionList({ rights }: { rights: readonly Right[] }) {
  const t = useTranslations()
  const held = new Set(rights)
  const groups = GROUPS.flatMap((group) => {
    const names = RIGHT_GROUPS[group].flatMap((permission) => {
      const name = t(`permissions.names.${permission}`)
      if (held.has(permission)) return [name]
      return held.has(rightOf(permission, 'own')) ? [t('permissions.ownLong', { name })] : []
    })
    return names.length > 0 ? [{ group, names }] : []
  })
  if (groups.length === 0) return <p className="text-ink-2">{t('permissions.nothing')}</p>
  return (
    <dl className="grid gap-4">
      {groups.map(({ group, names }) => (
        <div key={group} className="grid gap-1 sm:grid-cols-[11rem_minmax(0,1fr)] sm:gap-6">
          <dt className="font-medium">{t(`permissions.groups.${group}`)}</dt>
          <dd>
            <ul>
              {names.map((name) => (
                <li key={name}>{name}</li>
              ))}
            </ul>
          </dd>
        </div>
      ))}
    </dl>
  )
}
