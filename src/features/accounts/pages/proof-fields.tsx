import { useTranslations } from 'use-intl'
import { PROOF_FIELD, PROOF_REQUEST, PROOF_SEND } from '../../../kit/http/form-key.ts'
import { Button } from '../../../web/ui/button.tsx'
import type { PageProblem } from '../../../web/ui/form.tsx'
import { TextInput } from '../../../web/ui/inputs.tsx'
import { CodeInput } from './code-input.tsx'

/** A refusal that asks who sends the form, and what is known of the code that was sent for it. */
type Asked = PageProblem & { request?: string }

/**
 * What a form asks beside its own fields once it was refused because its session has not shown lately whose it is: the
 * password, or a code to the phone. All that was typed stands as it was, and one press does both.
 */
export function ProofFields({ problem }: { problem: PageProblem | undefined }) {
  const t = useTranslations('security.proof')
  const { proveBy, request }: Asked = problem ?? {}
  if (proveBy === 'password') {
    return (
      <TextInput
        name={PROOF_FIELD}
        type="password"
        label={t('password')}
        autoComplete="current-password"
        required
      />
    )
  }
  if (proveBy !== 'phone') return null
  if (request === undefined) {
    return (
      <Button type="submit" name={PROOF_SEND} value="1" className="justify-self-start">
        {t('send')}
      </Button>
    )
  }
  return (
    <>
      <input type="hidden" name={PROOF_REQUEST} value={request} />
      <CodeInput name={PROOF_FIELD} label={t('code')} hint={t('codeHint')} />
    </>
  )
}
