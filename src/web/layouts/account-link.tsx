import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { usePaths } from '../document.ts'
import { LockButton } from './lock-button.tsx'
import type { Standing } from './standing.ts'

/** The way from a public page to where the person works or keeps their repairs. */
export function AccountLink({ standing }: { standing: Standing }) {
  const { device } = standing
  return (
    <>
      <WayIn standing={standing} />
      {device ? <LockButton device={device} /> : null}
    </>
  )
}

function WayIn({ standing: { desk, platform } }: { standing: Standing }) {
  const t = useTranslations('common')
  const to = usePaths()
  if (desk) {
    return (
      <Link to={to.desk(desk)} reloadDocument>
        {t('nav.desk')}
      </Link>
    )
  }
  if (platform) {
    return (
      <Link to={to.platform()} reloadDocument>
        {t('nav.platform')}
      </Link>
    )
  }
  return <Link to={to.me()}>{t('nav.me')}</Link>
}
