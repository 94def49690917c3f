import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { z } from 'zod'
import { notFound } from '../../../kit/errors.ts'
import { formAction, type FormAnswer, newFormKey } from '../../../kit/http/forms.ts'
import { usePaths } from '../../../web/document.ts'
import { FormKey } from '../../../web/form-key.tsx'
import { LinkButton, SubmitButton } from '../../../web/ui/button.tsx'
import { DataTable } from '../../../web/ui/data-table.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { Section } from '../../../web/ui/page.tsx'
import { Ltr } from '../../../web/ui/values.tsx'
import { findShop } from '../../shops/find.ts'
import { SettingsPage, useAnswerOf } from '../../shops/pages/settings/settings-page.tsx'
import { savedAt, settingsShop } from '../../shops/pages/settings/settings-shop.ts'
import { inviteMember, InviteMember, revokeMemberInvitation } from '../invite-member.ts'
import { readOrganisation } from '../members.ts'
import { presentOrganisation } from '../shapes-members.ts'
import type { Route } from './+types/organisation.ts'
import { SendTo } from './invitation.tsx'
import { MemberInvitationRow } from './member-invitation.tsx'
import { MemberRoles } from './member-roles.tsx'

/** The organisation of the shop: who holds roles in all its shops, who is asked to, and which shops they are. */
export async function loader(args: Route.LoaderArgs) {
  const { ctx, shop, ...page } = await settingsShop(args, 'roles.edit', 'roles.edit')
  const organisation = presentOrganisation(await readOrganisation(ctx, shop))
  return { ...page, slug: shop.slug, organisation, formKey: newFormKey() }
}

const OfInvitation = z.strictObject({ invitation: z.string().max(64) })

/** Asks somebody, or takes a link back. */
export function action(args: Route.ActionArgs) {
  const { shop: ref } = args.params
  switch (args.url.searchParams.get('do')) {
    case 'invite':
      return formAction(args, InviteMember, async (ctx, input) => {
        await inviteMember(ctx, await findShop(ctx, ref), input)
        return savedAt(ctx, ref, 'organisation')
      })
    case 'revoke':
      return formAction(args, OfInvitation, async (ctx, { invitation }) => {
        await revokeMemberInvitation(ctx, await findShop(ctx, ref), invitation)
        return savedAt(ctx, ref, 'organisation')
      })
    default:
      throw notFound()
  }
}

/** Who works in all our shops? */
export default function OrganisationPage({ loaderData, actionData }: Route.ComponentProps) {
  const t = useTranslations('organisation')
  const to = usePaths()
  const { slug, organisation } = loaderData
  return (
    <SettingsPage
      title={t('title')}
      lead={t.rich('lead', { name: () => <bdi>{organisation.name}</bdi> })}
      saved={loaderData.saved}
      mayEdit={loaderData.mayEdit}
      actions={<LinkButton to={to.openShop({ in: organisation.id })}>{t('another')}</LinkButton>}
      beside={<p>{t('means')}</p>}
    >
      <Members members={organisation.members} slug={slug} />
      {organisation.invitations.length > 0 ? (
        <Section title={t('invited')}>
          <ul className="-mt-4 divide-y divide-line">
            {organisation.invitations.map((invitation) => (
              <MemberInvitationRow key={invitation.id} invitation={invitation} answer={actionData} />
            ))}
          </ul>
        </Section>
      ) : null}
      <Ask formKey={loaderData.formKey} answer={actionData} />
      <Shops shops={organisation.shops} />
    </SettingsPage>
  )
}

type Organisation = Route.ComponentProps['loaderData']['organisation']

function Members({ members, slug }: Pick<Organisation, 'members'> & { slug: string }) {
  const t = useTranslations('organisation')
  const staff = useTranslations('staff')
  const to = usePaths()
  if (members.length === 0) return <p className="measure text-ink-2">{t('nobody')}</p>
  return (
    <DataTable
      caption={t('title')}
      captionHidden
      rows={members}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'name',
          head: staff('people.name'),
          cell: ({ id, name }) => (
            <Link to={to.settings(slug, `organisation/${id}`)} className="link link-ink font-medium">
              <bdi>{name}</bdi>
            </Link>
          ),
        },
        {
          key: 'roles',
          head: staff('people.roles'),
          cell: ({ roles }) => roles.map((role) => staff(`roles.${role}`)).join(staff('comma')),
        },
        {
          key: 'account',
          head: staff('people.account'),
          cell: ({ email, closed }) => (closed ? t('closed') : email ? <Ltr>{email}</Ltr> : null),
        },
      ]}
    />
  )
}

function Ask({ formKey, answer }: { formKey: string; answer: FormAnswer | undefined }) {
  const t = useTranslations('organisation')
  const refused = useAnswerOf('invite', answer)
  return (
    <Section title={t('ask')}>
      <p className="measure text-ink-2">{t('askText')}</p>
      <Form
        method="post"
        action="?do=invite"
        problem={refused?.problem}
        values={refused?.values ?? { roles: ['manager'] }}
      >
        <FormKey value={answer?.formKey ?? formKey} />
        <SendTo hint={t('emailHint')} />
        <MemberRoles />
        <SubmitButton className="sm:justify-self-start">{t('submit')}</SubmitButton>
      </Form>
    </Section>
  )
}

function Shops({ shops }: Pick<Organisation, 'shops'>) {
  const t = useTranslations('organisation')
  const to = usePaths()
  return (
    <Section title={t('shops')}>
      <ul className="-mt-4 divide-y divide-line">
        {shops.map(({ slug, name, status }) => (
          <li key={slug} className="flex flex-wrap items-baseline justify-between gap-x-4 py-3">
            <Link className="link" to={to.desk(slug)}>
              <bdi>{name}</bdi>
            </Link>
            {status === 'approved' ? null : <span className="text-ink-2">{t(status)}</span>}
          </li>
        ))}
      </ul>
    </Section>
  )
}
