import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { can } from '../../../kit/access/index.ts'
import { formAction, newFormKey } from '../../../kit/http/forms.ts'
import { usePaths } from '../../../web/document.ts'
import { LinkButton, SubmitButton } from '../../../web/ui/button.tsx'
import { DataTable } from '../../../web/ui/data-table.tsx'
import { FormKey } from '../../../web/form-key.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { TextInput } from '../../../web/ui/inputs.tsx'
import { Section } from '../../../web/ui/page.tsx'
import { findShop } from '../../shops/find.ts'
import { SettingsPage } from '../../shops/pages/settings/settings-page.tsx'
import { savedAt, settingsShop } from '../../shops/pages/settings/settings-shop.ts'
import { addPerson, AddPerson } from '../add-person.ts'
import { listPeople } from '../list-people.ts'
import { openRequestCount } from '../resources.ts'
import { type OwnRole, ownRolesOf } from '../own-roles.ts'
import { readablePerson } from './readable-person.ts'
import type { Route } from './+types/people.ts'
import { Joined, SendTo } from './invitation.tsx'
import { MembersHere } from './members-here.tsx'
import { roleChoices } from './role-choices.ts'
import { RoleField } from './role-field.tsx'

/** Who works here. */
export async function loader(args: Route.LoaderArgs) {
  const { ctx, shop, ...page } = await settingsShop(args, 'staff.read', 'staff.edit')
  const { people, invitations, members } = await listPeople(ctx, shop)
  const own = await ownRolesOf(ctx, shop.id)
  return {
    ...page,
    slug: shop.slug,
    mayInvite: can(ctx, 'staff.invite', { shopId: shop.id }),
    choices: await roleChoices(ctx, shop.id, own),
    people: people.map((person) => ({
      ...readablePerson(person, invitations, shop.region),
      ownNames: ownNames(person.ownRoleIds, own),
    })),
    members: members.map(({ accountId: id, name, roles }) => ({ id, name, roles })),
    requests: await openRequestCount(ctx, shop.id),
    formKey: newFormKey(),
  }
}

const ownNames = (ids: readonly string[], own: readonly OwnRole[]): string[] =>
  own.filter(({ id }) => ids.includes(id)).map(({ name }) => name)

/** Takes somebody on. */
export function action(args: Route.ActionArgs) {
  return formAction(args, AddPerson, async (ctx, input) => {
    const shop = await findShop(ctx, args.params.shop)
    const person = await addPerson(ctx, shop, input)
    return savedAt(ctx, shop.slug, `people/${person.id}`)
  })
}

/** Who works here, and what may they do? */
export default function People({ loaderData, actionData }: Route.ComponentProps) {
  const t = useTranslations('staff')
  const to = usePaths()
  const { people, slug, mayInvite } = loaderData
  return (
    <SettingsPage
      title={t('people.title')}
      lead={t('people.lead')}
      saved={loaderData.saved}
      mayEdit={loaderData.mayEdit}
      actions={
        <>
          <LinkButton to={to.timeOff(slug)} kind={loaderData.requests > 0 ? 'primary' : 'quiet'}>
            {t('people.requests', { count: loaderData.requests })}
          </LinkButton>
          <LinkButton to={to.settings(slug, 'roles')} kind="quiet">
            {t('people.whoMay')}
          </LinkButton>
          <LinkButton to={to.load(slug)} kind="quiet">
            {t('people.load')}
          </LinkButton>
        </>
      }
      beside={<p>{t('people.means')}</p>}
    >
      <DataTable
        caption={t('people.title')}
        captionHidden
        rows={people}
        rowKey={(person) => person.id}
        columns={[
          {
            key: 'name',
            head: t('people.name'),
            cell: (person) => (
              <Link to={to.settings(slug, `people/${person.id}`)} className="link link-ink font-medium">
                {person.name}
              </Link>
            ),
          },
          {
            key: 'roles',
            head: t('people.roles'),
            cell: ({ roles, ownNames: own }) =>
              [...roles.map((role) => t(`roles.${role}`)), ...own].join(t('comma')),
          },
          { key: 'account', head: t('people.account'), cell: (person) => <Joined {...person} /> },
        ]}
      />
      <MembersHere members={loaderData.members} />
      {mayInvite ? (
        <Section title={t('people.add')}>
          <Form method="post" problem={actionData?.problem} values={actionData?.values}>
            <FormKey value={actionData?.formKey ?? loaderData.formKey} />
            <TextInput name="name" label={t('people.name')} maxLength={200} autoComplete="off" required />
            <SendTo hint={t('people.emailHint')} />
            <RoleField choices={loaderData.choices} />
            <SubmitButton className="sm:justify-self-start">{t('people.submit')}</SubmitButton>
          </Form>
        </Section>
      ) : null}
    </SettingsPage>
  )
}
