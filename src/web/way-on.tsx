import { useTranslations } from 'use-intl'
import { usePaths } from './document.ts'
import { useHere } from './layouts/use-here.ts'
import { LinkButton } from './ui/button.tsx'

/** Where somebody goes on from a refusal whose next step is another page; nothing for all others. */
export function WayOn({ problem: { reason } }: { problem: { reason?: string } }) {
  const t = useTranslations('ui.wayOn')
  const to = usePaths()
  const here = useHere()
  if (reason !== 'over_limit' && reason !== 'prove_again') return null
  const next = reason === 'over_limit' ? to.myHousehold() : to.securityPart('prove', { to: here })
  return (
    <LinkButton to={next} size="small" className="justify-self-start" reloadDocument>
      {t(reason)}
    </LinkButton>
  )
}
