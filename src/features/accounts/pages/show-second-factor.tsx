import { useTranslations } from 'use-intl'
import { z } from 'zod'
import { anyAccount } from '../../../kit/access/index.ts'
import { formAction } from '../../../kit/http/forms.ts'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { usePaths } from '../../../web/document.ts'
import { Head } from '../../../web/head.tsx'
import { KeyRound } from '../../../web/icons.tsx'
import { paths } from '../../../web/paths.ts'
import { SubmitButton } from '../../../web/ui/button.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { Breadcrumb } from '../../../web/ui/nav.tsx'
import { PageHeader } from '../../../web/ui/page.tsx'
import { readSecurity } from '../read-security.ts'
import { showSecondFactor } from '../show-second-factor.ts'
import { confirmByPasskey, passkeyOfForm } from '../sign-in-by-passkey.ts'
import { TwoStepCodeInput } from '../two-step.ts'
import type { Route } from './+types/show-second-factor.ts'
import { CodeInput } from './code-input.tsx'
import { wantedOrNone } from './enter.ts'
import { PasskeyForm } from './passkey-form.tsx'

export { headers } from './no-store.ts'

export const handle = { noScripts: true }

/** What the person has to show. */
export async function loader({ context }: Route.LoaderArgs) {
  const { twoStep, passkeys } = await readSecurity(pageCtx(context))
  return { twoStep, hasPasskeys: passkeys > 0 }
}

const ShowForm = z.strictObject({
  response: z.string().max(20_000).optional(),
  code: TwoStepCodeInput.shape.code.optional(),
})

/** Takes a code, or the answer of a device. */
export function action(args: Route.ActionArgs) {
  return formAction(
    args,
    ShowForm,
    async (ctx, { response, code }) => {
      if (response === undefined) await showSecondFactor(ctx, TwoStepCodeInput.parse({ code: code ?? '-' }))
      else await confirmByPasskey(ctx, passkeyOfForm({ response }))
      return wantedOrNone(args.url) ?? paths(ctx.locale).security({ notice: 'shown' })
    },
    { who: anyAccount },
  )
}

/** The second step for a session that began without. */
export default function ShowSecondFactor({ loaderData, actionData }: Route.ComponentProps) {
  const t = useTranslations('security')
  const { twoStep, hasPasskeys } = loaderData
  return (
    <>
      <Head title={t('show.title')} hidden />
      <PageHeader
        above={<Breadcrumb items={[{ to: usePaths().security(), label: t('title') }]} />}
        title={t('show.title')}
        lead={twoStep ? t('show.lead') : undefined}
      />
      <div className="measure grid gap-6">
        {twoStep ? (
          <Form method="post" problem={actionData?.problem} labels={{ code: t('code') }}>
            <CodeInput name="code" label={t('code')} anyCode />
            <SubmitButton className="justify-self-start">{t('show.submit')}</SubmitButton>
          </Form>
        ) : null}
        {hasPasskeys ? (
          <Form method="post" problem={twoStep ? undefined : actionData?.problem} hidden data-passkey="get">
            <PasskeyForm options="/api/auth/passkey-options" failed={t('passkeys.useFailed')}>
              <SubmitButton
                kind={twoStep ? 'quiet' : 'primary'}
                icon={<KeyRound />}
                className="justify-self-start"
              >
                {t('passkeys.show')}
              </SubmitButton>
            </PasskeyForm>
          </Form>
        ) : null}
      </div>
    </>
  )
}
