import { useTranslations } from 'use-intl'
import { HueTag } from '../../../web/ui/status-tag.tsx'
import { When } from '../../../web/ui/values.tsx'

/** Whether the shop is open, and until or from when; `at` in epoch milliseconds. */
export function OpenLine({ open, at }: { open: boolean; at: number | null }) {
  const t = useTranslations('shops')
  if (open && at !== null) {
    return (
      <p>
        <HueTag hue="ready" shape="check" plain>
          {t('openNow')}
        </HueTag>{' '}
        {t.rich('openUntil', { time: () => <When at={at} show="time" /> })}
      </p>
    )
  }
  return (
    <p>
      <HueTag hue="over" shape="dash" plain>
        {t('closedNow')}
      </HueTag>{' '}
      {at === null ? null : <>· {t.rich('opensAt', { time: () => <When at={at} show="nearTime" /> })}</>}
    </p>
  )
}
