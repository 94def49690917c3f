import { useTranslations } from 'use-intl'
import { usePaths } from '../../../web/document.ts'
import { LinkButton } from '../../../web/ui/button.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import type { ShopStatus } from '../shop.ts'

interface Props {
  shop: { slug: string; status: ShopStatus }
  /** Why it is suspended. */
  reason: string | null
  /** The reader may set the shop up. */
  maySetUp: boolean
}

/** Over the desk of a shop that the public does not see: why, and what goes on. */
export function ShopStateBanner({ shop: { slug, status }, reason, maySetUp }: Props) {
  const t = useTranslations('desk.shopState')
  const to = usePaths()
  if (status === 'approved') return null
  if (status === 'suspended')
    return (
      <Notice kind="blocked" title={t('suspendedTitle')}>
        <p>{t('suspendedText')}</p>
        {reason ? (
          <p className="wrap-anywhere">{t.rich('reason', { reason: () => <bdi>{reason}</bdi> })}</p>
        ) : null}
      </Notice>
    )
  return (
    <Notice
      kind="waiting"
      title={t('pendingTitle')}
      action={
        maySetUp ? (
          <LinkButton to={to.welcome(`${slug}/hours`)} size="small" reloadDocument>
            {t('setUp')}
          </LinkButton>
        ) : undefined
      }
    >
      <p>{t('pendingText')}</p>
    </Notice>
  )
}
