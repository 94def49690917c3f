import { useTranslations } from 'use-intl'
import { allow } from '../../../kit/access/index.ts'
import type { Ctx } from '../../../kit/context.ts'
import { notFound } from '../../../kit/errors.ts'
import { formAction } from '../../../kit/http/forms.ts'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { formatPhone } from '../../../kit/input.ts'
import { usePaths } from '../../../web/document.ts'
import { Head } from '../../../web/head.tsx'
import { paths } from '../../../web/paths.ts'
import { LinkButton, SubmitButton } from '../../../web/ui/button.tsx'
import { RadioCards } from '../../../web/ui/choices.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { Breadcrumb } from '../../../web/ui/nav.tsx'
import { PageHeader } from '../../../web/ui/page.tsx'
import { When } from '../../../web/ui/values.tsx'
import { assetsOfCustomer } from '../../assets/read.ts'
import { appointmentsOfCustomer } from '../../booking/read.ts'
import { ordersOfCustomer } from '../../repairs/of-customer.ts'
import { findShop } from '../../shops/find.ts'
import type { Shop } from '../../shops/shop.ts'
import { findCustomer } from '../find-customer.ts'
import { mergeCustomers, MergeCustomers } from '../merge-customers.ts'
import type { Route } from './+types/merge.ts'

const FIELDS = ['name', 'phone', 'email', 'address', 'notes'] as const
// More than this is as much as it can be read.
const COUNTED = 999

/** The two records side by side; `with` is the one that goes into this. */
export async function loader({ context, params, url }: Route.LoaderArgs) {
  const ctx = pageCtx(context)
  const shop = await findShop(ctx, params.shop)
  allow(ctx, 'customers.merge', { shopId: shop.id, readBy: 'customers.read' })
  const kept = await side(ctx, shop, params.id)
  const merged = await side(ctx, shop, url.searchParams.get('with') ?? '')
  if (kept.id === merged.id) throw notFound()
  return { slug: shop.slug, kept, merged }
}

async function side(ctx: Ctx, shop: Shop, id: string) {
  const customer = await findCustomer(ctx, shop.id, id)
  const { name, phone, email, address, notes, createdAt, accountId, version } = customer
  const orders = await ordersOfCustomer(ctx, shop.id, customer.id, COUNTED)
  const appointments = await appointmentsOfCustomer(ctx, shop.id, customer.id, COUNTED)
  const assets = await assetsOfCustomer(ctx, shop.id, customer.id)
  return {
    id: customer.id,
    says: { name, phone: phone && formatPhone(phone, shop.region), email, address, notes: notes || null },
    since: createdAt.toString(),
    hasAccount: accountId !== null,
    counts: { orders: orders.length, appointments: appointments.length, assets: assets.length },
    version,
  }
}

/** Makes them one and shows the kept record. */
export function action(args: Route.ActionArgs) {
  const { shop: slug, id } = args.params
  return formAction(args, MergeCustomers, async (ctx, input) => {
    const shop = await findShop(ctx, slug)
    const { customer } = await mergeCustomers(ctx, shop, id, input)
    return paths(ctx.locale).customer(shop.slug, customer.id, { saved: 'merged' })
  })
}

type Sides = Pick<Route.ComponentProps['loaderData'], 'kept' | 'merged'>

/** Two records of one person, side by side: which words count, and what goes over. */
export default function Merge({ loaderData, actionData }: Route.ComponentProps) {
  const { slug, kept, merged } = loaderData
  const t = useTranslations('customers')
  const to = usePaths()
  return (
    <>
      <Head title={t('merge.title')} hidden />
      <PageHeader
        title={t('merge.title')}
        lead={t('merge.lead')}
        above={
          <Breadcrumb
            items={[
              { to: to.customers(slug), label: t('title') },
              { to: to.customer(slug, kept.id), label: kept.says.name },
            ]}
          />
        }
        actions={
          <LinkButton to={to.mergeCustomers(slug, merged.id, { with: kept.id })}>
            {t('merge.swap')}
          </LinkButton>
        }
      />
      <Form
        method="post"
        problem={actionData?.problem}
        values={actionData?.values}
        className="grid max-w-4xl gap-6"
      >
        <input type="hidden" name="customerId" value={merged.id} />
        <input type="hidden" name="version" value={String(kept.version)} />
        <dl className="grid gap-6 border-y border-line py-4 sm:grid-cols-2">
          <Whole label={t('merge.kept')} side={kept} />
          <Whole label={t('merge.merged')} side={merged} />
        </dl>
        <Choices kept={kept} merged={merged} />
        <p className="small quiet">{t('merge.stricter')}</p>
        <div className="flex flex-wrap gap-2">
          <SubmitButton>{t('merge.submit')}</SubmitButton>
          <LinkButton to={to.customer(slug, kept.id)} kind="bare">
            {t('merge.cancel')}
          </LinkButton>
        </div>
      </Form>
    </>
  )
}

/** What hangs on a record. */
function Whole({ label, side: { says, counts, since, hasAccount } }: { label: string; side: Sides['kept'] }) {
  const t = useTranslations('customers.merge')
  return (
    <div>
      <dt className="small quiet">{label}</dt>
      <dd>
        <p className="font-medium wrap-anywhere">
          <bdi>{says.name}</bdi>
        </p>
        <p className="small">{t('has', counts)}</p>
        <p className="small quiet">
          {t.rich('since', { at: () => <When at={since} show="date" dateForm="medium" /> })}
          {' · '}
          {t(hasAccount ? 'account' : 'noAccount')}
        </p>
      </dd>
    </div>
  )
}

/** For each word in which the two differ: whose counts. */
function Choices({ kept, merged }: Sides) {
  const t = useTranslations('customers.merge')
  const different = FIELDS.filter((field) => kept.says[field] !== merged.says[field])
  if (different.length === 0) return null
  return (
    <div className="grid gap-5">
      <h2 className="font-medium">{t('choose')}</h2>
      {different.map((field) => {
        const mine = kept.says[field]
        const theirs = merged.says[field]
        const both = field === 'notes' && mine !== null && theirs !== null
        const usual = both ? 'both' : mine === null ? 'merged' : 'kept'
        const choice = (value: 'kept' | 'merged' | 'both', says: string | null) => ({
          value,
          title: <bdi className="font-normal whitespace-pre-line wrap-anywhere">{says ?? t('empty')}</bdi>,
        })
        return (
          <RadioCards
            key={field}
            name={field}
            label={t(`field.${field}`)}
            layout="tiles"
            defaultValue={usual}
            choices={[
              choice('kept', mine),
              choice('merged', theirs),
              ...(both ? [choice('both', t('both'))] : []),
            ]}
          />
        )
      })}
    </div>
  )
}
