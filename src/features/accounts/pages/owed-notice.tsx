import { useTranslations } from 'use-intl'
import { usePaths } from '../../../web/document.ts'
import { LinkButton } from '../../../web/ui/button.tsx'
import { Notice } from '../../../web/ui/notice.tsx'

interface Security {
  twoStep: boolean
  passkeys: number
  secondFactor: { owedTo: readonly { place: string; withheld: boolean }[] }
}

/** Who asks for a second step that this session has not shown, and the way to it. */
export function OwedNotice({
  security: { twoStep, passkeys, secondFactor },
  to,
}: {
  security: Security
  to: string | null
}) {
  const t = useTranslations('security')
  const paths = usePaths()
  const { owedTo } = secondFactor
  if (owedTo.length === 0) return null
  const withheld = owedTo.some((one) => one.withheld)
  const asking = owedTo.filter((one) => one.withheld === withheld)
  const places = asking.map(({ place }) => (place === 'platform' ? t('owed.platform') : place)).join(' · ')
  const has = twoStep || passkeys > 0
  return (
    <Notice
      kind={withheld ? 'blocked' : 'waiting'}
      title={t(withheld ? 'owed.nowTitle' : 'owed.soonTitle', { places })}
    >
      <p>{t(withheld ? 'owed.nowText' : 'owed.soonText')}</p>
      <div className="mt-3 flex flex-wrap gap-2">
        <LinkButton
          kind="primary"
          to={paths.securityPart(has ? 'show' : 'two-step', to ? { to } : undefined)}
        >
          {t(has ? 'owed.show' : 'twoStep.setUp')}
        </LinkButton>
        {to && !withheld ? (
          <LinkButton to={to} reloadDocument>
            {t('owed.later')}
          </LinkButton>
        ) : null}
      </div>
    </Notice>
  )
}
