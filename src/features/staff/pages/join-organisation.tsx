import { useTranslations } from 'use-intl'
import { z } from 'zod'
import { permissionsOf, permissionsOfMember } from '../../../kit/access/index.ts'
import { formAction } from '../../../kit/http/forms.ts'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { isolate } from '../../../kit/money/format.ts'
import { Head } from '../../../web/head.tsx'
import { deskHome } from '../../../web/layouts/desk-home.ts'
import { paths } from '../../../web/paths.ts'
import { TakeByLink } from '../../../web/take-by-link.tsx'
import { PageHeader } from '../../../web/ui/page.tsx'
import { findMemberInvitation, joinOrganisation } from '../join-organisation.ts'
import type { Route } from './+types/join-organisation.ts'

// The link is a secret: nobody keeps the page, and no site is told its address (kit/http/security.ts).
export { headers } from '../../accounts/pages/no-store.ts'

export const handle = { noScripts: true }

/** What one is asked to do in which shops, and whether somebody is signed in to take it. */
export async function loader({ context, params }: Route.LoaderArgs) {
  const ctx = pageCtx(context)
  const { invitation, organisation, shops } = await findMemberInvitation(ctx, params.token)
  const { caller } = ctx
  return {
    organisation: organisation.name,
    roles: invitation.roles,
    shops: shops.map(({ slug, name }) => ({ slug, name })),
    here: paths(ctx.locale).joinOrganisation(params.token),
    account: caller.kind === 'account' ? (caller.email ?? caller.name) : null,
  }
}

/** Joins with the account that is signed in. */
export function action(args: Route.ActionArgs) {
  return formAction(args, z.strictObject({}), async (ctx) => {
    const { shops, invitation } = await joinOrganisation(ctx, args.params.token)
    const to = paths(ctx.locale)
    const [first] = shops
    return first ? deskHome(to, first.slug, permissionsOfMember(permissionsOf(invitation.roles))) : to.me()
  })
}

/** Taking roles in all shops of an organisation by the link that was sent. */
export default function JoinOrganisation({ loaderData, actionData }: Route.ComponentProps) {
  const t = useTranslations('staff')
  const words = useTranslations('organisation')
  const { organisation, roles, shops, here, account } = loaderData
  const named = roles.map((role) => t(`roles.${role}`)).join(t('comma'))
  return (
    <>
      <Head title={t('join.title', { shop: organisation })} hidden />
      <PageHeader title={t('join.title', { shop: isolate(organisation) })} />
      <p>{words('joinText', { roles: named, count: shops.length })}</p>
      <ul className="mt-3 list-disc ps-5">
        {shops.map(({ slug, name }) => (
          <li key={slug}>
            <bdi>{name}</bdi>
          </li>
        ))}
      </ul>
      <TakeByLink
        account={account}
        here={here}
        problem={actionData?.problem}
        register={t('join.register')}
        signIn={t('join.signIn')}
        as={account === null ? null : t('join.as', { account: isolate(account) })}
        submit={t('join.submit', { shop: isolate(organisation) })}
      />
    </>
  )
}
