import { useTranslations } from 'use-intl'
import { useDocument } from '../../../web/document.ts'
import { localText } from './local-text.ts'

/** Street and town in one line, each in its own direction. */
export function Address({ address, city }: { address: string; city: string }) {
  const t = useTranslations('shops')
  const { locale } = useDocument()
  return (
    <>
      <bdi>{localText(address, locale)}</bdi>
      {t('listComma')}
      <bdi>{city}</bdi>
    </>
  )
}
