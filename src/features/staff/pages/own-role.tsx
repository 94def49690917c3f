import { useSearchParams } from 'react-router'
import { useTranslations } from 'use-intl'
import { formAction, type FormAnswer } from '../../../kit/http/forms.ts'
import { SHOP_ROLES } from '../../../kit/access/shop-roles.ts'
import { isolate } from '../../../kit/money/format.ts'
import { usePaths } from '../../../web/document.ts'
import { SubmitButton } from '../../../web/ui/button.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { Select, TextInput } from '../../../web/ui/inputs.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { Section } from '../../../web/ui/page.tsx'
import { findShop } from '../../shops/find.ts'
import { SettingsPage, useAnswerOf } from '../../shops/pages/settings/settings-page.tsx'
import { savedAt, settingsShop } from '../../shops/pages/settings/settings-shop.ts'
import { editOwnRole, EditOwnRole } from '../edit-own-role.ts'
import { findOwnRole, ownRolesOf } from '../own-roles.ts'
import { retireOwnRole, RetireOwnRole } from '../retire-own-role.ts'
import { holdersOf, mayGiveRights, mayGiveRole } from '../roles.ts'
import type { Route } from './+types/own-role.ts'
import { rightsToGive } from './own-role-form.ts'
import { PermissionPicker } from './permission-picker.tsx'

/** A role of the shop's own, who holds it, and what those could get who hold nothing else. */
export async function loader(args: Route.LoaderArgs) {
  const { ctx, shop, ...page } = await settingsShop(args, 'roles.edit', 'roles.edit')
  const { id, name, rights, version } = await findOwnRole(ctx, shop.id, args.params.role)
  const holders = await holdersOf(ctx, shop.id, id)
  const others = (await ownRolesOf(ctx, shop.id)).filter((role) => role.id !== id)
  return {
    ...page,
    mayEdit: mayGiveRights(ctx, shop.id, rights),
    slug: shop.slug,
    may: rightsToGive(ctx, shop.id),
    role: { name, permissions: rights, version },
    holders: holders.map((person) => person.name),
    bare: holders
      .filter(({ roles, ownRoleIds }) => roles.length === 0 && ownRoleIds.length === 1)
      .map((person) => person.name),
    instead: {
      standard: SHOP_ROLES.filter((role) => mayGiveRole(ctx, shop.id, role)),
      own: others
        .filter((role) => mayGiveRights(ctx, shop.id, role.rights))
        .map((role) => ({ value: role.id, label: role.name })),
    },
  }
}

const RoleForm = EditOwnRole.required()

/** Saves it, or takes it out of use. */
export function action(args: Route.ActionArgs) {
  const { shop: ref, role } = args.params
  switch (args.url.searchParams.get('do')) {
    case 'retire':
      return formAction(args, RetireOwnRole, async (ctx, input) => {
        await retireOwnRole(ctx, await findShop(ctx, ref), role, input)
        return savedAt(ctx, ref, 'roles')
      })
    default:
      return formAction(args, RoleForm, async (ctx, input) => {
        await editOwnRole(ctx, await findShop(ctx, ref), role, input)
        return savedAt(ctx, ref, `roles/${role}`)
      })
  }
}

/** What may this role do, and who holds it? */
export default function OwnRolePage({ loaderData, actionData }: Route.ComponentProps) {
  const t = useTranslations('roles')
  const to = usePaths()
  const [query] = useSearchParams()
  const { role, slug, may, holders, mayEdit } = loaderData
  const answer = query.get('do') === 'retire' ? undefined : actionData
  return (
    <SettingsPage
      title={role.name}
      above={[{ to: to.settings(slug, 'roles'), label: t('title') }]}
      saved={loaderData.saved}
      mayEdit={mayEdit}
      lead={t('heldBy', { count: holders.length, names: holders.map(isolate).join(t('comma')) })}
    >
      {mayEdit ? null : <Notice kind="info">{t('beyondYou')}</Notice>}
      <Form method="post" problem={answer?.problem} values={answer?.values ?? role}>
        <input type="hidden" name="version" value={role.version} />
        <TextInput name="name" label={t('name')} maxLength={60} required />
        <PermissionPicker hint={t('atOnce')} may={may} />
        <SubmitButton className="sm:justify-self-start">{t('save')}</SubmitButton>
      </Form>
      <Retire data={loaderData} answer={actionData} />
    </SettingsPage>
  )
}

function Retire({
  data: { role, bare, instead },
  answer,
}: {
  data: Route.ComponentProps['loaderData']
  answer: FormAnswer | undefined
}) {
  const t = useTranslations()
  const retiring = useAnswerOf('retire', answer)
  const options = [
    ...instead.standard.map((value) => ({ value: value as string, label: t(`staff.roles.${value}`) })),
    ...instead.own,
  ]
  return (
    <Section title={t('roles.retire')}>
      <Form method="post" action="?do=retire" problem={retiring?.problem} values={retiring?.values}>
        <p className="measure text-ink-2">{t('roles.retireText')}</p>
        {bare.length > 0 ? (
          <Select
            name="instead"
            label={t('roles.instead', {
              count: bare.length,
              names: bare.map(isolate).join(t('roles.comma')),
            })}
            none={t('roles.choose')}
            options={options}
          />
        ) : null}
        <SubmitButton className="sm:justify-self-start" kind="danger">
          {t('roles.retireSubmit', { name: isolate(role.name) })}
        </SubmitButton>
      </Form>
    </Section>
  )
}
