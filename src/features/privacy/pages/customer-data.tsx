import { useTranslations } from 'use-intl'
import { z } from 'zod'
import { can } from '../../../kit/access/index.ts'
import { notFound } from '../../../kit/errors.ts'
import { formAction } from '../../../kit/http/forms.ts'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { usePaths } from '../../../web/document.ts'
import { Head } from '../../../web/head.tsx'
import { paths } from '../../../web/paths.ts'
import { LinkButton, SubmitButton } from '../../../web/ui/button.tsx'
import { Form, FormProblem, FormScope } from '../../../web/ui/form.tsx'
import { TextInput } from '../../../web/ui/inputs.tsx'
import { Breadcrumb } from '../../../web/ui/nav.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { PageHeader, Section, Sections } from '../../../web/ui/page.tsx'
import { findCustomer } from '../../customers/find-customer.ts'
import { findShop } from '../../shops/find.ts'
import { askCustomerExport, lastCustomerExport } from '../ask-export.ts'
import { presentExport } from '../shapes.ts'
import { StartErasure, startErasure } from '../start-erasure.ts'
import type { Route } from './+types/customer-data.ts'
import { sizeWords } from './size.ts'

/** The customer's name, the copy that was made last, and what the reader may do. */
export async function loader({ context, params }: Route.LoaderArgs) {
  const ctx = pageCtx(context)
  const shop = await findShop(ctx, params.shop)
  const last = await lastCustomerExport(ctx, shop, params.id)
  const { id, name } = await findCustomer(ctx, shop.id, params.id)
  const isAskers = ctx.caller.kind === 'account' && last?.askedBy === ctx.caller.accountId
  return {
    slug: shop.slug,
    customer: { id, name },
    erase: can(ctx, 'customers.erase', { shopId: shop.id }),
    copy: last && isAskers ? { ...presentExport(ctx, last), size: sizeWords(last.bytes, ctx.locale) } : null,
  }
}

/** Has a copy made, or begins the erasure. */
export async function action(args: Route.ActionArgs) {
  const { shop: slug, id } = args.params
  switch (args.url.searchParams.get('do')) {
    case 'copy':
      return formAction(args, z.strictObject({}), async (ctx) => {
        const shop = await findShop(ctx, slug)
        await askCustomerExport(ctx, shop, id)
        return paths(ctx.locale).customerData(shop.slug, id)
      })
    case 'erase':
      return formAction(args, StartErasure, async (ctx, input) => {
        const shop = await findShop(ctx, slug)
        await startErasure(ctx, shop, id, input)
        return paths(ctx.locale).customers(shop.slug)
      })
    default:
      throw notFound()
  }
}

type Data = Route.ComponentProps['loaderData']
type Refused = Route.ComponentProps['actionData']

/** A customer asks for their data, or for its end. */
export default function CustomerData({ loaderData, actionData }: Route.ComponentProps) {
  const t = useTranslations('compliance.onCustomer')
  const { customer, slug } = loaderData
  const to = usePaths()
  return (
    <>
      <Head title={t('title')} hidden />
      <PageHeader
        title={t('title')}
        lead={t('text')}
        above={
          <Breadcrumb items={[{ to: to.customer(slug, customer.id), label: <bdi>{customer.name}</bdi> }]} />
        }
      />
      <div className="measure grid gap-6">
        <FormScope problem={actionData?.problem}>
          <FormProblem />
        </FormScope>
        <Sections>
          <Copy copy={loaderData.copy} />
          {loaderData.erase ? <Erase name={customer.name} refused={actionData} /> : null}
        </Sections>
      </div>
    </>
  )
}

function Copy({ copy }: { copy: Data['copy'] }) {
  const t = useTranslations('compliance.onCustomer')
  return (
    <Section title={t('copyTitle')}>
      <p>{t('copyText')}</p>
      {copy?.status === 'being_made' ? <Notice kind="waiting">{t('making')}</Notice> : null}
      {copy?.url ? (
        <LinkButton className="justify-self-start" to={copy.url} kind="primary" reloadDocument>
          {t('download', { size: copy.size })}
        </LinkButton>
      ) : null}
      <Form method="post" action="?do=copy">
        <p>
          <SubmitButton kind="quiet">{t('export')}</SubmitButton>
        </p>
      </Form>
    </Section>
  )
}

function Erase({ name, refused }: { name: string; refused: Refused }) {
  const t = useTranslations('compliance.onCustomer')
  return (
    <Section title={<bdi>{t('eraseTitle', { name })}</bdi>}>
      <p>{t('eraseText')}</p>
      <Form method="post" action="?do=erase" problem={refused?.problem} values={refused?.values}>
        <TextInput name="name" label={t('typeName')} hint={name} autoComplete="off" required />
        <p>
          <SubmitButton kind="danger">{t('eraseNow')}</SubmitButton>
        </p>
      </Form>
    </Section>
  )
}
