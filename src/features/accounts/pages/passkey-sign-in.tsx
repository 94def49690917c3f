import { useTranslations } from 'use-intl'
import { usePaths } from '../../../web/document.ts'
import { KeyRound } from '../../../web/icons.tsx'
import { SubmitButton } from '../../../web/ui/button.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { AskedForCookies } from './asked-for-cookies.tsx'
import { PasskeyForm } from './passkey-form.tsx'

/** The button that signs in by a passkey; hidden where the browser has none. */
export function PasskeySignIn({ to }: { to: string | undefined }) {
  const t = useTranslations('security')
  return (
    <Form method="post" action={usePaths().signInByPasskey(to)} hidden data-passkey="get">
      <AskedForCookies />
      <PasskeyForm options="/api/auth/passkey-options" failed={t('passkeys.useFailed')}>
        <SubmitButton kind="quiet" icon={<KeyRound />} wide>
          {t('passkeys.use')}
        </SubmitButton>
      </PasskeyForm>
    </Form>
  )
}
