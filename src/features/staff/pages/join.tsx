import { z } from 'zod'
import { useTranslations } from 'use-intl'
import { formAction } from '../../../kit/http/forms.ts'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { Head } from '../../../web/head.tsx'
import { paths } from '../../../web/paths.ts'
import { TakeByLink } from '../../../web/take-by-link.tsx'
import { PageHeader } from '../../../web/ui/page.tsx'
import { findShop } from '../../shops/find.ts'
import { acceptInvitation, findInvitation } from '../accept-invitation.ts'
import { heldBy } from '../roles.ts'
import type { Route } from './+types/join.ts'

// The link is a secret: nobody keeps the page, and no site is told its address (kit/http/security.ts).
export { headers } from '../../accounts/pages/no-store.ts'

export const handle = { noScripts: true }

/** Who is asked to join what, and whether somebody is signed in to do so. */
export async function loader({ context, params }: Route.LoaderArgs) {
  const ctx = pageCtx(context)
  const shop = await findShop(ctx, params.shop)
  const { person } = await findInvitation(ctx, shop, params.token)
  const { ownRoles } = await heldBy(ctx, person)
  const { caller } = ctx
  return {
    shop: shop.name,
    name: person.name,
    roles: person.roles,
    ownRoles: ownRoles.map((role) => role.name),
    here: paths(ctx.locale).join(shop.slug, params.token),
    account: caller.kind === 'account' ? (caller.email ?? caller.name) : null,
  }
}

/** Joins with the account that is signed in. */
export function action(args: Route.ActionArgs) {
  return formAction(args, z.strictObject({}), async (ctx) => {
    const shop = await findShop(ctx, args.params.shop)
    await acceptInvitation(ctx, shop, args.params.token)
    return paths(ctx.locale).desk(shop.slug)
  })
}

/** Joining a shop by the link that was sent. */
export default function Join({ loaderData, actionData }: Route.ComponentProps) {
  const t = useTranslations('staff')
  const { shop, name, roles, ownRoles, here, account } = loaderData
  const named = [...roles.map((role) => t(`roles.${role}`)), ...ownRoles].join(t('comma'))
  return (
    <>
      <Head title={t('join.title', { shop })} hidden />
      <PageHeader title={t('join.title', { shop })} />
      <p>{t('join.text', { name, roles: named })}</p>
      <TakeByLink
        account={account}
        here={here}
        problem={actionData?.problem}
        register={t('join.register')}
        signIn={t('join.signIn')}
        as={account === null ? null : t('join.as', { account })}
        submit={t('join.submit', { shop })}
      />
    </>
  )
}
