import { useTranslations } from 'use-intl'
import { z } from 'zod'
import { notFound } from '../../../kit/errors.ts'
import { formAction, type FormAnswer } from '../../../kit/http/forms.ts'
import { isolate } from '../../../kit/money/format.ts'
import { usePaths } from '../../../web/document.ts'
import { SubmitButton } from '../../../web/ui/button.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { Section } from '../../../web/ui/page.tsx'
import { Ltr } from '../../../web/ui/values.tsx'
import { findShop } from '../../shops/find.ts'
import { SettingsPage, useAnswerOf } from '../../shops/pages/settings/settings-page.tsx'
import { savedAt, settingsShop } from '../../shops/pages/settings/settings-shop.ts'
import { editMember, EditMember, readOrganisation, removeMember } from '../members.ts'
import { presentMember } from '../shapes-members.ts'
import type { Route } from './+types/organisation-member.ts'
import { MemberRoles } from './member-roles.tsx'

/** Somebody who holds roles in all shops. */
export async function loader(args: Route.LoaderArgs) {
  const { ctx, shop, ...page } = await settingsShop(args, 'roles.edit', 'roles.edit')
  const { members } = await readOrganisation(ctx, shop)
  const member = members.find(({ accountId }) => accountId === args.params.member)
  if (!member) throw notFound()
  return { ...page, slug: shop.slug, member: presentMember(member) }
}

/** Changes their roles, or takes them. */
export function action(args: Route.ActionArgs) {
  const { shop: ref, member } = args.params
  switch (args.url.searchParams.get('do')) {
    case 'edit':
      return formAction(args, EditMember, async (ctx, input) => {
        await editMember(ctx, await findShop(ctx, ref), member, input)
        return savedAt(ctx, ref, `organisation/${member}`)
      })
    case 'remove':
      return formAction(args, z.strictObject({}), async (ctx) => {
        await removeMember(ctx, await findShop(ctx, ref), member)
        return savedAt(ctx, ref, 'organisation')
      })
    default:
      throw notFound()
  }
}

/** What does this person do in all our shops? */
export default function OrganisationMember({ loaderData, actionData }: Route.ComponentProps) {
  const t = useTranslations('organisation')
  const staff = useTranslations('staff')
  const to = usePaths()
  const { member, slug } = loaderData
  const edit = useAnswerOf('edit', actionData)
  return (
    <SettingsPage
      title={member.name}
      lead={member.closed ? t('closed') : member.email ? <Ltr>{member.email}</Ltr> : undefined}
      above={[{ to: to.settings(slug, 'organisation'), label: t('title') }]}
      saved={loaderData.saved}
      mayEdit={loaderData.mayEdit}
    >
      <Form method="post" action="?do=edit" problem={edit?.problem} values={edit?.values ?? member}>
        <MemberRoles />
        <SubmitButton className="sm:justify-self-start">{staff('people.save')}</SubmitButton>
      </Form>
      <Remove name={member.name} answer={actionData} />
    </SettingsPage>
  )
}

function Remove({ name, answer }: { name: string; answer: FormAnswer | undefined }) {
  const t = useTranslations('organisation')
  const refused = useAnswerOf('remove', answer)
  return (
    <Section title={t('remove')}>
      <Form method="post" action="?do=remove" problem={refused?.problem}>
        <p className="measure text-ink-2">{t('removeText')}</p>
        <SubmitButton className="sm:justify-self-start" kind="danger">
          {t('removeSubmit', { name: isolate(name) })}
        </SubmitButton>
      </Form>
    </Section>
  )
}
