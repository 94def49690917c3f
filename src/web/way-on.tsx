import { useTranslations } from 'use-intl'
import { usePaths } from './document.ts'
import { LinkButton } from './ui/button.tsx'

/** Where somebody goes on from a refusal whose next step is another page; nothing for all others. */
export function WayOn({ problem }: { problem: { reason?: string } }) {
  const t = useTranslations('ui.wayOn')
  const to = usePaths()
  if (problem.reason !== 'over_limit') return null
  return (
    <LinkButton to={to.myHousehold()} size="small" className="justify-self-start">
      {t('over_limit')}
    </LinkButton>
  )
}
