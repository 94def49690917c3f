import { z } from 'zod'
import { useTranslations } from 'use-intl'
import { notFound } from '../../../kit/errors.ts'
import { formAction } from '../../../kit/http/forms.ts'
import { localDate } from '../../../kit/time.ts'
import { usePaths } from '../../../web/document.ts'
import { SubmitButton } from '../../../web/ui/button.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { TextInput } from '../../../web/ui/inputs.tsx'
import { Section } from '../../../web/ui/page.tsx'
import { findShop } from '../../shops/find.ts'
import { SettingsPage, useAnswerOf } from '../../shops/pages/settings/settings-page.tsx'
import { savedAt, settingsShop } from '../../shops/pages/settings/settings-shop.ts'
import { editResource, EditResource, findResource } from '../edit-resource.ts'
import { retireResource } from '../retire-resource.ts'
import type { Route } from './+types/bay.ts'
import { planAction, planOf } from './plan-data.ts'
import { Plan } from './plan.tsx'

/** One bay, bench, loaner or piece of equipment. */
export async function loader(args: Route.LoaderArgs) {
  const { ctx, shop, ...page } = await settingsShop(args, 'schedule.read', 'schedule.edit')
  const { id, name, version, staffId } = await findResource(ctx, shop.id, args.params.bay)
  const plan = await planOf(ctx, shop, (resource) => resource.id === id && staffId === null)
  if (!plan) throw notFound()
  return {
    ...page,
    slug: shop.slug,
    name,
    version,
    plan,
    today: localDate(ctx.now, shop.timezone).toString(),
  }
}

const NameForm = EditResource.pick({ version: true, name: true }).required()
const Nothing = z.strictObject({})

/** Renames it, plans it, or takes it out of use. */
export function action(args: Route.ActionArgs) {
  const { shop: ref, bay } = args.params
  switch (args.url.searchParams.get('do')) {
    case 'name':
      return formAction(args, NameForm, async (ctx, input) => {
        await editResource(ctx, await findShop(ctx, ref), bay, input)
        return savedAt(ctx, ref, `bays/${bay}`)
      })
    case 'retire':
      return formAction(args, Nothing, async (ctx) => {
        await retireResource(ctx, await findShop(ctx, ref), bay)
        return savedAt(ctx, ref, 'bays')
      })
    default:
      return planAction(args, ref, `bays/${bay}`)
  }
}

/** One place of work. */
export default function Bay({ loaderData, actionData }: Route.ComponentProps) {
  const t = useTranslations('staff')
  const to = usePaths()
  const { name, version, plan, today, slug } = loaderData
  const naming = useAnswerOf('name', actionData)
  const ending = useAnswerOf('retire', actionData)
  return (
    <SettingsPage
      title={name}
      lead={t(`kinds.${plan.kind}`)}
      above={[{ to: to.settings(slug, 'bays'), label: t('bays.title') }]}
      saved={loaderData.saved}
      mayEdit={loaderData.mayEdit}
      beside={<p>{t('bays.means')}</p>}
    >
      <Form method="post" action="?do=name" problem={naming?.problem} values={naming?.values ?? { name }}>
        <input type="hidden" name="version" value={version} />
        <TextInput name="name" label={t('bays.name')} maxLength={120} required />
        <SubmitButton className="sm:justify-self-start" kind="quiet">
          {t('bays.rename')}
        </SubmitButton>
      </Form>
      <Plan plan={plan} today={today} answer={actionData} />
      <Section title={t('bays.retire')}>
        <Form method="post" action="?do=retire" problem={ending?.problem}>
          <p className="measure text-ink-2">{t('bays.retireText')}</p>
          <SubmitButton className="sm:justify-self-start" kind="danger">
            {t('bays.retireSubmit', { name })}
          </SubmitButton>
        </Form>
      </Section>
    </SettingsPage>
  )
}
