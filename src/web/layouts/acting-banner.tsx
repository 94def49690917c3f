import { useTranslations } from 'use-intl'
import type { Acting } from '../document.ts'
import { When } from '../ui/values.tsx'
import { EndActing } from './end-acting.tsx'

/** Over every page while somebody acts in another's place: whose, until when, and the way out of it. */
export function ActingBanner({ acting: { name, until, zone } }: { acting: Acting }) {
  const t = useTranslations('common.acting')
  return (
    <aside className="acting-banner" aria-label={t('label')}>
      <p>
        {t.rich('text', {
          name: () => <bdi className="font-semibold">{name}</bdi>,
          until: () => <When at={until} show="time" zone={zone ?? 'UTC'} sayZone />,
        })}
      </p>
      <EndActing size="small" />
    </aside>
  )
}
