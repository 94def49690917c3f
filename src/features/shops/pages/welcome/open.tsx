import { useTranslations } from 'use-intl'
import { can, signedIn } from '../../../../kit/access/index.ts'
import { forbidden } from '../../../../kit/errors.ts'
import { formAction, newFormKey } from '../../../../kit/http/forms.ts'
import { pageCtx } from '../../../../kit/http/page-context.ts'
import { Head } from '../../../../web/head.tsx'
import { PageHeader } from '../../../../web/ui/page.tsx'
import type { Route } from './+types/open.ts'
import { openByForm, openingChoices, OpenShopForm } from './open-action.ts'
import { OpenShopSteps } from './open-fields.tsx'

export const handle = { noScripts: true, width: 'narrow' }

/** What can be chosen; for whoever may approve shops. */
export function loader({ context }: Route.LoaderArgs) {
  const ctx = pageCtx(context)
  signedIn(ctx)
  if (!can(ctx, 'shop.approve', {})) throw forbidden()
  return { ...openingChoices(ctx), formKey: newFormKey() }
}

/** Opens the shop, approved at once, with the caller as its owner. */
export function action(args: Route.ActionArgs) {
  return formAction(args, OpenShopForm, (ctx, input) => openByForm(ctx, input, true))
}

/** The first step: the shop itself. */
export default function OpenFirstShop({ loaderData, actionData }: Route.ComponentProps) {
  const t = useTranslations('welcome')
  return (
    <>
      <Head title={t('shop.title')} hidden />
      <PageHeader title={t('title')} lead={t('lead')} />
      <OpenShopSteps {...loaderData} answer={actionData} />
    </>
  )
}
