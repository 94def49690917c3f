import type { ReactNode } from 'react'
import { redirect } from 'react-router'
import { useTranslations } from 'use-intl'
import { accountIdOf, allowInShop } from '../../../../kit/access/index.ts'
import { notFound } from '../../../../kit/errors.ts'
import { newFormKey } from '../../../../kit/http/forms.ts'
import { pageCtx } from '../../../../kit/http/page-context.ts'
import { formatRate, isolate } from '../../../../kit/money/format.ts'
import { useDocument, usePaths } from '../../../../web/document.ts'
import { Head } from '../../../../web/head.tsx'
import { paths } from '../../../../web/paths.ts'
import { Form } from '../../../../web/ui/form.tsx'
import { PageHeader } from '../../../../web/ui/page.tsx'
import { Step, Steps } from '../../../../web/ui/step.tsx'
import { servicesOf } from '../../../catalog/services.ts'
import { staffOf } from '../../../staff/people.ts'
import { resourcesOf } from '../../../staff/resources.ts'
import { findShop } from '../../find.ts'
import { hoursOf } from '../../hours.ts'
import { percentOf } from '../../input.ts'
import { presentHours } from '../../settings-shapes.ts'
import { taxRatesOf } from '../../taxes.ts'
import type { Route } from './+types/setup.ts'
import { isBench, setupAction } from './setup-actions.ts'
import { SetupFields } from './setup-fields.tsx'
import { isStep, type SetupStep, STEPS } from './steps.ts'

export const handle = { noScripts: true, width: 'narrow' }

/** Where the set-up of a shop stands. */
export async function loader({ context, params }: Route.LoaderArgs) {
  const ctx = pageCtx(context)
  const shop = await findShop(ctx, params.shop)
  allowInShop(ctx, 'shop.edit', shop.id)
  const { step } = params
  if (!isStep(step)) throw redirect(paths(ctx.locale).welcome(`${shop.slug}/hours`))
  const hours = await hoursOf(ctx, shop.id)
  const rate = (await taxRatesOf(ctx, shop.id)).find((one) => one.isDefault)
  const people = await staffOf(ctx, shop.id)
  const resources = await resourcesOf(ctx, shop.id)
  const [service] = await servicesOf(ctx, shop.id)
  const usual = { opens: '08:00', closes: '17:00' }
  const week = shop.locale === 'fa' ? [6, 7, 1, 2, 3] : [1, 2, 3, 4, 5]
  return {
    step,
    shop: {
      slug: shop.slug,
      name: shop.name,
      currency: shop.currency,
      isBench: isBench(shop),
      isPending: shop.status === 'pending',
    },
    hours: hours.length > 0 ? hours.map(presentHours) : week.map((weekday) => ({ weekday, ...usual })),
    days: new Set(hours.map((stretch) => stretch.weekday)).size,
    tax: rate ? { name: rate.name, percent: percentOf(rate.ratePpm) } : null,
    technicians: people.filter((person) => person.roles.includes('technician')).map((person) => person.name),
    isMember: people.some((person) => person.accountId === accountIdOf(ctx.caller)),
    places: resources
      .filter((resource) => resource.staffId === null)
      .reduce((sum, one) => sum + one.lanes, 0),
    service: service ? { id: service.id, name: service.name } : null,
    formKey: newFormKey(),
  }
}

/** Does the step of the address. */
export function action(args: Route.ActionArgs) {
  const { shop, step } = args.params
  if (!isStep(step)) throw notFound()
  return setupAction(args, shop, step)
}

/** The steps of a new shop: done ones folded to their answer, one open, the rest to come. */
export default function Setup({ loaderData, actionData }: Route.ComponentProps) {
  const t = useTranslations('welcome')
  const to = usePaths()
  const { shop, step: open } = loaderData
  const answers = useAnswers(loaderData)
  const at = STEPS.indexOf(open)
  return (
    <>
      <Head title={t(`${open}.title`)} hidden />
      <PageHeader title={t('title')} lead={t('lead')} />
      <Steps>
        <Step
          number={1}
          title={t('shop.title')}
          state="done"
          summary={<bdi>{shop.name}</bdi>}
          editTo={to.settings(shop.slug, 'place')}
        />
        {STEPS.map((step, index) => (
          <Step
            key={step}
            number={index + 2}
            title={t(`${step}.title`)}
            state={index < at ? 'done' : index === at ? 'open' : 'coming'}
            summary={answers[step]}
            editTo={step === 'hours' ? to.welcome(`${shop.slug}/hours`) : to.settings(shop.slug, PAGES[step])}
          >
            <Form method="post" problem={actionData?.problem} values={actionData?.values}>
              <SetupFields {...loaderData} formKey={actionData?.formKey ?? loaderData.formKey} />
            </Form>
          </Step>
        ))}
      </Steps>
    </>
  )
}

// Hours can be set again; what the other steps added is changed where it belongs.
const PAGES: Partial<Record<SetupStep, string>> = { tax: 'tax', people: 'people', service: 'services' }

type Loaded = Route.ComponentProps['loaderData']

function useAnswers({ days, tax, technicians, places, service }: Loaded): Record<SetupStep, ReactNode> {
  const t = useTranslations('welcome')
  const { locale } = useDocument()
  return {
    hours: t('hours.answer', { count: days }),
    tax: tax ? (
      <>
        <bdi>{tax.name}</bdi> <bdi>{formatRate(Math.round(tax.percent * 10_000), locale)}</bdi>
      </>
    ) : (
      t('tax.none')
    ),
    people: t('people.answer', { names: technicians.map(isolate).join(t('comma')), count: places }),
    service: service ? <bdi>{service.name}</bdi> : t('service.none'),
    try: null,
  }
}
