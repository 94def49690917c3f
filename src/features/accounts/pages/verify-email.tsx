import { useTranslations } from 'use-intl'
import { formAction } from '../../../kit/http/forms.ts'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { usePaths } from '../../../web/document.ts'
import { Head } from '../../../web/head.tsx'
import { LinkButton, SubmitButton } from '../../../web/ui/button.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { PageHeader } from '../../../web/ui/page.tsx'
import { previewEmailLink, verifyEmail, VerifyEmailInput } from '../verify-email.ts'
import type { Route } from './+types/verify-email.ts'

export { headers } from './no-store.ts'

export const handle = { noScripts: true }

/** What the link would do. Looking at it does nothing: mail scanners open links too. */
export async function loader({ context, url }: Route.LoaderArgs) {
  return previewEmailLink(pageCtx(context), tokenOf(url))
}

/** Confirms, and shows the same page, which now says so. */
export function action(args: Route.ActionArgs) {
  const { pathname, search } = args.url
  return formAction(
    args,
    VerifyEmailInput,
    async (ctx, input) => {
      await verifyEmail(ctx, input)
      return pathname + search
    },
    { given: { token: tokenOf(args.url) } },
  )
}

const tokenOf = (url: URL): string => url.searchParams.get('token') ?? ''

/** Confirms an address with one button. */
export default function VerifyEmail({ loaderData, actionData }: Route.ComponentProps) {
  const t = useTranslations('accounts')
  const to = usePaths()
  const { state, email, name } = loaderData
  return (
    <>
      <Head title={t('verify.title')} hidden />
      <PageHeader title={t('verify.title')} />
      {state === 'open' ? (
        <Form method="post" problem={actionData?.problem} values={actionData?.values}>
          <p>{t('verify.question', { email, name })}</p>
          <SubmitButton wide>{t('verify.submit')}</SubmitButton>
          <p className="quiet small">{t('verify.notYou')}</p>
        </Form>
      ) : null}
      {state === 'done' ? (
        <Notice kind="ready" title={t('verify.doneTitle')}>
          <p>{t('verify.doneText', { email })}</p>
          <LinkButton className="mt-2" to={to.me()}>
            {t('verify.toAccount')}
          </LinkButton>
        </Notice>
      ) : null}
      {state === 'over' ? (
        <Notice kind="blocked" title={t('verify.overTitle')}>
          <p>{t('verify.overText')}</p>
          <LinkButton className="mt-2" to={to.myProfile()}>
            {t('verify.toProfile')}
          </LinkButton>
        </Notice>
      ) : null}
    </>
  )
}
