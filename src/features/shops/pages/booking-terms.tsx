import { useTranslations } from 'use-intl'
import { formatDuration } from '../../../kit/time/format.ts'
import { useDocument } from '../../../web/document.ts'
import type { ShopPolicies } from '../shop.ts'

/** What holds for a booking, in sentences, from the shop's own settings. */
export function BookingTerms({ policies }: { policies: ShopPolicies }) {
  const t = useTranslations('shops')
  const { locale } = useDocument()
  const { cancelUntilMinutes, rescheduleUntilMinutes, confirmBookings } = policies
  const { confirmAskMinutes, confirmReleaseMinutes } = policies
  const within = (minutes: number) => ({ time: formatDuration(minutes, locale), minutes })
  return (
    <ul className="measure grid list-disc gap-2 ps-5">
      <li>{t(`terms.confirm.${confirmBookings}`)}</li>
      <li>{t('terms.cancel', within(cancelUntilMinutes))}</li>
      <li>{t('terms.reschedule', within(rescheduleUntilMinutes))}</li>
      {confirmAskMinutes === null ? null : <li>{t('terms.ask', within(confirmAskMinutes))}</li>}
      {confirmReleaseMinutes === null ? null : <li>{t('terms.release', within(confirmReleaseMinutes))}</li>}
      <li>{t('terms.price')}</li>
    </ul>
  )
}
