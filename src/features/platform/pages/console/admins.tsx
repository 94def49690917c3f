import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { z } from 'zod'
import { notFound } from '../../../../kit/errors.ts'
import { formAction, newFormKey } from '../../../../kit/http/forms.ts'
import { pageCtx } from '../../../../kit/http/page-context.ts'
import { usePaths } from '../../../../web/document.ts'
import { FormKey } from '../../../../web/form-key.tsx'
import { Head } from '../../../../web/head.tsx'
import { useRoleWords } from '../../../../web/layouts/hats.ts'
import { paths } from '../../../../web/paths.ts'
import { SubmitButton } from '../../../../web/ui/button.tsx'
import { DataTable } from '../../../../web/ui/data-table.tsx'
import { Form } from '../../../../web/ui/form.tsx'
import { TextInput } from '../../../../web/ui/inputs.tsx'
import { Notice } from '../../../../web/ui/notice.tsx'
import { PageHeader, Section, Sections } from '../../../../web/ui/page.tsx'
import { HueTag } from '../../../../web/ui/status-tag.tsx'
import { Ltr, When } from '../../../../web/ui/values.tsx'
import { listPlatformPeople } from '../../../accounts/platform-people.ts'
import { presentAdmins, presentInvitation } from '../../answers-console.ts'
import { AddAdmin, addAdmin, endInvitation, listInvitations } from '../../invite-admin.ts'
import type { Route } from './+types/admins.ts'
import { RoleSelect } from './role-select.tsx'
import { useRefusal } from './use-refusal.ts'

const DONE = ['given', 'invited', 'ended'] as const

/** Who works for the platform, and who was asked to. */
export async function loader({ context, url }: Route.LoaderArgs) {
  const ctx = pageCtx(context)
  return {
    admins: presentAdmins(await listPlatformPeople(ctx)),
    invitations: (await listInvitations(ctx)).map(presentInvitation),
    done: DONE.find((one) => one === url.searchParams.get('done')) ?? null,
    formKey: newFormKey(),
  }
}

const End = z.strictObject({ invitation: z.string().max(64) })

/** Takes somebody in, or ends an invitation. */
export function action(args: Route.ActionArgs) {
  switch (args.url.searchParams.get('do')) {
    case 'add':
      return formAction(args, AddAdmin, async (ctx, input) => {
        const added = await addAdmin(ctx, input)
        return paths(ctx.locale).platformAdmins({ done: 'account' in added ? 'given' : 'invited' })
      })
    case 'end':
      return formAction(args, End, async (ctx, { invitation }) => {
        await endInvitation(ctx, invitation)
        return paths(ctx.locale).platformAdmins({ done: 'ended' })
      })
    default:
      throw notFound()
  }
}

type Data = Route.ComponentProps['loaderData']

/** The platform's own people. */
export default function Admins({ loaderData, actionData }: Route.ComponentProps) {
  const t = useTranslations('platform.admins')
  const { admins, invitations, done } = loaderData
  const add = useRefusal(actionData, 'add')
  const end = useRefusal(actionData, 'end')
  return (
    <>
      <Head title={t('title')} hidden />
      <PageHeader title={t('title')} lead={t('lead')} />
      <Sections>
        {done && !actionData ? <Notice kind="ready" title={t(`done.${done}`)} /> : null}
        {end.problem ? <Notice kind="blocked" alert title={end.problem.detail ?? end.problem.title} /> : null}
        <AdminTable admins={admins} />
        {invitations.length > 0 ? <Invitations invitations={invitations} /> : null}
        <Section title={t('add')}>
          <Form
            method="post"
            action="?do=add"
            problem={add.problem}
            values={add.values ?? { role: 'admin' }}
            className="max-w-xl"
          >
            <FormKey value={add.formKey ?? loaderData.formKey} />
            <TextInput
              name="email"
              type="email"
              label={t('email')}
              hint={t('emailHint')}
              autoComplete="off"
              required
            />
            <RoleSelect />
            <SubmitButton className="justify-self-start">{t('submit')}</SubmitButton>
          </Form>
        </Section>
      </Sections>
    </>
  )
}

function AdminTable({ admins }: Pick<Data, 'admins'>) {
  const t = useTranslations('platform.admins')
  const to = usePaths()
  const roleWords = useRoleWords()
  return (
    <DataTable
      caption={t('title')}
      captionHidden
      rows={admins}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'name',
          head: t('name'),
          cell: ({ id, name }) => (
            <Link to={to.platformAdmin(id)} className="link link-ink font-medium wrap-anywhere">
              <bdi>{name}</bdi>
            </Link>
          ),
        },
        {
          key: 'email',
          head: t('address'),
          whole: true,
          cell: ({ email }) => (email ? <Ltr className="wrap-anywhere">{email}</Ltr> : null),
        },
        { key: 'roles', head: t('role'), cell: ({ roles }) => roleWords(roles) },
        {
          key: 'state',
          head: t('state'),
          beside: true,
          tight: true,
          cell: ({ active }) =>
            active ? null : (
              <HueTag hue="blocked" shape="pause" plain>
                {t('closed')}
              </HueTag>
            ),
        },
        {
          key: 'since',
          head: t('since'),
          tight: true,
          align: 'end',
          cell: ({ since }) => <When at={since} show="date" dateForm="medium" />,
        },
      ]}
    />
  )
}

function Invitations({ invitations }: Pick<Data, 'invitations'>) {
  const t = useTranslations('platform.admins')
  const roleWords = useRoleWords()
  return (
    <Section title={t('invited')}>
      <ul className="divide-y divide-line border-b border-line-2">
        {invitations.map(({ id, email, role, expiresAt }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
            <p className="flex flex-wrap gap-x-3">
              <Ltr className="wrap-anywhere">{email}</Ltr>
              <span className="text-ink-2">{roleWords([role])}</span>
              <span className="text-ink-2">
                {t.rich('until', { time: () => <When at={expiresAt} show="date" dateForm="medium" /> })}
              </span>
            </p>
            <Form method="post" action="?do=end">
              <input type="hidden" name="invitation" value={id} />
              <SubmitButton kind="quiet" size="small">
                {t('end')}
              </SubmitButton>
            </Form>
          </li>
        ))}
      </ul>
    </Section>
  )
}
