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
import { PageHeader } from '../../../web/ui/page.tsx'
import { stepCookie, stepTokenIn } from '../cookie.ts'
import { hasPasskeys } from '../passkey-site.ts'
import { finishSecondStep, SecondStepInput, waitsForSecondStep } from '../second-step.ts'
import type { Route } from './+types/second-step.ts'
import { CodeInput } from './code-input.tsx'
import { enterOrStep, wantedOrNone } from './enter.ts'
import { PasskeySignIn } from './passkey-sign-in.tsx'

export { headers } from './no-store.ts'

export const handle = { noScripts: true }

/** Whose first step is not there, or too long ago, begins anew. */
export async function loader({ context, request, url }: Route.LoaderArgs) {
  const ctx = pageCtx(context)
  const { config } = ctx.services
  const to = wantedOrNone(url)
  const token = stepTokenIn(config, 'sign-in-step', request.headers.get('cookie'))
  if (!token || !(await waitsForSecondStep(ctx, token))) throw goTo(url, paths(ctx.locale).signIn(to))
  return { to, passkeys: hasPasskeys(config) }
}

/** Ends the sign-in. */
export function action(args: Route.ActionArgs) {
  const { config } = pageCtx(args.context).services
  const token = stepTokenIn(config, 'sign-in-step', args.request.headers.get('cookie')) ?? ''
  return formAction(args, SecondStepInput, async (ctx, { code }) => {
    const entered = await finishSecondStep(ctx, { token, code })
    if ('refused' in entered && entered.refused.code === 'unauthenticated')
      return paths(ctx.locale).signIn(wantedOrNone(args.url))
    const answer = await enterOrStep(ctx, args.url, entered)
    answer.headers.append('set-cookie', stepCookie(config, 'sign-in-step', '', 0))
    return answer
  })
}

/** The second step of a sign-in. */
export default function SecondStep({ loaderData: { to, passkeys }, actionData }: Route.ComponentProps) {
  const t = useTranslations('accounts')
  const paths = usePaths()
  return (
    <>
      <Head title={t('secondStep.title')} hidden />
      <PageHeader title={t('secondStep.title')} lead={t('secondStep.lead')} />
      <div className="grid gap-6">
        <Form method="post" problem={actionData?.problem} values={{}} labels={{ code: t('secondStep.code') }}>
          <CodeInput name="code" label={t('secondStep.code')} hint={t('secondStep.hint')} anyCode />
          <SubmitButton wide>{t('secondStep.submit')}</SubmitButton>
        </Form>
        {passkeys ? <PasskeySignIn to={to} /> : null}
        <p>
          <Link className="link" to={paths.signIn(to)}>
            {t('forgot.back')}
          </Link>
        </p>
      </div>
    </>
  )
}
