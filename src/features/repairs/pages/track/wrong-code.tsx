import { useTranslations } from 'use-intl'
import { usePaths } from '../../../../web/document.ts'
import { Head } from '../../../../web/head.tsx'
import { useOtherLanguage } from '../../../../web/layouts/use-other-language.ts'
import { PageHeader } from '../../../../web/ui/page.tsx'
import { PlainShell } from '../../../../web/ui/shell.tsx'
import { CodeForm } from './code-form.tsx'

/** No repair has this code: why that may be, and how to go on. */
export function WrongCode() {
  const t = useTranslations('track.wrong')
  const to = usePaths()
  return (
    <PlainShell home={to.home()} otherLanguage={useOtherLanguage()}>
      <Head title={t('title')} hidden />
      <PageHeader title={t('title')} />
      <ul className="measure grid list-disc gap-2 ps-5 pb-6">
        <li>{t('typed')}</li>
        <li>{t('message')}</li>
        <li>{t('ask')}</li>
      </ul>
      <CodeForm />
    </PlainShell>
  )
}
