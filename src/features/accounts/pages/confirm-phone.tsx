import { useTranslations } from 'use-intl'
import { anyAccount } from '../../../kit/access/index.ts'
import { formAction } from '../../../kit/http/forms.ts'
import { goTo } from '../../../kit/http/go-to.ts'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { usePaths } from '../../../web/document.ts'
import { Head } from '../../../web/head.tsx'
import { paths } from '../../../web/paths.ts'
import { LinkButton, SubmitButton } from '../../../web/ui/button.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { PhoneInput } from '../../../web/ui/inputs.tsx'
import { Breadcrumb } from '../../../web/ui/nav.tsx'
import { PageHeader } from '../../../web/ui/page.tsx'
import { stepCookie, stepTokenIn } from '../cookie.ts'
import { readMe } from '../read-me.ts'
import {
  sendPhoneVerification,
  verifyPhone,
  VerifyPhoneCodeInput,
  VerifyPhoneInput,
} from '../verify-phone.ts'
import type { Route } from './+types/confirm-phone.ts'
import { CodeInput } from './code-input.tsx'
import { ProofFields } from './proof-fields.tsx'

export { headers } from './no-store.ts'

export const handle = { noScripts: true }

/** The number that the account has, and whether a code is on its way. */
export async function loader({ context, request, url }: Route.LoaderArgs) {
  const ctx = pageCtx(context)
  const { account } = await readMe(ctx)
  const asked = stepTokenIn(ctx.services.config, 'phone-code', request.headers.get('cookie'))
  return { phone: account.phone, sent: url.searchParams.has('sent') && asked !== undefined }
}

const AskForm = VerifyPhoneCodeInput.required({ phone: true })

/** Sends the code; or, with the code, confirms. */
export function action(args: Route.ActionArgs) {
  const { config } = pageCtx(args.context).services
  if (!args.url.searchParams.has('sent')) {
    return formAction(
      args,
      AskForm,
      async (ctx, input) => {
        const { request, expiresIn } = await sendPhoneVerification(ctx, input)
        return goTo(args.url, paths(ctx.locale).securityPart('phone', { sent: '1' }), {
          'set-cookie': stepCookie(config, 'phone-code', request, expiresIn),
        })
      },
      { who: anyAccount },
    )
  }
  const request = stepTokenIn(config, 'phone-code', args.request.headers.get('cookie')) ?? 'none'
  return formAction(
    args,
    VerifyPhoneInput,
    async (ctx, input) => {
      await verifyPhone(ctx, input)
      return goTo(args.url, paths(ctx.locale).security({ notice: 'phone' }), {
        'set-cookie': stepCookie(config, 'phone-code', '', 0),
      })
    },
    { given: { request }, who: anyAccount },
  )
}

/** A phone number, confirmed by a code. */
export default function ConfirmPhone({ loaderData: { phone, sent }, actionData }: Route.ComponentProps) {
  const t = useTranslations('security')
  const to = usePaths()
  const title = t(sent ? 'phone.codeTitle' : 'phone.title')
  return (
    <>
      <Head title={title} hidden />
      <PageHeader
        above={<Breadcrumb items={[{ to: to.security(), label: t('title') }]} />}
        title={title}
        lead={t(sent ? 'phone.codeLead' : 'phone.askHint')}
      />
      <Form
        method="post"
        className="measure"
        problem={actionData?.problem}
        values={actionData?.values ?? (sent || !phone ? {} : { phone })}
        labels={{ code: t('code'), phone: t('phone.ask') }}
      >
        <ProofFields problem={actionData?.problem} />
        {sent ? (
          <CodeInput name="code" label={t('code')} />
        ) : (
          <PhoneInput name="phone" label={t('phone.ask')} required />
        )}
        <div className="flex flex-wrap gap-2">
          <SubmitButton>{t(sent ? 'phone.submit' : 'phone.send')}</SubmitButton>
          {sent ? <LinkButton to={to.securityPart('phone')}>{t('phone.again')}</LinkButton> : null}
        </div>
      </Form>
    </>
  )
}
