import { Form } from 'react-router'
import { useTranslations } from 'use-intl'
import { type Acting, usePaths } from '../document.ts'
import { Button } from '../ui/button.tsx'
import { When } from '../ui/values.tsx'

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
      <Form method="post" action={usePaths().endActing()} reloadDocument>
        <Button type="submit" size="small">
          {t('end')}
        </Button>
      </Form>
    </aside>
  )
}
