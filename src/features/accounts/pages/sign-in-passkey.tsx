import { useTranslations } from 'use-intl'
import { formAction } from '../../../kit/http/forms.ts'
import { usePaths } from '../../../web/document.ts'
import { Head } from '../../../web/head.tsx'
import { LinkButton } from '../../../web/ui/button.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { PageHeader } from '../../../web/ui/page.tsx'
import { PasskeyForm, passkeyOfForm, signInBrowserByPasskey } from '../sign-in-by-passkey.ts'
import type { Route } from './+types/sign-in-passkey.ts'
import { refuseWithoutCookies } from './cookie-check.ts'
import { enterOrStep } from './enter.ts'

export { headers } from './no-store.ts'

export const handle = { noScripts: true }

/** Signs in by the answer that the device gave. */
export function action(args: Route.ActionArgs) {
  return formAction(args, PasskeyForm, async (ctx, input, form) => {
    refuseWithoutCookies(ctx, args.request, form)
    return enterOrStep(ctx, args.url, await signInBrowserByPasskey(ctx, passkeyOfForm(input)))
  })
}

/** Shown where the passkey was refused; whoever opens it by its address finds the way back. */
export default function SignInPasskey({ actionData }: Route.ComponentProps) {
  const t = useTranslations('accounts')
  return (
    <>
      <Head title={t('signIn.title')} hidden />
      <PageHeader
        title={t('signIn.title')}
        lead={actionData?.problem ? undefined : t('signIn.passkeyLead')}
      />
      <Form method="get" problem={actionData?.problem}>
        <LinkButton to={usePaths().signIn()} wide>
          {t('forgot.back')}
        </LinkButton>
      </Form>
    </>
  )
}
