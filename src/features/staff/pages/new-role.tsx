import { useTranslations } from 'use-intl'
import { formAction, newFormKey } from '../../../kit/http/forms.ts'
import { usePaths } from '../../../web/document.ts'
import { FormKey } from '../../../web/form-key.tsx'
import { LinkButton, SubmitButton } from '../../../web/ui/button.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { TextInput } from '../../../web/ui/inputs.tsx'
import { findShop } from '../../shops/find.ts'
import { SettingsPage } from '../../shops/pages/settings/settings-page.tsx'
import { savedAt, settingsShop } from '../../shops/pages/settings/settings-shop.ts'
import { addOwnRole, AddOwnRole } from '../add-own-role.ts'
import { listRoles } from '../list-roles.ts'
import type { Route } from './+types/new-role.ts'
import { rightsToGive } from './own-role-form.ts'
import { PermissionPicker } from './permission-picker.tsx'

/** A new role, empty or with what another one may do (`?from=`). */
export async function loader(args: Route.LoaderArgs) {
  const { ctx, shop, ...page } = await settingsShop(args, 'roles.edit', 'roles.edit')
  const { standard } = await listRoles(ctx, shop)
  const may = rightsToGive(ctx, shop.id)
  const from = standard.find(({ role }) => role === args.url.searchParams.get('from'))
  return {
    ...page,
    slug: shop.slug,
    may,
    starts: standard.map(({ role }) => role),
    from: from?.role ?? null,
    permissions: (from?.rights ?? []).filter((right) => may.includes(right)),
    formKey: newFormKey(),
  }
}

/** Makes it. */
export function action(args: Route.ActionArgs) {
  return formAction(args, AddOwnRole, async (ctx, input) => {
    const shop = await findShop(ctx, args.params.shop)
    await addOwnRole(ctx, shop, input)
    return savedAt(ctx, shop.slug, 'roles')
  })
}

/** What shall the new role be called, and what may it do? */
export default function NewRole({ loaderData, actionData }: Route.ComponentProps) {
  const t = useTranslations()
  const to = usePaths()
  const { slug, may, starts, from, permissions } = loaderData
  const page = to.settings(slug, 'roles/new')
  return (
    <SettingsPage
      title={t('roles.new')}
      lead={t('roles.newLead')}
      above={[{ to: to.settings(slug, 'roles'), label: t('roles.title') }]}
      saved={null}
      mayEdit
    >
      <nav className="grid gap-2" aria-label={t('roles.startFrom')}>
        <p className="field-label">{t('roles.startFrom')}</p>
        <div className="flex flex-wrap gap-2">
          {starts.map((role) => (
            <LinkButton key={role} to={`${page}?from=${role}`} reloadDocument>
              {t(`staff.roles.${role}`)}
            </LinkButton>
          ))}
        </div>
      </nav>
      <Form
        key={from}
        method="post"
        problem={actionData?.problem}
        values={actionData?.values ?? { permissions }}
      >
        <FormKey value={actionData?.formKey ?? loaderData.formKey} />
        <TextInput name="name" label={t('roles.name')} hint={t('roles.nameHint')} maxLength={60} required />
        <PermissionPicker may={may} />
        <SubmitButton className="sm:justify-self-start">{t('roles.submit')}</SubmitButton>
      </Form>
    </SettingsPage>
  )
}
