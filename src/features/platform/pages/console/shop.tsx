import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { z } from 'zod'
import { notFound } from '../../../../kit/errors.ts'
import { formAction, type FormAnswer } from '../../../../kit/http/forms.ts'
import { pageCtx } from '../../../../kit/http/page-context.ts'
import { formatPhone } from '../../../../kit/input.ts'
import type { Ctx } from '../../../../kit/context.ts'
import { usePaths } from '../../../../web/document.ts'
import { Head } from '../../../../web/head.tsx'
import { paths } from '../../../../web/paths.ts'
import { LinkButton, SubmitButton } from '../../../../web/ui/button.tsx'
import { Form } from '../../../../web/ui/form.tsx'
import { TextArea } from '../../../../web/ui/inputs.tsx'
import { Breadcrumb } from '../../../../web/ui/nav.tsx'
import { Facts, PageHeader, Section, Sections } from '../../../../web/ui/page.tsx'
import { Ltr, PhoneLink, When } from '../../../../web/ui/values.tsx'
import { approveShop, reinstateShop, suspendShop, SuspendShop } from '../../../shops/approve-shop.ts'
import { findAnyShop } from '../../../shops/list-all-shops.ts'
import type { Shop } from '../../../shops/shop.ts'
import { presentShopRecord } from '../../answers-console.ts'
import { readShop } from '../../read-shop.ts'
import type { Route } from './+types/shop.ts'
import { ShopState } from './shop-state.tsx'
import { useRefusal } from './use-refusal.ts'

/** One shop, with what the one who looks may decide. */
export async function loader({ context, params }: Route.LoaderArgs) {
  const ctx = pageCtx(context)
  const record = await readShop(ctx, params.shop)
  const { phone, region } = record.shop
  return {
    shop: presentShopRecord(record),
    phone: phone ? { number: phone, text: formatPhone(phone, region) } : null,
  }
}

const Nothing = z.strictObject({})

/** Approves, suspends or reinstates the shop. */
export function action(args: Route.ActionArgs) {
  const run =
    <Input,>(decide: (ctx: Ctx, shop: Shop, input: Input) => Promise<Shop>) =>
    async (ctx: Ctx, input: Input) => {
      const { slug } = await decide(ctx, await findAnyShop(ctx, args.params.shop), input)
      return paths(ctx.locale).platformShop(slug)
    }
  switch (args.url.searchParams.get('do')) {
    case 'approve':
      return formAction(args, Nothing, run(approveShop))
    case 'suspend':
      return formAction(args, SuspendShop, run(suspendShop))
    case 'reinstate':
      return formAction(args, Nothing, run(reinstateShop))
    default:
      throw notFound()
  }
}

/** A shop before the platform's yes, or after: who it is, whose it is, what was decided. */
export default function ShopOfPlatform({ loaderData: { shop, phone }, actionData }: Route.ComponentProps) {
  const t = useTranslations('platform')
  const to = usePaths()
  const words = useTranslations('shops')
  return (
    <>
      <Head title={shop.name} hidden />
      <PageHeader
        title={<bdi>{shop.name}</bdi>}
        lead={<ShopState status={shop.status} />}
        above={<Breadcrumb items={[{ to: to.platformShops(), label: t('shops.title') }]} />}
        actions={
          <LinkButton to={to.shop(shop.slug)} reloadDocument>
            {t('shop.page')}
          </LinkButton>
        }
      />
      <Sections>
        <Section title={t('shop.who')}>
          <Facts
            rows={[
              [t('shops.kinds'), shop.kinds.map((kind) => words(`kind.${kind}`)).join(words('listComma'))],
              [t('shop.address'), <bdi key="at">{`${shop.address}, ${shop.city}`}</bdi>],
              [
                t('shop.phone'),
                phone ? (
                  <PhoneLink key="phone" phone={phone.number}>
                    {phone.text}
                  </PhoneLink>
                ) : null,
              ],
              [t('shop.email'), shop.email ? <Ltr key="email">{shop.email}</Ltr> : null],
              [t('shop.website'), shop.website ? <Ltr key="website">{shop.website}</Ltr> : null],
              [t('shops.since'), <When key="since" at={shop.createdAt} show="date" dateForm="medium" />],
              [t('shop.people'), t('health.count', { count: shop.people })],
              [t('shop.owners'), <Owners key="owners" owners={shop.owners} />],
            ]}
          />
        </Section>
        <Decide status={shop.status} answer={actionData} />
        {shop.decisions.length > 0 ? <Past decisions={shop.decisions} /> : null}
      </Sections>
    </>
  )
}

type Record = Route.ComponentProps['loaderData']['shop']

function Owners({ owners }: Pick<Record, 'owners'>) {
  const to = usePaths()
  return (
    <ul>
      {owners.map(({ id, name, email }) => (
        <li key={id}>
          <Link className="link" to={to.platformAccount(id)}>
            <bdi>{name}</bdi>
          </Link>
          {email ? (
            <>
              {' '}
              <Ltr className="text-ink-2 wrap-anywhere">{email}</Ltr>
            </>
          ) : null}
        </li>
      ))}
    </ul>
  )
}

/** What can be decided now. */
function Decide({ status, answer }: Pick<Record, 'status'> & { answer: FormAnswer | undefined }) {
  const t = useTranslations('platform.shop')
  const suspension = useRefusal(answer, 'suspend')
  const opening = status === 'suspended' ? 'reinstate' : 'approve'
  const { problem } = useRefusal(answer, opening)
  return (
    <Section title={t('decide')}>
      <div className="grid max-w-xl gap-8">
        {status === 'approved' ? null : (
          <Form method="post" action={`?do=${opening}`} problem={problem}>
            <p className="text-ink-2">{t(`${opening}Hint`)}</p>
            <SubmitButton className="justify-self-start">{t(opening)}</SubmitButton>
          </Form>
        )}
        {status === 'suspended' ? null : (
          <Form method="post" action="?do=suspend" problem={suspension.problem} values={suspension.values}>
            <TextArea
              name="reason"
              label={t(status === 'pending' ? 'declineReason' : 'reason')}
              hint={t('reasonHint')}
              rows={3}
              maxLength={500}
              required
            />
            <SubmitButton kind="danger" className="justify-self-start">
              {t(status === 'pending' ? 'decline' : 'suspend')}
            </SubmitButton>
          </Form>
        )}
      </div>
    </Section>
  )
}

function Past({ decisions }: Pick<Record, 'decisions'>) {
  const t = useTranslations('platform.shop')
  return (
    <Section title={t('past')}>
      <ul className="divide-y divide-line border-b border-line-2">
        {decisions.map(({ status, reason, at, by }) => (
          <li key={at} className="grid gap-1 py-3">
            <p className="flex flex-wrap items-baseline gap-x-3">
              <ShopState status={status} plain />
              <When at={at} show="dateTime" className="text-ink-2" />
              <span className="text-ink-2">{by ? <bdi>{by}</bdi> : t('program')}</span>
            </p>
            {reason ? <p className="measure whitespace-pre-line own-way wrap-anywhere">{reason}</p> : null}
          </li>
        ))}
      </ul>
    </Section>
  )
}
