import { redirect } from 'react-router'
import { useTranslations } from 'use-intl'
import { transaction } from '../../../../kit/db/index.ts'
import { notFound } from '../../../../kit/errors.ts'
import { formAction } from '../../../../kit/http/forms.ts'
import { pageCtx } from '../../../../kit/http/page-context.ts'
import { Head } from '../../../../web/head.tsx'
import { paths } from '../../../../web/paths.ts'
import { SubmitButton } from '../../../../web/ui/button.tsx'
import { Form } from '../../../../web/ui/form.tsx'
import { TextInput } from '../../../../web/ui/inputs.tsx'
import { PageHeader } from '../../../../web/ui/page.tsx'
import { sessionCookie } from '../../../accounts/cookie.ts'
import { openBrowserSession } from '../../../accounts/sessions.ts'
import { awaitsFirstStart, claimFirstStart, ClaimFirstStart } from '../../first-start.ts'
import type { Route } from './+types/claim.ts'

export const handle = { noScripts: true, width: 'narrow' }

/** The form holds the code: nothing of it is kept. */
export function headers() {
  return { 'cache-control': 'no-store' }
}

/** Stands only while the installation belongs to nobody; afterwards its owner is led on. */
export async function loader({ context }: Route.LoaderArgs) {
  const ctx = pageCtx(context)
  if (await awaitsFirstStart(ctx)) return null
  const { caller } = ctx
  if (caller.kind === 'account' && caller.platformRoles.includes('super_admin'))
    throw redirect(paths(ctx.locale).welcome('shop'))
  throw notFound()
}

/** Makes the first account and signs it in. */
export function action(args: Route.ActionArgs) {
  const { locale } = pageCtx(args.context)
  return formAction(
    args,
    ClaimFirstStart,
    async (ctx, input) => {
      const account = await claimFirstStart(ctx, input)
      const { token } = await transaction(ctx, (tx) => openBrowserSession(tx, account.id))
      return redirect(paths(ctx.locale).welcome('shop'), {
        status: 303,
        headers: { 'set-cookie': sessionCookie(ctx.services.config, token) },
      })
    },
    { given: { locale } },
  )
}

/** The first page of a new installation. */
export default function Claim({ actionData }: Route.ComponentProps) {
  const t = useTranslations('welcome')
  return (
    <>
      <Head title={t('claim.title')} hidden />
      <PageHeader title={t('claim.title')} lead={t('claim.lead')} />
      <Form method="post" problem={actionData?.problem} values={actionData?.values}>
        <TextInput
          name="code"
          label={t('claim.code')}
          hint={t('claim.codeHint')}
          autoComplete="off"
          ltr
          required
        />
        <TextInput name="name" label={t('claim.name')} autoComplete="name" maxLength={200} required />
        <TextInput name="email" type="email" label={t('claim.email')} autoComplete="username" required />
        <TextInput
          name="password"
          type="password"
          label={t('claim.password')}
          hint={t('claim.passwordHint')}
          autoComplete="new-password"
          required
        />
        <SubmitButton>{t('claim.submit')}</SubmitButton>
      </Form>
    </>
  )
}
