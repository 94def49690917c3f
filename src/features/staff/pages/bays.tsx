import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { formAction, newFormKey } from '../../../kit/http/forms.ts'
import { text } from '../../../kit/input.ts'
import { z } from 'zod'
import { usePaths } from '../../../web/document.ts'
import { SubmitButton } from '../../../web/ui/button.tsx'
import { DataTable } from '../../../web/ui/data-table.tsx'
import { EmptyState } from '../../../web/ui/empty-state.tsx'
import { FormKey } from '../../../web/form-key.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { Select, TextInput } from '../../../web/ui/inputs.tsx'
import { Section } from '../../../web/ui/page.tsx'
import { findShop } from '../../shops/find.ts'
import { SettingsPage } from '../../shops/pages/settings/settings-page.tsx'
import { savedAt, settingsShop } from '../../shops/pages/settings/settings-shop.ts'
import { addResource, AddResource } from '../add-resource.ts'
import { listResources } from '../list-people.ts'
import type { Route } from './+types/bays.ts'
import { skillsIn } from './plan-data.ts'

/** The places and things that visits take up. */
export async function loader(args: Route.LoaderArgs) {
  const { ctx, shop, ...page } = await settingsShop(args, 'schedule.read', 'schedule.edit')
  const { resources } = await listResources(ctx, shop)
  return {
    ...page,
    slug: shop.slug,
    formKey: newFormKey(),
    places: resources
      .filter((resource) => resource.staffId === null)
      .map(({ id, kind, name, lanes, skills }) => ({ id, kind, name, lanes, skills })),
  }
}

const BayForm = z.strictObject({
  kind: AddResource.shape.kind,
  name: text({ max: 120 }),
  lanes: AddResource.shape.lanes,
  skills: z.string().max(1000).default(''),
})

/** Adds one. */
export function action(args: Route.ActionArgs) {
  return formAction(args, BayForm, async (ctx, { skills, ...input }) => {
    const shop = await findShop(ctx, args.params.shop)
    await addResource(ctx, shop, { ...input, skills: skillsIn(skills) })
    return savedAt(ctx, shop.slug, 'bays')
  })
}

/** What do we work on, and how many at once? */
export default function Bays({ loaderData, actionData }: Route.ComponentProps) {
  const t = useTranslations('staff')
  const to = usePaths()
  const { places, slug } = loaderData
  return (
    <SettingsPage
      title={t('bays.title')}
      lead={t('bays.lead')}
      saved={loaderData.saved}
      mayEdit={loaderData.mayEdit}
      beside={<p>{t('bays.means')}</p>}
    >
      {places.length > 0 ? (
        <DataTable
          caption={t('bays.title')}
          captionHidden
          rows={places}
          rowKey={(place) => place.id}
          columns={[
            {
              key: 'name',
              head: t('bays.name'),
              cell: (place) => (
                <Link to={to.settings(slug, `bays/${place.id}`)} className="link link-ink font-medium">
                  {place.name}
                </Link>
              ),
            },
            { key: 'kind', head: t('bays.kind'), cell: (place) => t(`kinds.${place.kind}`) },
            { key: 'skills', head: t('plan.skills'), cell: (place) => place.skills.join(t('comma')) },
            {
              key: 'lanes',
              head: t('bays.atOnce'),
              align: 'end',
              tight: true,
              cell: (place) => t('bays.count', { count: place.lanes }),
            },
          ]}
        />
      ) : (
        <EmptyState title={t('bays.none')}>{t('bays.noneHint')}</EmptyState>
      )}
      <Section title={t('bays.add')}>
        <Form method="post" problem={actionData?.problem} values={actionData?.values}>
          <FormKey value={actionData?.formKey ?? loaderData.formKey} />
          <div className="grid gap-4 sm:grid-cols-2 sm:items-end">
            <Select
              name="kind"
              label={t('bays.kind')}
              options={(['bay', 'bench', 'equipment', 'loaner'] as const).map((value) => ({
                value,
                label: t(`kinds.${value}`),
              }))}
            />
            <TextInput name="name" label={t('bays.name')} maxLength={120} autoComplete="off" required />
            <TextInput name="skills" label={t('plan.skills')} hint={t('plan.skillsHint')} optional />
            <TextInput
              name="lanes"
              label={t('plan.lanes')}
              hint={t('plan.lanesHint')}
              inputMode="numeric"
              defaultValue="1"
              ltr
            />
          </div>
          <SubmitButton className="sm:justify-self-start">{t('bays.submit')}</SubmitButton>
        </Form>
      </Section>
    </SettingsPage>
  )
}
