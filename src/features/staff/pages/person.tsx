import { z } from 'zod'
import { useTranslations } from 'use-intl'
import { can } from '../../../kit/access/index.ts'
import { notFound } from '../../../kit/errors.ts'
import { formAction, type FormAnswer } from '../../../kit/http/forms.ts'
import { localDate } from '../../../kit/time.ts'
import { usePaths } from '../../../web/document.ts'
import { paths } from '../../../web/paths.ts'
import { SubmitButton } from '../../../web/ui/button.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { TextInput } from '../../../web/ui/inputs.tsx'
import { Section } from '../../../web/ui/page.tsx'
import { findShop } from '../../shops/find.ts'
import { SettingsPage, useAnswerOf } from '../../shops/pages/settings/settings-page.tsx'
import { savedAt, settingsShop } from '../../shops/pages/settings/settings-shop.ts'
import { editPerson, EditPerson } from '../edit-person.ts'
import { endEmployment } from '../end-employment.ts'
import { invitePerson, InvitePerson, revokeInvitation } from '../invite-person.ts'
import { listPeople } from '../list-people.ts'
import { rightsOf } from '../list-roles.ts'
import { ownRolesOf } from '../own-roles.ts'
import { readablePerson } from './readable-person.ts'
import type { Route } from './+types/person.ts'
import { Invitation } from './invitation.tsx'
import { PermissionList } from './permission-list.tsx'
import { grantPersonTimeOff } from '../grant-time-off.ts'
import { AwayForm, stretchAway } from './away-form.ts'
import { awayOf, planAction, type PlanView, planOf } from './plan-data.ts'
import { Away, Plan } from './plan.tsx'
import { roleChoices } from './role-choices.ts'
import { RoleField } from './role-field.tsx'

/** One person: who they are, what they may do, and when they work. */
export async function loader(args: Route.LoaderArgs) {
  const { ctx, shop, ...page } = await settingsShop(args, 'staff.read', 'staff.edit')
  const { people, invitations } = await listPeople(ctx, shop)
  const person = people.find((one) => one.id === args.params.person)
  if (!person) throw notFound()
  const seesTime = can(ctx, 'schedule.read', { shopId: shop.id })
  const plan: PlanView | null = seesTime
    ? await planOf(ctx, shop, (resource) => resource.staffId === person.id)
    : null
  // Who has no place in the calendar falls ill all the same.
  const away = seesTime && !plan ? await awayOf(ctx, shop, ({ staffId }) => staffId === person.id) : null
  const own = await ownRolesOf(ctx, shop.id)
  return {
    ...page,
    slug: shop.slug,
    choices: await roleChoices(ctx, shop.id, own),
    rights: rightsOf(person, own),
    person: readablePerson(person, invitations, shop.region),
    today: localDate(ctx.now, shop.timezone).toString(),
    plan,
    away,
  }
}

const PersonForm = EditPerson.required()
const Nothing = z.strictObject({})

/** Saves the person, invites them, plans their time, or ends their work here. */
export function action(args: Route.ActionArgs) {
  const { shop: ref, person } = args.params
  const page = `people/${person}`
  switch (args.url.searchParams.get('do')) {
    case 'edit':
      return formAction(args, PersonForm, async (ctx, input) => {
        await editPerson(ctx, await findShop(ctx, ref), person, input)
        return savedAt(ctx, ref, page)
      })
    case 'invite':
      return formAction(args, InvitePerson, async (ctx, input) => {
        await invitePerson(ctx, await findShop(ctx, ref), person, input)
        return savedAt(ctx, ref, page)
      })
    case 'again':
      return formAction(args, Nothing, async (ctx) => {
        await invitePerson(ctx, await findShop(ctx, ref), person, {})
        return savedAt(ctx, ref, page)
      })
    case 'revoke':
      return formAction(args, Nothing, async (ctx) => {
        await revokeInvitation(ctx, await findShop(ctx, ref), person)
        return savedAt(ctx, ref, page)
      })
    case 'person-away':
      return formAction(args, AwayForm, async (ctx, form) => {
        const shop = await findShop(ctx, ref)
        await grantPersonTimeOff(ctx, shop, person, { ...stretchAway(shop, form), reason: form.reason })
        return savedAt(ctx, ref, page)
      })
    case 'leave':
      return formAction(args, Nothing, async (ctx) => {
        await endEmployment(ctx, await findShop(ctx, ref), person)
        return `${paths(ctx.locale).settings(ref, 'people')}?saved=1`
      })
    default:
      return planAction(args, ref, page)
  }
}

/** One person. */
export default function PersonPage({ loaderData, actionData }: Route.ComponentProps) {
  const t = useTranslations('staff')
  const to = usePaths()
  const { person, slug, plan, today } = loaderData
  return (
    <SettingsPage
      title={person.name}
      above={[{ to: to.settings(slug, 'people'), label: t('people.title') }]}
      saved={loaderData.saved}
      mayEdit={loaderData.mayEdit}
      beside={plan ? <p>{t('plan.means')}</p> : undefined}
    >
      <Who {...loaderData} answer={actionData} />
      <Invitation person={person} answer={actionData} />
      {plan ? <Plan plan={plan} today={today} answer={actionData} /> : null}
      {loaderData.away ? <Away away={loaderData.away} today={today} answer={actionData} /> : null}
      <Leave name={person.name} answer={actionData} />
    </SettingsPage>
  )
}

type Loaded = Route.ComponentProps['loaderData']

function Who({
  person,
  choices,
  rights,
  answer,
}: Pick<Loaded, 'person' | 'choices' | 'rights'> & { answer: FormAnswer | undefined }) {
  const t = useTranslations('staff')
  const words = useTranslations('permissions')
  const edit = useAnswerOf('edit', answer)
  return (
    <Section title={t('people.who')}>
      <Form method="post" action="?do=edit" problem={edit?.problem} values={edit?.values ?? person}>
        <input type="hidden" name="version" value={person.version} />
        <TextInput name="name" label={t('people.name')} maxLength={200} required />
        <RoleField choices={choices} />
        <SubmitButton className="sm:justify-self-start">{t('people.save')}</SubmitButton>
      </Form>
      <details>
        <summary className="link w-fit cursor-pointer">
          {t('people.mayDo')} ({words('count', { count: rights.length })})
        </summary>
        <div className="pt-4">
          <PermissionList rights={rights} />
        </div>
      </details>
    </Section>
  )
}

function Leave({ name, answer }: { name: string; answer: FormAnswer | undefined }) {
  const t = useTranslations('staff')
  const leaving = useAnswerOf('leave', answer)
  return (
    <Section title={t('people.leave')}>
      <Form method="post" action="?do=leave" problem={leaving?.problem}>
        <p className="measure text-ink-2">{t('people.leaveText')}</p>
        <SubmitButton className="sm:justify-self-start" kind="danger">
          {t('people.leaveSubmit', { name })}
        </SubmitButton>
      </Form>
    </Section>
  )
}
