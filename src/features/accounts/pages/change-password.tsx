import { useTranslations } from 'use-intl'
import { anyAccount } from '../../../kit/access/index.ts'
import { formAction } from '../../../kit/http/forms.ts'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { usePaths } from '../../../web/document.ts'
import { Head } from '../../../web/head.tsx'
import { paths } from '../../../web/paths.ts'
import { SubmitButton } from '../../../web/ui/button.tsx'
import { Checkbox } from '../../../web/ui/choices.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { TextInput } from '../../../web/ui/inputs.tsx'
import { Breadcrumb } from '../../../web/ui/nav.tsx'
import { PageHeader } from '../../../web/ui/page.tsx'
import { changePassword, ChangePasswordInput } from '../change-password.ts'
import { readSecurity } from '../read-security.ts'
import type { Route } from './+types/change-password.ts'
import { ProofFields } from './proof-fields.tsx'

export { headers } from './no-store.ts'

export const handle = { noScripts: true }

/** Whether there is a password to be asked for. */
export async function loader({ context }: Route.LoaderArgs) {
  const { hasPassword } = await readSecurity(pageCtx(context))
  return { hasPassword }
}

/** Changes it. */
export function action(args: Route.ActionArgs) {
  return formAction(
    args,
    ChangePasswordInput,
    async (ctx, input) => {
      await changePassword(ctx, input)
      return paths(ctx.locale).security({ notice: 'password' })
    },
    { who: anyAccount },
  )
}

/** Another password, by the present one. */
export default function ChangePassword({ loaderData: { hasPassword }, actionData }: Route.ComponentProps) {
  const t = useTranslations('security')
  const words = useTranslations('accounts')
  const title = t(hasPassword ? 'password.change' : 'password.set')
  return (
    <>
      <Head title={title} hidden />
      <PageHeader
        above={<Breadcrumb items={[{ to: usePaths().security(), label: t('title') }]} />}
        title={title}
      />
      <Form
        method="post"
        className="measure"
        problem={actionData?.problem}
        values={actionData?.values}
        labels={{ presentPassword: t('password.present'), password: words('newPassword') }}
      >
        <ProofFields problem={actionData?.problem} />
        {hasPassword ? (
          <TextInput
            name="presentPassword"
            type="password"
            label={t('password.present')}
            autoComplete="current-password"
            required
          />
        ) : null}
        <TextInput
          name="password"
          type="password"
          label={words('newPassword')}
          hint={words('passwordHint')}
          autoComplete="new-password"
          required
        />
        <Checkbox name="keepOthers" label={t('password.keepOthers')} hint={t('password.keepOthersHint')} />
        <SubmitButton className="justify-self-start">{t('password.submit')}</SubmitButton>
      </Form>
    </>
  )
}
