import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { formAction } from '../../../kit/http/forms.ts'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { usePaths } from '../../../web/document.ts'
import { Head } from '../../../web/head.tsx'
import { SubmitButton } from '../../../web/ui/button.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { PhoneInput, TextInput } from '../../../web/ui/inputs.tsx'
import { PageHeader } from '../../../web/ui/page.tsx'
import { RegisterInput } from '../register.ts'
import { registerBrowser } from '../register-browser.ts'
import type { Route } from './+types/register.ts'
import { AskedForCookies } from './asked-for-cookies.tsx'
import { askForCookies, refuseWithoutCookies } from './cookie-check.ts'
import { useAccountLabels } from './labels.ts'
import { enter, wantedOrNone } from './enter.ts'

export { headers } from './no-store.ts'

export const handle = { noScripts: true }

/** Where the person wants to go afterwards. */
export function loader({ context, url }: Route.LoaderArgs) {
  return askForCookies(pageCtx(context), { to: wantedOrNone(url) })
}

/** Makes the account, in the language of the page, and leads on. */
export function action(args: Route.ActionArgs) {
  return formAction(
    args,
    RegisterInput,
    async (ctx, input, form) => {
      refuseWithoutCookies(ctx, args.request, form)
      return enter(ctx, args.url, await registerBrowser(ctx, input))
    },
    { given: { locale: pageCtx(args.context).locale } },
  )
}

/** A new account. */
export default function Register({ loaderData: { to }, actionData }: Route.ComponentProps) {
  const t = useTranslations('accounts')
  const paths = usePaths()
  return (
    <>
      <Head title={t('register.title')} hidden />
      <PageHeader title={t('register.title')} lead={t('register.lead')} />
      <Form
        method="post"
        problem={actionData?.problem}
        values={actionData?.values}
        labels={useAccountLabels()}
      >
        <AskedForCookies />
        <TextInput name="name" label={t('name')} autoComplete="name" maxLength={200} required />
        <TextInput
          name="email"
          type="email"
          label={t('email')}
          hint={t('register.emailHint')}
          autoComplete="username"
          required
        />
        <PhoneInput name="phone" label={t('phone')} hint={t('phoneHint')} optional />
        <TextInput
          name="password"
          type="password"
          label={t('password')}
          hint={t('passwordHint')}
          autoComplete="new-password"
          required
        />
        <SubmitButton wide>{t('register.submit')}</SubmitButton>
      </Form>
      <p className="mt-6">
        {t('register.haveAccount')}{' '}
        <Link className="link" to={paths.signIn(to)}>
          {t('register.toSignIn')}
        </Link>
      </p>
    </>
  )
}
