import { useTranslations } from 'use-intl'
import { z } from 'zod'
import { formAction } from '../../../kit/http/forms.ts'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { Head } from '../../../web/head.tsx'
import { useRoleWords } from '../../../web/layouts/hats.ts'
import { paths } from '../../../web/paths.ts'
import { TakeByLink } from '../../../web/take-by-link.tsx'
import { PageHeader } from '../../../web/ui/page.tsx'
import { findAdminInvitation, joinPlatform } from '../invite-admin.ts'
import type { Route } from './+types/join-platform.ts'

// The link is a secret: nobody keeps the page, and no site is told its address (kit/http/security.ts).
export { headers } from '../../accounts/pages/no-store.ts'

export const handle = { noScripts: true }

/** What one is asked to be, and whether somebody is signed in to become it. */
export async function loader({ context, params }: Route.LoaderArgs) {
  const ctx = pageCtx(context)
  const { role } = await findAdminInvitation(ctx, params.token)
  const { caller } = ctx
  return {
    role,
    here: paths(ctx.locale).joinPlatform(params.token),
    account: caller.kind === 'account' ? (caller.email ?? caller.name) : null,
  }
}

/** Joins with the account that is signed in. */
export function action(args: Route.ActionArgs) {
  return formAction(args, z.strictObject({}), async (ctx) => {
    await joinPlatform(ctx, args.params.token)
    return paths(ctx.locale).platform()
  })
}

/** Joining the platform's people by the link that was mailed. */
export default function JoinPlatform({ loaderData, actionData }: Route.ComponentProps) {
  const t = useTranslations('platform.join')
  const { role, here, account } = loaderData
  const roleWords = useRoleWords()
  return (
    <>
      <Head title={t('title')} hidden />
      <PageHeader title={t('title')} />
      <p>{t('text', { role: roleWords([role]) })}</p>
      <TakeByLink
        account={account}
        here={here}
        problem={actionData?.problem}
        register={t('register')}
        signIn={t('signIn')}
        as={t.rich('as', { account: () => <bdi>{account}</bdi> })}
        submit={t('submit')}
      />
    </>
  )
}
