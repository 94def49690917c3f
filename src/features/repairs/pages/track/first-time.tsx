import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { Notice } from '../../../../web/ui/notice.tsx'
import { Ltr } from '../../../../web/ui/values.tsx'
import { KEPT_BOOKING } from '../../../intake/pages/book/kept.ts'
import type { RepairView } from './read-view.ts'

/** The confirmation: shown once, right after booking. */
export function FirstTime({ view, link }: { view: RepairView; link: string }) {
  const t = useTranslations('track.first')
  // What was typed for this booking has done its work.
  useEffect(() => {
    try {
      sessionStorage.removeItem(KEPT_BOOKING)
    } catch {
      // A browser that keeps nothing.
    }
  }, [])
  const kind = !view.visit ? 'asked' : view.visit.status === 'requested' ? 'requested' : 'booked'
  return (
    <Notice kind="ready" title={t(`${kind}.title`, { number: view.number })}>
      <p>{t(`${kind}.text`)}</p>
      <p>
        {t('keep')}{' '}
        <a className="link link-ink break-all" href={link}>
          <Ltr>{link.replace(/^https?:\/\//, '')}</Ltr>
        </a>
      </p>
      <h3 className="pt-2">{t('next')}</h3>
      <ol className="list-decimal ps-5 rtl:[list-style-type:persian]">
        <li>{t(`${kind}.first`)}</li>
        <li>{t('second')}</li>
        <li>{t('third')}</li>
      </ol>
    </Notice>
  )
}
