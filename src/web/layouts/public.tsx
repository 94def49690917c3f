import { Outlet } from 'react-router'
import { useTranslations } from 'use-intl'
import { pageCtxIfAny } from '../../kit/http/page-context.ts'
import { usePaths } from '../document.ts'
import { PublicShell } from '../ui/shell.tsx'
import type { Route } from './+types/public.ts'
import { AccountLink } from './account-link.tsx'
import { standingOf } from './standing.ts'
import { useHere } from './use-here.ts'
import { useOtherLanguage } from './use-other-language.ts'
import { useWidth } from './use-width.ts'

/** Who looks at the page, for the head. */
export function loader({ context }: Route.LoaderArgs) {
  return { standing: standingOf(pageCtxIfAny(context)) }
}

/** The frame of pages for everybody. */
export default function PublicLayout({ loaderData: { standing } }: Route.ComponentProps) {
  const t = useTranslations('common')
  const ui = useTranslations('ui')
  const to = usePaths()
  const here = useHere()
  return (
    <PublicShell
      home={to.home()}
      nav={[
        { to: to.home(), label: ui('findShop'), end: true },
        { to: to.trackFind(), label: ui('track') },
      ]}
      signIn={to.signIn()}
      account={standing ? <AccountLink standing={standing} /> : undefined}
      otherLanguage={useOtherLanguage()}
      width={useWidth()}
      foot={[
        { to: to.trackFind(), label: ui('track') },
        { to: to.about(), label: t('nav.about') },
        { to: to.preferences(here), label: t('nav.preferences') },
      ]}
    >
      <Outlet />
    </PublicShell>
  )
}
