import {
  type ActionFunctionArgs,
  type ClientActionFunctionArgs,
  type LoaderFunctionArgs,
  useActionData,
  useLoaderData,
} from 'react-router'
import { useTranslations } from 'use-intl'
import { z } from 'zod'
import { allowInShop, can } from '../../../kit/access/index.ts'
import { transaction } from '../../../kit/db/index.ts'
import { type FormAnswer, formAction, newFormKey } from '../../../kit/http/forms.ts'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { localeOfPath } from '../../../kit/i18n/locale.ts'
import { takeUpload } from '../../../kit/files/uploads.ts'
import { FormKey } from '../../../web/form-key.tsx'
import { Head } from '../../../web/head.tsx'
import { paths } from '../../../web/paths.ts'
import { sendOrStay, useStanding } from '../../../web/send-or-stay.ts'
import { SubmitButton } from '../../../web/ui/button.tsx'
import { Checkbox, RadioCards } from '../../../web/ui/choices.tsx'
import { FileDrop } from '../../../web/ui/file-drop.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { Select, TextArea } from '../../../web/ui/inputs.tsx'
import { PageHeader, Section } from '../../../web/ui/page.tsx'
import { Price } from '../../../web/ui/price-list.tsx'
import { servicesOf, serviceWords } from '../../catalog/services.ts'
import { requestService, ServiceRequest } from '../../intake/request-service.ts'
import { findShop } from '../../shops/find.ts'
import { staffOf } from '../../staff/people.ts'
import { assignOrder } from '../assign-order.ts'
import { changeStatus } from '../change-status.ts'
import { knownCustomer } from './known-customer.ts'
import { NewOrderWho } from './new-order-who.tsx'
import { ServeAgain } from './serve-again.tsx'
import './desk-pages.css'

/** What the counter says besides the request itself. */
const CounterOrder = z.strictObject({
  ...ServiceRequest.shape,
  staffId: z.string().max(64).optional(),
  /** The work begins at once: the asset is here. */
  begin: z.literal('on').optional(),
})

/** What can be chosen at the counter, and for whom where the address says it (`?customer=&asset=`). */
export async function loader({ context, params, url }: LoaderFunctionArgs) {
  const ctx = pageCtx(context)
  const shop = await findShop(ctx, params['shop'] ?? '')
  allowInShop(ctx, 'requests.create', shop.id)
  const services = await servicesOf(ctx, shop.id)
  const mayAssign = can(ctx, 'orders.assign', { shopId: shop.id })
  const people = mayAssign ? await staffOf(ctx, shop.id) : []
  return {
    shop: { slug: shop.slug, kinds: shop.kinds },
    mayAssign,
    known: await knownCustomer(ctx, shop, url.searchParams.get('customer')),
    asset: url.searchParams.get('asset'),
    services: services.map((service) => ({
      id: service.id,
      name: serviceWords(service, ctx.locale).name,
      price: service.price,
      kind: service.priceKind,
    })),
    people: people
      .filter(({ roles }) => roles.includes('technician'))
      .map(({ id, name }) => ({ value: id, label: name })),
    formKey: newFormKey(),
  }
}

/** Opens the order, and where that was said puts somebody on it and begins; all or nothing. */
export function action(args: ActionFunctionArgs) {
  const shop = args.params['shop'] ?? ''
  return formAction(
    args,
    CounterOrder,
    (ctx, { staffId, begin, ...request }) =>
      // Also where no key opens one: what may not begin is not there.
      transaction(ctx, async (tx) => {
        const { id } = await requestService(tx, request)
        if (staffId) await assignOrder(tx, id, { staffId })
        if (begin) await changeStatus(tx, id, { status: 'in_progress' })
        return paths(localeOfPath(args.url.pathname)).order(shop, id)
      }),
    { given: { shop }, takeFile: (ctx) => async (bytes) => (await takeUpload(ctx, bytes)).id },
  )
}

/** Without a network what was typed stays. */
export function clientAction({ serverAction }: ClientActionFunctionArgs) {
  return sendOrStay(() => serverAction<FormAnswer>())
}

/** A new order at the counter: who, what, which work; by keyboard alone, Ctrl Enter opens it from anywhere. */
export default function NewOrder() {
  const { shop, services, people, mayAssign, formKey, known, asset } = useLoaderData<typeof loader>()
  const answer = useStanding(useActionData<FormAnswer>())
  const t = useTranslations('desk')
  return (
    <>
      <Head title={t('counter.title')} hidden />
      <PageHeader
        title={t('counter.title')}
        lead={<span className="max-md:hidden">{t('counter.keys')}</span>}
      />
      <Form
        method="post"
        encType="multipart/form-data"
        problem={answer?.problem}
        values={answer?.values}
        className="counter"
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit()
        }}
      >
        <FormKey value={answer?.formKey ?? formKey} />
        <div className="form counter-who">
          <NewOrderWho
            shop={shop.slug}
            known={known}
            asset={asset}
            devices={shop.kinds.includes('device')}
            vehicles={shop.kinds.some((kind) => kind !== 'device')}
          />
        </div>
        <Section title={t('counter.work')}>
          <TextArea name="description" label={t('counter.issue')} rows={3} maxLength={10_000} required />
          {services.length > 0 ? (
            <RadioCards
              many
              name="serviceIds"
              label={t('counter.services')}
              choices={services.map(({ id, name, price, kind }) => ({
                value: id,
                title: name,
                end: <Price price={price} kind={kind} />,
              }))}
            />
          ) : null}
          <FileDrop name="imageIds" label={t('counter.photos')} optional />
        </Section>
        <Section title={t('counter.then')} className="counter-then">
          <RadioCards
            name="source"
            label={t('counter.source')}
            layout="tiles"
            defaultValue="walk_in"
            choices={[
              { value: 'walk_in', title: t('counter.walkIn') },
              { value: 'phone', title: t('counter.phone') },
            ]}
          />
          {mayAssign && people.length > 0 ? (
            <Select name="staffId" label={t('order.assign')} none={t('order.nobodyYet')} options={people} />
          ) : null}
          {mayAssign ? (
            <Checkbox name="begin" label={t('counter.begin')} hint={t('counter.beginHint')} />
          ) : null}
        </Section>
        <ServeAgain problem={answer?.problem} />
        <SubmitButton size="large">{t('counter.open')}</SubmitButton>
      </Form>
    </>
  )
}
