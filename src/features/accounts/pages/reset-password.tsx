import { useTranslations } from 'use-intl'
import { formAction } from '../../../kit/http/forms.ts'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { usePaths } from '../../../web/document.ts'
import { Head } from '../../../web/head.tsx'
import { paths } from '../../../web/paths.ts'
import { LinkButton, SubmitButton } from '../../../web/ui/button.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { TextInput } from '../../../web/ui/inputs.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { PageHeader } from '../../../web/ui/page.tsx'
import { resetLinkWorks, resetPassword, ResetPasswordInput } from '../reset-password.ts'
import type { Route } from './+types/reset-password.ts'

export { headers } from './no-store.ts'

export const handle = { noScripts: true }

/** Whether the link still works; looking at it changes nothing. */
export async function loader({ context, url }: Route.LoaderArgs) {
  return { works: await resetLinkWorks(pageCtx(context), tokenOf(url)) }
}

/** Sets the password and leads to the sign-in. */
export function action(args: Route.ActionArgs) {
  const given = { token: tokenOf(args.url) }
  return formAction(
    args,
    ResetPasswordInput,
    async (ctx, input) => {
      await resetPassword(ctx, input)
      return `${paths(ctx.locale).signIn()}?notice=passwordChanged`
    },
    { given },
  )
}

const tokenOf = (url: URL): string => url.searchParams.get('token') ?? ''

/** A new password by the mailed link. */
export default function ResetPassword({ loaderData: { works }, actionData }: Route.ComponentProps) {
  const t = useTranslations('accounts')
  const to = usePaths()
  return (
    <>
      <Head title={t('reset.title')} hidden />
      <PageHeader title={t('reset.title')} lead={works ? t('reset.lead') : undefined} />
      {works ? (
        <Form method="post" problem={actionData?.problem} values={actionData?.values}>
          <TextInput
            name="password"
            type="password"
            label={t('newPassword')}
            hint={t('passwordHint')}
            autoComplete="new-password"
            required
          />
          <SubmitButton wide>{t('reset.submit')}</SubmitButton>
        </Form>
      ) : (
        <Notice kind="blocked" title={t('reset.overTitle')}>
          <p>{t('reset.overText')}</p>
          <LinkButton className="mt-2" to={to.forgotPassword()}>
            {t('reset.again')}
          </LinkButton>
        </Notice>
      )}
    </>
  )
}
