import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { notFound } from '../../../kit/errors.ts'
import { formAction } from '../../../kit/http/forms.ts'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { formatPhone } from '../../../kit/input.ts'
import { usePaths } from '../../../web/document.ts'
import { Head } from '../../../web/head.tsx'
import { paths } from '../../../web/paths.ts'
import { LinkButton, SubmitButton } from '../../../web/ui/button.tsx'
import { EmptyState } from '../../../web/ui/empty-state.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { Breadcrumb } from '../../../web/ui/nav.tsx'
import { PageHeader } from '../../../web/ui/page.tsx'
import { Ltr } from '../../../web/ui/values.tsx'
import { findShop } from '../../shops/find.ts'
import { listDoubles, type Pair, PAIRS_SHOWN, SayApart, sayApart } from '../doubles.ts'
import type { Route } from './+types/doubles.ts'

/** Pairs that may be one person. */
export async function loader({ context, params }: Route.LoaderArgs) {
  const ctx = pageCtx(context)
  const shop = await findShop(ctx, params.shop)
  const pairs = await listDoubles(ctx, shop)
  const known = ({ id, name, email, phone }: Pair['one']) => ({
    id,
    name,
    email,
    phone: phone && formatPhone(phone, shop.region),
  })
  return {
    slug: shop.slug,
    pairs: pairs.map(({ one, other, why }) => ({ one: known(one), other: known(other), why })),
    isFull: pairs.length === PAIRS_SHOWN,
  }
}

/** Says of a pair that they are two people. */
export function action(args: Route.ActionArgs) {
  const one = args.url.searchParams.get('one')
  if (one === null) throw notFound()
  return formAction(args, SayApart, async (ctx, input) => {
    const shop = await findShop(ctx, args.params.shop)
    await sayApart(ctx, shop, one, input)
    return paths(ctx.locale).customerDoubles(shop.slug)
  })
}

type Data = Route.ComponentProps['loaderData']

/** Records that may be one person, to be looked at one by one. */
export default function Doubles({ loaderData: { slug, pairs, isFull }, actionData }: Route.ComponentProps) {
  const t = useTranslations('customers')
  const to = usePaths()
  return (
    <>
      <Head title={t('doubles.title')} hidden />
      <PageHeader
        title={t('doubles.title')}
        lead={t('doubles.lead')}
        above={<Breadcrumb items={[{ to: to.customers(slug), label: t('title') }]} />}
      />
      {pairs.length === 0 ? (
        <EmptyState title={t('doubles.none')}>
          <p>{t('doubles.noneText')}</p>
        </EmptyState>
      ) : (
        <ul className="divide-y divide-line border-y border-line">
          {pairs.map((pair) => (
            <PairRow
              key={`${pair.one.id} ${pair.other.id}`}
              slug={slug}
              pair={pair}
              problem={actionData?.problem}
            />
          ))}
        </ul>
      )}
      {isFull ? <p className="small quiet pt-4">{t('doubles.more', { count: pairs.length })}</p> : null}
    </>
  )
}

interface RowProps {
  slug: string
  pair: Data['pairs'][number]
  problem: Parameters<typeof Form>[0]['problem']
}

function PairRow({ slug, pair: { one, other, why }, problem }: RowProps) {
  const t = useTranslations('customers.doubles')
  const to = usePaths()
  const names = { one: one.name, other: other.name }
  return (
    <li className="grid items-center gap-x-6 gap-y-3 py-4 md:grid-cols-[1fr_1fr_auto]">
      <Known slug={slug} known={one} />
      <Known slug={slug} known={other} />
      <div className="grid gap-2 md:justify-items-end">
        <p className="small quiet">{why.map((sign) => t(`why.${sign}`)).join(t('comma'))}</p>
        <div className="flex flex-wrap gap-2">
          <LinkButton
            to={to.mergeCustomers(slug, one.id, { with: other.id })}
            size="small"
            aria-label={t('compareOf', names)}
          >
            {t('compare')}
          </LinkButton>
          <Form method="post" action={`?one=${one.id}`} problem={problem}>
            <input type="hidden" name="customerId" value={other.id} />
            <SubmitButton kind="bare" size="small" aria-label={t('apartOf', names)}>
              {t('apart')}
            </SubmitButton>
          </Form>
        </div>
      </div>
    </li>
  )
}

function Known({ slug, known }: { slug: string; known: RowProps['pair']['one'] }) {
  const to = usePaths()
  return (
    <div className="min-w-0">
      <Link to={to.customer(slug, known.id)} className="link link-ink font-medium wrap-anywhere">
        <bdi>{known.name}</bdi>
      </Link>
      <p className="small quiet wrap-anywhere">
        {known.phone ? <Ltr>{known.phone}</Ltr> : null}
        {known.phone && known.email ? ' · ' : null}
        {known.email ? <Ltr>{known.email}</Ltr> : null}
      </p>
    </div>
  )
}
