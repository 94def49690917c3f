import { useTranslations } from 'use-intl'
import { can } from '../../../kit/access/index.ts'
import type { Ctx } from '../../../kit/context.ts'
import { newFormKey } from '../../../kit/http/forms.ts'
import { goTo } from '../../../kit/http/go-to.ts'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { formatPhone } from '../../../kit/input.ts'
import { usePaths } from '../../../web/document.ts'
import { Head } from '../../../web/head.tsx'
import { Plus } from '../../../web/icons.tsx'
import { paths } from '../../../web/paths.ts'
import { LinkButton } from '../../../web/ui/button.tsx'
import { FormProblem, FormScope } from '../../../web/ui/form.tsx'
import { Breadcrumb } from '../../../web/ui/nav.tsx'
import { sendOrStay } from '../../../web/send-or-stay.ts'
import { Notice } from '../../../web/ui/notice.tsx'
import { PageHeader, Sections } from '../../../web/ui/page.tsx'
import { findShop } from '../../shops/find.ts'
import { wholeCustomer } from '../routes-read.ts'
import { mergeState } from '../merges-of.ts'
import { linkState } from '../send-link.ts'
import type { Route } from './+types/customer.ts'
import { actOnCustomer } from './act-on-customer.ts'
import { CustomerAccount } from './customer-account.tsx'
import { CustomerAppointments } from './customer-appointments.tsx'
import { CustomerAssets } from './customer-assets.tsx'
import { CustomerConsents } from './customer-consents.tsx'
import { CustomerContact } from './customer-contact.tsx'
import { CustomerDoubles, CustomerMerges } from './customer-doubles.tsx'
import { CustomerHistory } from './customer-history.tsx'
import { CustomerMissed } from './customer-missed.tsx'
import { CustomerState } from './customer-state.tsx'
import { CustomerPage, useLostRefusal } from './use-customer.ts'

/** The customer whole, what the reader may do, and which part is open for editing (`?edit=`, `?add=`). */
export async function loader({ context, params, url }: Route.LoaderArgs) {
  const ctx = pageCtx(context)
  const shop = await findShop(ctx, params.shop)
  const customer = await wholeCustomer(ctx, shop, params.id)
  // The address of a record that went into another leads to that one.
  if (customer.id !== params.id) throw goTo(url, paths(ctx.locale).customer(shop.slug, customer.id))
  const { phone } = customer
  return {
    shop: {
      slug: shop.slug,
      devices: shop.kinds.includes('device'),
      vehicles: shop.kinds.some((kind) => kind !== 'device'),
    },
    customer,
    phone: phone ? { number: phone, text: formatPhone(phone, shop.region) } : null,
    may: rightsIn(ctx, shop.id),
    edit: url.searchParams.get('edit'),
    add: url.searchParams.get('add'),
    link: await linkState(ctx, shop, customer),
    ...(await mergeState(ctx, shop, customer.id)),
    saved: url.searchParams.get('saved'),
    formKey: newFormKey(),
  }
}

function rightsIn(ctx: Ctx, shopId: string) {
  return {
    edit: can(ctx, 'customers.edit', { shopId }),
    assets: can(ctx, 'assets.edit', { shopId }),
    deactivate: can(ctx, 'customers.deactivate', { shopId }),
    export: can(ctx, 'customers.export', { shopId }),
    resetPassword: can(ctx, 'customers.resetPassword', { shopId }),
    open: can(ctx, 'requests.create', { shopId }) && can(ctx, 'appointments.create', { shopId }),
    calendar: can(ctx, 'appointments.read', { shopId }),
  }
}

// What a form did, where it is not plain to see on the page.
const SAID: Record<string, 'account.linkSent' | 'account.resetSent' | 'merge.done' | 'merge.undone'> = {
  link: 'account.linkSent',
  reset: 'account.resetSent',
  merged: 'merge.done',
  parted: 'merge.undone',
}

/** What the parts of the page send. */
export function action(args: Route.ActionArgs) {
  return actOnCustomer(args)
}

/** Without a network what was typed stays. */
export function clientAction({ serverAction }: Route.ClientActionArgs) {
  return sendOrStay(serverAction)
}

/** Who it is, what they have, what was done for them; new work is one press away. */
export default function Customer({ loaderData, actionData }: Route.ComponentProps) {
  const { shop, customer, may, saved } = loaderData
  const t = useTranslations('customers')
  const to = usePaths()
  return (
    <CustomerPage value={{ ...loaderData, answer: actionData }}>
      <Head title={customer.name} hidden />
      <PageHeader
        title={<bdi className="wrap-anywhere">{customer.name}</bdi>}
        above={<Breadcrumb items={[{ to: to.customers(shop.slug), label: t('title') }]} />}
        actions={
          may.open && customer.active ? (
            <LinkButton to={to.newOrder(shop.slug, { customer: customer.id })} icon={<Plus />}>
              {t('newOrder')}
            </LinkButton>
          ) : undefined
        }
      />
      <div className="grid gap-6 empty:hidden">
        <Refused />
        {saved && !actionData ? <Notice kind="ready">{t(SAID[saved] ?? 'saved')}</Notice> : null}
        <CustomerMissed />
        <CustomerDoubles />
        {customer.active ? null : <Notice kind="waiting">{t('formerNotice')}</Notice>}
      </div>
      <div className="grid gap-x-12 gap-y-10 pt-6 xl:grid-cols-[22rem_minmax(0,1fr)] xl:grid-rows-[auto_1fr]">
        <CustomerContact />
        <Sections className="content-start xl:col-start-2 xl:row-span-2 xl:row-start-1">
          <CustomerAssets />
          <CustomerAppointments />
          <CustomerHistory />
        </Sections>
        <Sections className="content-start">
          <CustomerConsents />
          <CustomerAccount />
          <CustomerMerges />
          <CustomerState />
        </Sections>
      </div>
    </CustomerPage>
  )
}

/** What was refused where no form is left to say it. */
function Refused() {
  const problem = useLostRefusal()
  if (!problem) return null
  return (
    <FormScope problem={problem}>
      <FormProblem />
    </FormScope>
  )
}
