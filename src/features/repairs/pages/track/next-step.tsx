import { useTranslations } from 'use-intl'
import { usePaths } from '../../../../web/document.ts'
import { CalendarPlus, Check, CreditCard, MapPin } from '../../../../web/icons.tsx'
import { buttonClass, LinkButton, SubmitButton } from '../../../../web/ui/button.tsx'
import { Form } from '../../../../web/ui/form.tsx'
import { Money } from '../../../../web/ui/values.tsx'
import { OpenLine } from '../../../shops/pages/open-line.tsx'
import { AskedNotice } from './asked.tsx'
import type { RepairView } from './read-view.ts'
import { OfferStep } from './waitlist.tsx'

/** The one thing that the customer can do now; nothing where it is the shop's turn. */
export function NextStep({ view, timePath }: { view: RepairView; timePath: string }) {
  const t = useTranslations('track.next')
  const to = usePaths()
  switch (nextOf(view)) {
    case 'offer':
      return <OfferStep view={view} />
    case 'otherTime':
      return view.visit?.askedBecause ? (
        <AskedNotice shop={view.shop.name} because={view.visit.askedBecause} until={view.visit.startsAt}>
          <p>
            <LinkButton to={timePath} kind="primary" icon={<CalendarPlus />}>
              {t('otherTime')}
            </LinkButton>
          </p>
        </AskedNotice>
      ) : null
    case 'confirm':
      return (
        <Form method="post">
          <input type="hidden" name="act" value="confirm" />
          <p>
            <SubmitButton icon={<Check />}>{t('confirm')}</SubmitButton>
          </p>
          <p className="small text-ink-2">{t('confirmHint')}</p>
        </Form>
      )
    case 'time':
      return (
        <p>
          <LinkButton to={timePath} kind="primary" icon={<CalendarPlus />}>
            {t('chooseTime')}
          </LinkButton>
        </p>
      )
    case 'pay':
      return (
        <Form method="post">
          <input type="hidden" name="act" value="pay" />
          <p>
            <SubmitButton icon={<CreditCard />}>
              <span>{t.rich('pay', { money: () => <Money value={view.balance} /> })}</span>
            </SubmitButton>
          </p>
          <p className="small text-ink-2">{t('payHint')}</p>
        </Form>
      )
    case 'pickUp':
      return (
        <div className="grid justify-items-start gap-3">
          <OpenLine {...view.shop.open} />
          <a className={buttonClass({ kind: 'primary' })} href={mapOf(view.shop)} rel="noreferrer">
            <MapPin />
            {t('directions')}
          </a>
        </div>
      )
    case 'again':
      return (
        <p>
          <LinkButton to={to.book(view.shop.slug)} kind="primary" icon={<CalendarPlus />}>
            {t('again')}
          </LinkButton>
        </p>
      )
    case null:
      return null
  }
}

/** What comes next from the customer. */
export function nextOf(
  view: RepairView,
): 'offer' | 'otherTime' | 'confirm' | 'time' | 'pay' | 'pickUp' | 'again' | null {
  const { status, visit, balance, waitlist } = view
  const mayBook = !view.shop.isSuspended
  if (mayBook && status === 'pending' && waitlist?.offer) return 'offer'
  if (visit?.askedBecause) return 'otherTime'
  if (visit?.asked) return 'confirm'
  if (status === 'canceled') return mayBook ? 'again' : null
  if (status === 'pending' && !visit?.isComing) return mayBook ? 'time' : null
  if (balance.amount > 0) return 'pay'
  return status === 'ready_for_pickup' ? 'pickUp' : null
}

/** The shop on a map. */
export function mapOf({ location, address, city }: RepairView['shop']): string {
  if (!location)
    return `https://www.openstreetmap.org/search?query=${encodeURIComponent(`${address}, ${city}`)}`
  const { lat, lon } = location
  return `https://www.openstreetmap.org/?mlat=${lat}&mlon=${lon}#map=17/${lat}/${lon}`
}
