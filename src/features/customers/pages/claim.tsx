import { z } from 'zod'
import { useTranslations } from 'use-intl'
import { formAction } from '../../../kit/http/forms.ts'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { usePaths } from '../../../web/document.ts'
import { Head } from '../../../web/head.tsx'
import { paths } from '../../../web/paths.ts'
import { LinkButton, SubmitButton } from '../../../web/ui/button.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { PageHeader } from '../../../web/ui/page.tsx'
import { findShop } from '../../shops/find.ts'
import { claimRecord, findClaim } from '../claim-record.ts'
import type { Route } from './+types/claim.ts'

export const handle = { noScripts: true }

/** The link is a secret: it must not travel on, nor be kept. */
export function headers() {
  return { 'cache-control': 'no-store', 'referrer-policy': 'same-origin' }
}

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
  const to = usePaths()
  const { shop, name, here, account } = loaderData
  return (
    <>
      <Head title={t('title', { shop })} hidden />
      <PageHeader title={t('title', { shop })} />
      <p>{t('text', { name, shop })}</p>
      <p className="small quiet pt-3">{t('once', { name })}</p>
      {account === null ? (
        <div className="mt-6 flex flex-wrap gap-2">
          <LinkButton to={to.register(here)} kind="primary">
            {t('register')}
          </LinkButton>
          <LinkButton to={to.signIn(here)}>{t('signIn')}</LinkButton>
        </div>
      ) : (
        <Form method="post" problem={actionData?.problem} className="mt-6">
          <p className="text-ink-2">{t('as', { account })}</p>
          <SubmitButton className="sm:justify-self-start">{t('submit')}</SubmitButton>
        </Form>
      )}
    </>
  )
}
