import { useTranslations } from 'use-intl'
import type { ShopRole } from '../../../kit/access/shop-roles.ts'
import { Section } from '../../../web/ui/page.tsx'

/** Who holds roles in a shop through its organisation. */
export function MembersHere({
  members,
}: {
  members: readonly { id: string; name: string; roles: ShopRole[] }[]
}) {
  const t = useTranslations('organisation')
  const staff = useTranslations('staff')
  if (members.length === 0) return null
  return (
    <Section title={t('here')}>
      <ul className="-mt-4 divide-y divide-line">
        {members.map(({ id, name, roles }) => (
          <li key={id} className="flex flex-wrap items-baseline justify-between gap-x-4 py-3">
            <bdi className="font-medium">{name}</bdi>
            <span className="text-ink-2">
              {roles.map((role) => staff(`roles.${role}`)).join(staff('comma'))}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
