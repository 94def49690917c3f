import { Form, type LoaderFunctionArgs, NavLink, Outlet, useLoaderData } from 'react-router'
import { useTranslations } from 'use-intl'
import { signedIn } from '../../kit/access/index.ts'
import { pageCtx } from '../../kit/http/page-context.ts'
import { usePaths } from '../document.ts'
import { CalendarDays, Car, House, Receipt, User, Wrench } from '../icons.tsx'
import { Button } from '../ui/button.tsx'
import { PortalShell } from '../ui/portal-shell.tsx'
import { HatSwitch } from './hat-switch.tsx'
import type { Hats } from './hats.ts'
import { hatsOfCaller } from './read-hats.ts'
import { useOtherLanguage } from './use-other-language.ts'

/** Guests are led to the sign-in. */
export async function loader({ context }: LoaderFunctionArgs) {
  const ctx = pageCtx(context)
  const caller = signedIn(ctx)
  return { name: caller.name, hats: await hatsOfCaller(ctx, caller) }
}

/** The frame of a customer's own pages. */
export default function PortalLayout() {
  const t = useTranslations('common')
  const to = usePaths()
  const { hats } = useLoaderData<typeof loader>()
  const nav = [
    { to: to.me(), label: t('nav.overview'), icon: <House />, end: true },
    { to: to.myRepairs(), label: t('nav.repairs'), icon: <Wrench /> },
    { to: to.myAppointments(), label: t('nav.visits'), icon: <CalendarDays /> },
    { to: to.myGarage(), label: t('nav.garage'), icon: <Car /> },
    { to: to.myInvoices(), label: t('nav.invoices'), icon: <Receipt /> },
  ]
  return (
    <PortalShell
      home={to.home()}
      otherLanguage={useOtherLanguage()}
      nav={nav}
      account={<Account hats={hats} />}
    >
      <Outlet />
    </PortalShell>
  )
}

function Account({ hats }: { hats: Hats }) {
  const t = useTranslations('common')
  return (
    <>
      <HatSwitch hats={hats} />
      <NavLink to={usePaths().myProfile()} title={t('nav.profile')}>
        <User />
        <span className="sr-only">{t('nav.profile')}</span>
      </NavLink>
      <SignOut />
    </>
  )
}

function SignOut() {
  const t = useTranslations('common')
  return (
    <Form method="post" action={usePaths().signOut()} reloadDocument>
      <Button type="submit" kind="bare" size="small">
        {t('nav.signOut')}
      </Button>
    </Form>
  )
}
