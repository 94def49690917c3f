import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useDocument } from '../../../../web/document.ts'
import { Notice } from '../../../../web/ui/notice.tsx'
import { When } from '../../../../web/ui/values.tsx'
import type { AskedReason } from '../../../booking/ask-customer.ts'

interface AskedProps {
  shop: string
  because: readonly AskedReason[]
  /** When the visit would begin: by then another time is chosen. */
  until: string
  children?: ReactNode
}

/** The shop asks for another time: why, and until when. */
export function AskedNotice({ shop, because, until, children }: AskedProps) {
  const t = useTranslations('track.time')
  return (
    <Notice kind="waiting" title={t('asked', { shop })}>
      <AskedWhy because={because} until={until} />
      <p>{t('askedHint')}</p>
      {children}
    </Notice>
  )
}

/** The reasons as the shop gives them to its customers, and the deadline while there is one. */
export function AskedWhy({ because, until, zone }: Omit<AskedProps, 'shop'> & { zone?: string }) {
  const t = useTranslations('track.time')
  const { now } = useDocument()
  return (
    <>
      {because.map((reason) => (
        <p key={reason}>{t(`because.${reason}`)}</p>
      ))}
      {Date.parse(until) > now ? (
        <p>
          {t.rich('askedUntil', {
            time: () => <When at={until} show="nearTime" {...(zone ? { zone } : {})} />,
          })}
        </p>
      ) : null}
    </>
  )
}
