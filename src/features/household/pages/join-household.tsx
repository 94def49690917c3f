import { z } from 'zod'
import { useTranslations } from 'use-intl'
import { formAction } from '../../../kit/http/forms.ts'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { Head } from '../../../web/head.tsx'
import { paths } from '../../../web/paths.ts'
import { TakeByLink } from '../../../web/take-by-link.tsx'
import { PageHeader } from '../../../web/ui/page.tsx'
import { findInvitation, joinHousehold } from '../join.ts'
import type { Route } from './+types/join-household.ts'

export const handle = { noScripts: true }

/** The link is a secret: it must not travel on, nor be kept. */
export function headers() {
  return { 'cache-control': 'no-store', 'referrer-policy': 'same-origin' }
}

/** Whose household it is, and whether somebody is signed in to join. Opening it changes nothing. */
export async function loader({ context, params }: Route.LoaderArgs) {
  const ctx = pageCtx(context)
  const { head } = await findInvitation(ctx, params.token)
  const { caller } = ctx
  return {
    head,
    here: paths(ctx.locale).joinHousehold(params.token),
    account: caller.kind === 'account' ? (caller.email ?? caller.name) : null,
  }
}

/** Joins with the account that is signed in. */
export function action(args: Route.ActionArgs) {
  return formAction(args, z.strictObject({}), async (ctx) => {
    await joinHousehold(ctx, args.params.token)
    return paths(ctx.locale).myHousehold()
  })
}

/** Joining a household by the link that was sent. */
export default function JoinHousehold({ loaderData, actionData }: Route.ComponentProps) {
  const t = useTranslations('household.join')
  const { head, here, account } = loaderData
  return (
    <>
      <Head title={t('title', { head })} hidden />
      <PageHeader title={t('title', { head })} />
      <p>{t('text', { head })}</p>
      <TakeByLink
        account={account}
        here={here}
        problem={actionData?.problem}
        register={t('register')}
        signIn={t('signIn')}
        as={account === null ? null : t('as', { account })}
        submit={t('submit')}
      />
    </>
  )
}
