import { useTranslations } from 'use-intl'
import { usePaths } from '../../../../web/document.ts'
import { SubmitButton } from '../../../../web/ui/button.tsx'
import { Form } from '../../../../web/ui/form.tsx'
import { TextInput } from '../../../../web/ui/inputs.tsx'

/** Asks for a tracking code and leads to its repair. */
export function CodeForm() {
  const t = useTranslations('track.find')
  const to = usePaths()
  return (
    // A new document: it may be the page of a refusal, which has no script.
    <Form method="get" action={to.trackFind()} reloadDocument>
      <TextInput
        name="code"
        label={t('code')}
        hint={t('codeHint')}
        autoComplete="off"
        autoCapitalize="characters"
        maxLength={40}
        ltr
        required
      />
      <p>
        <SubmitButton>{t('open')}</SubmitButton>
      </p>
    </Form>
  )
}
