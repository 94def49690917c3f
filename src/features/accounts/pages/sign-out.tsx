import { useTranslations } from 'use-intl'
import { goTo } from '../../../kit/http/go-to.ts'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { usePaths } from '../../../web/document.ts'
import { Head } from '../../../web/head.tsx'
import { paths } from '../../../web/paths.ts'
import { LinkButton, SubmitButton } from '../../../web/ui/button.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { PageHeader } from '../../../web/ui/page.tsx'
import { noSessionCookie } from '../cookie.ts'
import { signOutHere } from '../sign-out.ts'
import type { Route } from './+types/sign-out.ts'

export { headers } from './no-store.ts'

export const handle = { noScripts: true }

/** Who would be signed out. */
export function loader({ context, url }: Route.LoaderArgs) {
  const { caller, locale } = pageCtx(context)
  if (caller.kind !== 'account') throw goTo(url, paths(locale).signIn())
  return { name: caller.name }
}

/** Ends the session and takes the cookie away. Only a POST does: a link to here signs nobody out. */
export async function action({ context, url }: Route.ActionArgs) {
  const ctx = pageCtx(context)
  await signOutHere(ctx)
  return goTo(url, `${paths(ctx.locale).signIn()}?notice=signedOut`, {
    'set-cookie': noSessionCookie(ctx.services.config),
  })
}

/** The way out. */
export default function SignOut({ loaderData: { name } }: Route.ComponentProps) {
  const t = useTranslations('accounts')
  const to = usePaths()
  return (
    <>
      <Head title={t('signOut.title')} hidden />
      <PageHeader title={t('signOut.title')} lead={t('signOut.lead', { name })} />
      <Form method="post">
        <div className="flex flex-wrap gap-3">
          <SubmitButton>{t('signOut.submit')}</SubmitButton>
          <LinkButton to={to.home()}>{t('signOut.stay')}</LinkButton>
        </div>
      </Form>
    </>
  )
}
