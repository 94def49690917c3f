import { useTranslations } from 'use-intl'
import { allow } from '../../../kit/access/index.ts'
import { formAction, newFormKey } from '../../../kit/http/forms.ts'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { usePaths } from '../../../web/document.ts'
import { FormKey } from '../../../web/form-key.tsx'
import { Head } from '../../../web/head.tsx'
import { paths } from '../../../web/paths.ts'
import { sendOrStay, useStanding } from '../../../web/send-or-stay.ts'
import { SubmitButton } from '../../../web/ui/button.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { Breadcrumb } from '../../../web/ui/nav.tsx'
import { PageHeader } from '../../../web/ui/page.tsx'
import { findShop } from '../../shops/find.ts'
import { addCustomer, AddCustomer } from '../add-customer.ts'
import type { Route } from './+types/new-customer.ts'
import { ContactFields } from './contact-fields.tsx'

/** An empty form in the shop's language. */
export async function loader({ context, params }: Route.LoaderArgs) {
  const ctx = pageCtx(context)
  const shop = await findShop(ctx, params.shop)
  allow(ctx, 'customers.create', { shopId: shop.id })
  return { slug: shop.slug, locale: shop.locale, formKey: newFormKey() }
}

/** Writes the customer down and shows them. */
export function action(args: Route.ActionArgs) {
  return formAction(args, AddCustomer, async (ctx, input) => {
    const shop = await findShop(ctx, args.params.shop)
    return paths(ctx.locale).customer(shop.slug, (await addCustomer(ctx, shop, input)).id)
  })
}

/** Without a network what was typed stays. */
export function clientAction({ serverAction }: Route.ClientActionArgs) {
  return sendOrStay(serverAction)
}

/** Somebody who is on the phone or at the counter for the first time. */
export default function NewCustomer({ loaderData, actionData }: Route.ComponentProps) {
  const { slug, locale, formKey } = loaderData
  const answer = useStanding(actionData)
  const t = useTranslations('customers')
  const to = usePaths()
  return (
    <>
      <Head title={t('new.title')} hidden />
      <PageHeader
        title={t('new.title')}
        lead={t('new.lead')}
        above={<Breadcrumb items={[{ to: to.customers(slug), label: t('title') }]} />}
      />
      <Form
        method="post"
        problem={answer?.problem}
        values={answer?.values ?? { locale }}
        className="max-w-[30rem]"
      >
        <FormKey value={answer?.formKey ?? formKey} />
        <ContactFields />
        <SubmitButton>{t('new.save')}</SubmitButton>
      </Form>
    </>
  )
}
