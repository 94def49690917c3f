import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { formAction } from '../../../kit/http/forms.ts'
import { goTo } from '../../../kit/http/go-to.ts'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { usePaths } from '../../../web/document.ts'
import { Head } from '../../../web/head.tsx'
import { paths } from '../../../web/paths.ts'
import { SubmitButton } from '../../../web/ui/button.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { PhoneInput } from '../../../web/ui/inputs.tsx'
import { PageHeader } from '../../../web/ui/page.tsx'
import { stepCookie } from '../cookie.ts'
import { sendSignInCode, SignInCodeInput } from '../sign-in-by-phone.ts'
import type { Route } from './+types/sign-in-phone.ts'
import { AskedForCookies } from './asked-for-cookies.tsx'
import { askForCookies, refuseWithoutCookies } from './cookie-check.ts'
import { wantedOrNone } from './enter.ts'
import { useAccountLabels } from './labels.ts'

export { headers } from './no-store.ts'

export const handle = { noScripts: true }

/** Where the person wants to go afterwards. */
export const loader = ({ context, url }: Route.LoaderArgs) =>
  askForCookies(pageCtx(context), { to: wantedOrNone(url) })

/** Sends a code, and keeps the request that it belongs to in a cookie. */
export function action(args: Route.ActionArgs) {
  return formAction(args, SignInCodeInput, async (ctx, input, form) => {
    refuseWithoutCookies(ctx, args.request, form)
    const { request, expiresIn } = await sendSignInCode(ctx, input)
    return goTo(args.url, paths(ctx.locale).signInCode(wantedOrNone(args.url)), {
      'set-cookie': stepCookie(ctx.services.config, 'sign-in-code', request, expiresIn),
    })
  })
}

/** Signing in, or making an account, by a code to the phone: first the number. */
export default function SignInPhone({ loaderData: { to }, actionData }: Route.ComponentProps) {
  const t = useTranslations('accounts')
  const paths = usePaths()
  return (
    <>
      <Head title={t('phoneSignIn.title')} hidden />
      <PageHeader title={t('phoneSignIn.title')} lead={t('phoneSignIn.lead')} />
      <div className="grid gap-6">
        <Form
          method="post"
          problem={actionData?.problem}
          values={actionData?.values}
          labels={useAccountLabels()}
        >
          <AskedForCookies />
          <PhoneInput name="phone" label={t('phoneSignIn.phone')} required />
          <SubmitButton wide>{t('phoneSignIn.send')}</SubmitButton>
        </Form>
        <p>
          <Link className="link" to={paths.signIn(to)}>
            {t('phoneSignIn.byPassword')}
          </Link>
        </p>
      </div>
    </>
  )
}
