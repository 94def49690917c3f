import { useTranslations } from 'use-intl'
import { Head } from '../head.tsx'

export const handle = { noScripts: true }

export default function Home() {
  const t = useTranslations('home')
  return (
    <>
      <Head title={t('title')} description={t('description')} />
      <h1>{t('title')}</h1>
      <p className="measure mt-4">{t('lead')}</p>
    </>
  )
}
