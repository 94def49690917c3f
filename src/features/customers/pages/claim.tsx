import { z } from 'zod'
import { useTranslations } from 'use-intl'
import { formAction } from '../../../kit/http/forms.ts'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { Head } from '../../../web/head.tsx'
import { paths } from '../../../web/paths.ts'
import { TakeByLink } from '../../../web/take-by-link.tsx'
import { PageHeader } from '../../../web/ui/page.tsx'
import { findShop } from '../../shops/find.ts'
import { claimRecord, findClaim } from '../claim-record.ts'
import type { Route } from './+types/claim.ts'

// The link is a secret: nobody keeps the page, and no site is told its address (kit/http/security.ts).
export { headers } from '../../accounts/pages/no-store.ts'

export const handle = { noScripts: true }

/** Whose record it is, and whether somebody is signed in to take it. Opening it changes nothing. */
export async function loader({ context, params }: Route.LoaderArgs) {
  const ctx = pageCtx(context)
  const shop = await findShop(ctx, params.shop)
  const { customer } = await findClaim(ctx, shop, params.token)
  const { caller } = ctx
  return {
    shop: shop.name,
    name: customer.name,
    here: paths(ctx.locale).claim(shop.slug, params.token),
    account: caller.kind === 'account' ? (caller.email ?? caller.name) : null,
  }
}

/** Takes the record into the account that is signed in, and shows what is in it. */
export function action(args: Route.ActionArgs) {
  return formAction(args, z.strictObject({}), async (ctx) => {
    const shop = await findShop(ctx, args.params.shop)
    await claimRecord(ctx, shop, args.params.token)
    return paths(ctx.locale).me()
  })
}

/** Taking a shop's record of oneself into one's account, by the link that was sent. */
export default function Claim({ loaderData, actionData }: Route.ComponentProps) {
  const t = useTranslations('customers.claim')
  const { shop, name, here, account } = loaderData
  return (
    <>
      <Head title={t('title', { shop })} hidden />
      <PageHeader title={t('title', { shop })} />
      <p>{t('text', { name, shop })}</p>
      <p className="small quiet pt-3">{t('once', { name })}</p>
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
