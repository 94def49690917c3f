import { useTranslations } from 'use-intl'
import { Notice } from '../../../web/ui/notice.tsx'
import { Ltr } from '../../../web/ui/values.tsx'

/** A key as it is shown, this one time. */
export function NewKeyNotice({ made: { name, text } }: { made: { name: string; text: string } }) {
  const t = useTranslations('apiKeys')
  return (
    <Notice kind="ready" title={t('made', { name })}>
      <div className="grid gap-2">
        <p>{t('madeText')}</p>
        <p className="font-semibold select-all [overflow-wrap:anywhere]">
          <Ltr>{text}</Ltr>
        </p>
      </div>
    </Notice>
  )
}
