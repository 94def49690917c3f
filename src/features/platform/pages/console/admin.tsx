import { useTranslations } from 'use-intl'
import { z } from 'zod'
import { notFound } from '../../../../kit/errors.ts'
import { formAction } from '../../../../kit/http/forms.ts'
import { pageCtx } from '../../../../kit/http/page-context.ts'
import { usePaths } from '../../../../web/document.ts'
import { Head } from '../../../../web/head.tsx'
import { paths } from '../../../../web/paths.ts'
import { LinkButton, SubmitButton } from '../../../../web/ui/button.tsx'
import { Form } from '../../../../web/ui/form.tsx'
import { Breadcrumb } from '../../../../web/ui/nav.tsx'
import { PageHeader, Section, Sections } from '../../../../web/ui/page.tsx'
import { HueTag } from '../../../../web/ui/status-tag.tsx'
import { Ltr } from '../../../../web/ui/values.tsx'
import { listPlatformPeople } from '../../../accounts/platform-people.ts'
import { setPlatformRole } from '../../../accounts/set-platform-role.ts'
import { presentAdmins } from '../../answers-console.ts'
import { PLATFORM_ROLES } from '../../platform-roles.ts'
import type { Route } from './+types/admin.ts'
import { RoleSelect } from './role-select.tsx'
import { useRefusal } from './use-refusal.ts'

/** One of the platform's people. */
export async function loader({ context, params }: Route.LoaderArgs) {
  const admins = presentAdmins(await listPlatformPeople(pageCtx(context)))
  const admin = admins.find(({ id }) => id === params.account)
  if (!admin) throw notFound()
  return { admin }
}

/** Gives another role, or takes it away. */
export function action(args: Route.ActionArgs) {
  const { account } = args.params
  switch (args.url.searchParams.get('do')) {
    case 'role':
      return formAction(args, z.strictObject({ role: z.enum(PLATFORM_ROLES) }), async (ctx, { role }) => {
        await setPlatformRole(ctx, account, role)
        return paths(ctx.locale).platformAdmins()
      })
    case 'remove':
      return formAction(args, z.strictObject({}), async (ctx) => {
        await setPlatformRole(ctx, account, null)
        return paths(ctx.locale).platformAdmins()
      })
    default:
      throw notFound()
  }
}

/** What one of the platform's people may, and the ways to change that. */
export default function Admin({ loaderData: { admin }, actionData }: Route.ComponentProps) {
  const t = useTranslations('platform.admins')
  const to = usePaths()
  const role = useRefusal(actionData, 'role')
  const removal = useRefusal(actionData, 'remove')
  return (
    <>
      <Head title={admin.name} hidden />
      <PageHeader
        title={<bdi>{admin.name}</bdi>}
        lead={
          <span className="flex flex-wrap items-center gap-x-3">
            {admin.email ? <Ltr className="wrap-anywhere">{admin.email}</Ltr> : null}
            {admin.active ? null : (
              <HueTag hue="blocked" shape="pause">
                {t('closed')}
              </HueTag>
            )}
          </span>
        }
        above={<Breadcrumb items={[{ to: to.platformAdmins(), label: t('title') }]} />}
        actions={<LinkButton to={to.platformAccount(admin.id)}>{t('account')}</LinkButton>}
      />
      <Sections>
        <Section title={t('role')}>
          <Form
            method="post"
            action="?do=role"
            problem={role.problem}
            values={role.values ?? { role: admin.roles[0] ?? 'support' }}
            className="max-w-xl"
          >
            <RoleSelect />
            <SubmitButton className="justify-self-start">{t('change')}</SubmitButton>
          </Form>
        </Section>
        <Section title={t('remove')}>
          <Form method="post" action="?do=remove" problem={removal.problem} className="max-w-xl">
            <p className="text-ink-2">{t('removeHint')}</p>
            <SubmitButton kind="danger" className="justify-self-start">
              {t('removeNow')}
            </SubmitButton>
          </Form>
        </Section>
      </Sections>
    </>
  )
}
