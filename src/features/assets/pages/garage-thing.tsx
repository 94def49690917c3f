import { useTranslations } from 'use-intl'
import { z } from 'zod'
import { formAction } from '../../../kit/http/forms.ts'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { usePaths } from '../../../web/document.ts'
import { Head } from '../../../web/head.tsx'
import { paths } from '../../../web/paths.ts'
import { SubmitButton } from '../../../web/ui/button.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { Breadcrumb } from '../../../web/ui/nav.tsx'
import { PageHeader } from '../../../web/ui/page.tsx'
import { archiveInGarage } from '../archive-in-garage.ts'
import { AssetInput, deviceFields, presentAsset, vehicleFields } from '../asset-input.ts'
import { editInGarage } from '../edit-in-garage.ts'
import { findInGarage } from '../find-in-garage.ts'
import type { Route } from './+types/garage-thing.ts'
import { ThingFields, useThingLabels } from './thing-fields.tsx'

export { headers } from '../../accounts/pages/no-store.ts'

export const handle = { noScripts: true }

export async function loader({ context, params }: Route.LoaderArgs) {
  const thing = await findInGarage(pageCtx(context), params.id, 'assets.read')
  return { thing: presentAsset(thing), version: thing.version }
}

const version = { version: z.int() }
const GarageForm = z.discriminatedUnion('kind', [
  z.strictObject({ ...vehicleFields, ...version }),
  z.strictObject({ ...deviceFields, ...version }),
  z.strictObject({ kind: z.literal('archive') }),
])

/** Saves what was typed, or takes the thing out of the garage. */
export function action(args: Route.ActionArgs) {
  const { id } = args.params
  return formAction(args, GarageForm, async (ctx, input) => {
    if (input.kind === 'archive') await archiveInGarage(ctx, id)
    else {
      const { version: seen, ...facts } = input
      await editInGarage(ctx, id, AssetInput.parse(facts), seen)
    }
    return paths(ctx.locale).myGarage()
  })
}

/** One car or phone of the garage. */
export default function GarageThing({ loaderData, actionData }: Route.ComponentProps) {
  const t = useTranslations('portal.garage')
  const to = usePaths()
  const { thing } = loaderData
  const name = `${thing.kind === 'vehicle' ? thing.make : thing.brand} ${thing.model}`
  return (
    <div className="max-w-[44rem]">
      <Head title={name} hidden />
      <PageHeader
        title={<bdi>{name}</bdi>}
        above={<Breadcrumb items={[{ to: to.myGarage(), label: t('title') }]} />}
      />
      <Form
        method="post"
        problem={actionData?.problem}
        values={actionData?.values ?? thing}
        labels={useThingLabels()}
      >
        <ThingFields kind={thing.kind} />
        <input type="hidden" name="version" value={loaderData.version} />
        <p>
          <SubmitButton>{t('save')}</SubmitButton>
        </p>
      </Form>
      <details className="cancel-box pt-6">
        <summary className="link link-row text-ink-2">{t('remove')}</summary>
        <Form method="post" className="pt-2">
          <input type="hidden" name="kind" value="archive" />
          <p>{t('removeHint')}</p>
          <p>
            <SubmitButton kind="danger">{t('removeConfirm')}</SubmitButton>
          </p>
        </Form>
      </details>
    </div>
  )
}
