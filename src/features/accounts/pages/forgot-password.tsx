import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { formAction } from '../../../kit/http/forms.ts'
import { usePaths } from '../../../web/document.ts'
import { Head } from '../../../web/head.tsx'
import { paths } from '../../../web/paths.ts'
import { SubmitButton } from '../../../web/ui/button.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { TextInput } from '../../../web/ui/inputs.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { PageHeader } from '../../../web/ui/page.tsx'
import { forgotPassword, ForgotPasswordInput } from '../forgot-password.ts'
import type { Route } from './+types/forgot-password.ts'
import { useAccountLabels } from './labels.ts'

export { headers } from './no-store.ts'

export const handle = { noScripts: true }

/** Whether the link was just asked for. */
export function loader({ url }: Route.LoaderArgs) {
  return { sent: url.searchParams.get('sent') === '1' }
}

/** Asks for the link; says the same for every address. */
export function action(args: Route.ActionArgs) {
  return formAction(args, ForgotPasswordInput, async (ctx, input) => {
    await forgotPassword(ctx, input)
    return `${paths(ctx.locale).forgotPassword()}?sent=1`
  })
}

/** The way back in. */
export default function ForgotPassword({ loaderData: { sent }, actionData }: Route.ComponentProps) {
  const t = useTranslations('accounts')
  const to = usePaths()
  return (
    <>
      <Head title={t('forgot.title')} hidden />
      <PageHeader title={t('forgot.title')} lead={t('forgot.lead')} />
      <div className="grid gap-6">
        {sent && !actionData ? (
          <Notice kind="ready" title={t('forgot.sentTitle')}>
            {t('forgot.sentText')}
          </Notice>
        ) : null}
        <Form
          method="post"
          problem={actionData?.problem}
          values={actionData?.values}
          labels={useAccountLabels()}
        >
          <TextInput name="email" type="email" label={t('email')} autoComplete="username" required />
          <SubmitButton kind={sent ? 'quiet' : 'primary'} wide>
            {t('forgot.submit')}
          </SubmitButton>
        </Form>
        <p>
          <Link className="link" to={to.signIn()}>
            {t('forgot.back')}
          </Link>
        </p>
      </div>
    </>
  )
}
