import { type LoaderFunctionArgs, Outlet, useLoaderData } from 'react-router'
import { useTranslations } from 'use-intl'
import { anyAccount, can } from '../../kit/access/index.ts'
import { notFound } from '../../kit/errors.ts'
import { pageCtx } from '../../kit/http/page-context.ts'
import { usePaths } from '../document.ts'
import { Eye, History, House, ShieldCheck, Store, Users } from '../icons.tsx'
import { DeskProvider } from '../ui/desk/provider.tsx'
import { DeskShell } from '../ui/desk-shell.tsx'
import { ZoneProvider } from '../ui/reading.tsx'
import { SearchBox } from '../ui/search-box.tsx'
import type { NavItem } from '../ui/shell.tsx'
import { DeskMenu } from './desk-menu.tsx'
import { hatsOfCaller } from './read-hats.ts'

/** Which of the platform's people looks, and what they may open. For everybody else there is no such place (404). */
export async function loader({ context }: LoaderFunctionArgs) {
  const ctx = pageCtx(context)
  const caller = anyAccount(ctx)
  if (caller.platformRoles.length === 0) throw notFound()
  return {
    person: { name: caller.name },
    hats: await hatsOfCaller(ctx, caller),
    may: {
      shops: can(ctx, 'shop.approve', {}),
      accounts: can(ctx, 'platform.accounts', {}),
      admins: can(ctx, 'platform.admins', {}),
      audit: can(ctx, 'audit.read', {}),
      actAs: can(ctx, 'platform.impersonate', {}),
    },
  }
}

/** The frame of the platform's console, in the look of the desk. No shop's clock counts here: times are UTC. */
export default function PlatformLayout() {
  const t = useTranslations('platform')
  const to = usePaths()
  const { person, hats, may } = useLoaderData<typeof loader>()
  const nav: (NavItem | false)[] = [
    { to: to.platform(), label: t('nav.overview'), icon: <House />, end: true },
    may.shops && { to: to.platformShops(), label: t('nav.shops'), icon: <Store /> },
    may.accounts && { to: to.platformAccounts(), label: t('nav.accounts'), icon: <Users /> },
    may.admins && { to: to.platformAdmins(), label: t('nav.admins'), icon: <ShieldCheck /> },
    may.audit && { to: to.platformAudit(), label: t('nav.audit'), icon: <History /> },
    may.actAs && { to: to.actAs(), label: t('nav.actAs'), icon: <Eye /> },
  ]
  return (
    <DeskProvider>
      <ZoneProvider zone="UTC">
        <DeskShell
          nav={nav.filter((part) => part !== false)}
          shop={t('title')}
          search={
            may.accounts ? (
              <SearchBox label={t('nav.find')} action={to.platformAccounts()} maxLength={200} />
            ) : undefined
          }
          account={<DeskMenu name={person.name} hats={hats} isConfined={false} />}
        >
          <Outlet />
        </DeskShell>
      </ZoneProvider>
    </DeskProvider>
  )
}
