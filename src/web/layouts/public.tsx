import { Outlet, useLocation } from 'react-router'
import { useTranslations } from 'use-intl'
import { pageCtxIfAny } from '../../kit/http/page-context.ts'
import { choicePath } from '../paths.ts'
import { useDocument, usePaths } from '../document.ts'
import { PublicShell } from '../ui/shell.tsx'
import { AccountLink } from './account-link.tsx'
import type { Route } from './+types/public.ts'
import { standingOf } from './standing.ts'

/** Who looks at the page, for the head. */
export function loader({ context }: Route.LoaderArgs) {
  return { standing: standingOf(pageCtxIfAny(context)) }
}

/** The frame of pages for everybody. */
export default function PublicLayout({ loaderData: { standing } }: Route.ComponentProps) {
  const t = useTranslations('common')
  const { locale } = useDocument()
  const to = usePaths()
  const { pathname, search } = useLocation()
  return (
    <PublicShell
      home={to.home()}
      signIn={to.signIn()}
      account={standing ? <AccountLink standing={standing} /> : undefined}
      otherLanguage={choicePath('locale', locale === 'fa' ? 'en' : 'fa', pathname + search)}
      foot={[{ to: to.about(), label: t('nav.about') }]}
    >
      <Outlet />
    </PublicShell>
  )
}
