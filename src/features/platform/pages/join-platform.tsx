import { useTranslations } from 'use-intl'
import { z } from 'zod'
import { formAction } from '../../../kit/http/forms.ts'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { usePaths } from '../../../web/document.ts'
import { Head } from '../../../web/head.tsx'
import { useRoleWords } from '../../../web/layouts/hats.ts'
import { paths } from '../../../web/paths.ts'
import { LinkButton, SubmitButton } from '../../../web/ui/button.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { PageHeader } from '../../../web/ui/page.tsx'
import { findAdminInvitation, joinPlatform } from '../invite-admin.ts'
import type { Route } from './+types/join-platform.ts'

export const handle = { noScripts: true }

/** The link is a secret: it must not travel on, nor be kept. */
export function headers() {
  return { 'cache-control': 'no-store', 'referrer-policy': 'same-origin' }
}

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
  const to = usePaths()
  const { role, here, account } = loaderData
  const roleWords = useRoleWords()
  return (
    <>
      <Head title={t('title')} hidden />
      <PageHeader title={t('title')} />
      <p>{t('text', { role: roleWords([role]) })}</p>
      {account === null ? (
        <div className="mt-6 flex flex-wrap gap-2">
          <LinkButton to={to.register(here)} kind="primary">
            {t('register')}
          </LinkButton>
          <LinkButton to={to.signIn(here)}>{t('signIn')}</LinkButton>
        </div>
      ) : (
        <Form method="post" problem={actionData?.problem} className="mt-6">
          <p className="text-ink-2">{t.rich('as', { account: () => <bdi>{account}</bdi> })}</p>
          <SubmitButton className="sm:justify-self-start">{t('submit')}</SubmitButton>
        </Form>
      )}
    </>
  )
}
