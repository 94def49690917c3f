import { useTranslations } from 'use-intl'
import { formAction } from '../../../kit/http/forms.ts'
import { goTo } from '../../../kit/http/go-to.ts'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { usePaths } from '../../../web/document.ts'
import { Head } from '../../../web/head.tsx'
import { paths } from '../../../web/paths.ts'
import { LinkButton } from '../../../web/ui/button.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { PageHeader } from '../../../web/ui/page.tsx'
import { PasskeyForm, passkeyOfForm, signInBrowserByPasskey } from '../sign-in-by-passkey.ts'
import type { Route } from './+types/sign-in-passkey.ts'
import { enterOrStep, wantedOrNone } from './enter.ts'

export { headers } from './no-store.ts'

export const handle = { noScripts: true }

/** Nothing to see without an answer of a device. */
export function loader({ context, url }: Route.LoaderArgs): Response {
  return goTo(url, paths(pageCtx(context).locale).signIn(wantedOrNone(url)))
}

/** Signs in by the answer that the device gave. */
export function action(args: Route.ActionArgs) {
  return formAction(args, PasskeyForm, async (ctx, input) =>
    enterOrStep(ctx, args.url, await signInBrowserByPasskey(ctx, passkeyOfForm(input))),
  )
}

/** Shown only where the passkey was refused. */
export default function SignInPasskey({ actionData }: Route.ComponentProps) {
  const t = useTranslations('accounts')
  return (
    <>
      <Head title={t('signIn.title')} hidden />
      <PageHeader title={t('signIn.title')} />
      <Form method="get" problem={actionData && 'problem' in actionData ? actionData.problem : undefined}>
        <LinkButton to={usePaths().signIn()} wide>
          {t('forgot.back')}
        </LinkButton>
      </Form>
    </>
  )
}
