import { useTranslations } from 'use-intl'
import { Checkbox } from '../../../web/ui/choices.tsx'

/** Where the customer was taken off the list: the box that puts them on it again with this work. */
export function ServeAgain({ problem }: { problem: { reason?: string } | undefined }) {
  const t = useTranslations('desk')
  if (problem?.reason !== 'customer_inactive') return null
  return <Checkbox name="serveAgain" label={t('counter.serveAgain')} hint={t('counter.serveAgainHint')} />
}
