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
import { HueTag } from '../../../web/ui/status-tag.tsx'
import { Ltr } from '../../../web/ui/values.tsx'
import { findShop } from '../../shops/find.ts'
import { SettingsPage } from '../../shops/pages/settings/settings-page.tsx'
import { savedAt, settingsShop } from '../../shops/pages/settings/settings-shop.ts'
import { addPerson, AddPerson } from '../add-person.ts'
import { listPeople } from '../list-people.ts'
import { openRequestCount } from '../resources.ts'
import { mayHandleOwners } from '../roles.ts'
import { presentPerson } from '../shapes.ts'
import type { Route } from './+types/people.ts'
import { RoleField } from './role-field.tsx'

/** Who works here. */
export async function loader(args: Route.LoaderArgs) {
  const { ctx, shop, ...page } = await settingsShop(args, 'staff.read', 'staff.edit')
  const { people, invitations } = await listPeople(ctx, shop)
  return {
    ...page,
    slug: shop.slug,
    mayInvite: can(ctx, 'staff.invite', { shopId: shop.id }),
    owners: mayHandleOwners(ctx, shop.id),
    people: people.map((person) => presentPerson(person, invitations)),
    requests: await openRequestCount(ctx, shop.id),
    formKey: newFormKey(),
  }
}

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
            cell: (person) => person.roles.map((role) => t(`roles.${role}`)).join(t('comma')),
          },
          { key: 'account', head: t('people.account'), cell: (person) => <Joined {...person} /> },
        ]}
      />
      {mayInvite ? (
        <Section title={t('people.add')}>
          <Form method="post" problem={actionData?.problem} values={actionData?.values}>
            <FormKey value={actionData?.formKey ?? loaderData.formKey} />
            <div className="grid gap-4 sm:grid-cols-2 sm:items-end">
              <TextInput name="name" label={t('people.name')} maxLength={200} autoComplete="off" required />
              <TextInput
                name="email"
                type="email"
                label={t('people.email')}
                hint={t('people.emailHint')}
                autoComplete="off"
                optional
              />
            </div>
            <RoleField owners={loaderData.owners} />
            <SubmitButton className="sm:justify-self-start">{t('people.submit')}</SubmitButton>
          </Form>
        </Section>
      ) : null}
    </SettingsPage>
  )
}

/** Whether somebody can sign in here. */
export function Joined({ hasAccount, invited }: { hasAccount: boolean; invited: string | null }) {
  const t = useTranslations('staff')
  if (hasAccount) {
    return (
      <HueTag hue="ready" shape="check" plain>
        {t('people.joined')}
      </HueTag>
    )
  }
  if (!invited) return <span className="text-ink-2">{t('people.noAccount')}</span>
  return (
    <span>
      <HueTag hue="waiting" shape="ring" plain>
        {t('people.invited')}
      </HueTag>{' '}
      <Ltr className="text-ink-2">{invited}</Ltr>
    </span>
  )
}
