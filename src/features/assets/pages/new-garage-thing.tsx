import { useTranslations } from 'use-intl'
import { signedIn } from '../../../kit/access/index.ts'
import { formAction, newFormKey } from '../../../kit/http/forms.ts'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { usePaths } from '../../../web/document.ts'
import { FormKey } from '../../../web/form-key.tsx'
import { Head } from '../../../web/head.tsx'
import { paths } from '../../../web/paths.ts'
import { SubmitButton } from '../../../web/ui/button.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { Breadcrumb, Tabs } from '../../../web/ui/nav.tsx'
import { PageHeader } from '../../../web/ui/page.tsx'
import { addToGarage } from '../add-to-garage.ts'
import { AssetInput } from '../asset-input.ts'
import type { Route } from './+types/new-garage-thing.ts'
import { ThingFields, useThingLabels } from './thing-fields.tsx'

export { headers } from '../../accounts/pages/no-store.ts'

export const handle = { noScripts: true }

export function loader({ context, url }: Route.LoaderArgs) {
  signedIn(pageCtx(context))
  const kind = url.searchParams.get('kind') === 'device' ? ('device' as const) : ('vehicle' as const)
  return { kind, formKey: newFormKey() }
}

export function action(args: Route.ActionArgs) {
  return formAction(args, AssetInput, async (ctx, input) => {
    await addToGarage(ctx, input)
    return paths(ctx.locale).myGarage()
  })
}

/** A car or a phone more in the garage. */
export default function NewGarageThing({ loaderData: { kind, formKey }, actionData }: Route.ComponentProps) {
  const t = useTranslations('portal.garage')
  const to = usePaths()
  return (
    <div className="max-w-[44rem]">
      <Head title={t('newTitle')} hidden />
      <PageHeader
        title={t('newTitle')}
        above={<Breadcrumb items={[{ to: to.myGarage(), label: t('title') }]} />}
      />
      <Tabs
        label={t('kind')}
        tabs={(['vehicle', 'device'] as const).map((one) => ({
          to: to.newGarageThing(one),
          label: t(one),
          current: one === kind,
        }))}
      />
      <Form
        method="post"
        className="pt-6"
        problem={actionData?.problem}
        values={actionData?.values}
        labels={useThingLabels()}
      >
        <FormKey value={actionData?.formKey ?? formKey} />
        <ThingFields kind={kind} />
        <p>
          <SubmitButton>{t('addThis')}</SubmitButton>
        </p>
      </Form>
    </div>
  )
}
