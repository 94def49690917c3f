import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { formAction } from '../../../kit/http/forms.ts'
import { goTo } from '../../../kit/http/go-to.ts'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { usePaths } from '../../../web/document.ts'
import { Head } from '../../../web/head.tsx'
import { standingOf } from '../../../web/layouts/standing.ts'
import { paths } from '../../../web/paths.ts'
import { Smartphone } from '../../../web/icons.tsx'
import { LinkButton, SubmitButton } from '../../../web/ui/button.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { TextInput } from '../../../web/ui/inputs.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { PageHeader, Section } from '../../../web/ui/page.tsx'
import { deviceTokenIn } from '../cookie.ts'
import { hasPasskeys } from '../passkey-site.ts'
import { signInBrowser, SignInInput } from '../sign-in.ts'
import type { Route } from './+types/sign-in.ts'
import { AskedForCookies } from './asked-for-cookies.tsx'
import { askForCookies, refuseWithoutCookies } from './cookie-check.ts'
import { useAccountLabels } from './labels.ts'
import { enterOrStep, homeOf, wantedOrNone, wantedPath } from './enter.ts'
import { PasskeySignIn } from './passkey-sign-in.tsx'

export { headers } from './no-store.ts'

export const handle = { noScripts: true }

const NOTICES = ['passwordChanged', 'signedOut'] as const

/** Who is signed in already goes on at once. */
export function loader({ context, request, url }: Route.LoaderArgs) {
  const ctx = pageCtx(context)
  const standing = standingOf(ctx)
  if (standing) {
    const home = homeOf(ctx.locale, { desk: standing.desk ?? undefined, platform: standing.platform })
    throw goTo(url, wantedPath(url, home))
  }
  const { config } = ctx.services
  // At a shop's shared device people give their PIN; should it be one no more, they are sent back here.
  if (!url.searchParams.has('own') && deviceTokenIn(config, request.headers.get('cookie')))
    throw goTo(url, paths(ctx.locale).device({ to: wantedOrNone(url) }))
  return askForCookies(ctx, {
    passkeys: hasPasskeys(config),
    notice: NOTICES.find((known) => known === url.searchParams.get('notice')) ?? null,
    to: wantedOrNone(url),
  })
}

/** Signs in and leads on. */
export function action(args: Route.ActionArgs) {
  return formAction(args, SignInInput, async (ctx, input, form) => {
    refuseWithoutCookies(ctx, args.request, form)
    return enterOrStep(ctx, args.url, await signInBrowser(ctx, input))
  })
}

/** The way in. */
export default function SignIn({ loaderData: { notice, to, passkeys }, actionData }: Route.ComponentProps) {
  const t = useTranslations('accounts')
  const paths = usePaths()
  return (
    <>
      <Head title={t('signIn.title')} hidden />
      <PageHeader title={t('signIn.title')} lead={t('signIn.lead')} />
      <div className="grid gap-6">
        {notice && !actionData ? <Notice kind="ready">{t(`signIn.${notice}`)}</Notice> : null}
        <Form
          method="post"
          problem={actionData?.problem}
          values={actionData?.values}
          labels={useAccountLabels()}
        >
          <AskedForCookies />
          <TextInput name="email" type="email" label={t('email')} autoComplete="username" required />
          <TextInput
            name="password"
            type="password"
            label={t('password')}
            autoComplete="current-password"
            required
          />
          <SubmitButton wide>{t('signIn.submit')}</SubmitButton>
        </Form>
        <p>
          <Link className="link" to={paths.forgotPassword()}>
            {t('signIn.forgot')}
          </Link>
        </p>
        <Section title={t('signIn.or')}>
          <div className="grid gap-3">
            <LinkButton to={paths.signInByPhone(to)} icon={<Smartphone />} wide>
              {t('signIn.byPhone')}
            </LinkButton>
            {passkeys ? <PasskeySignIn to={to} /> : null}
          </div>
        </Section>
        <p>
          {t('signIn.noAccount')}{' '}
          <Link className="link" to={paths.register(to)}>
            {t('signIn.register')}
          </Link>
        </p>
      </div>
    </>
  )
}
