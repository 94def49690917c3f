import { useTranslations } from 'use-intl'
import { formatDate, formatDateTime, formatNearDate, formatTime } from '../../../../kit/time/format.ts'
import { BottomBar } from '../../../../web/ui/bottom-bar.tsx'
import { Button, SubmitButton } from '../../../../web/ui/button.tsx'
import { useReading } from '../../../../web/ui/reading.tsx'
import { Money, When } from '../../../../web/ui/values.tsx'
import { type Part, PARTS } from './draft.ts'
import { chosenServices, kindsOfThings, type PartProps } from './given.ts'
import { priceOf } from './price.ts'

/** The foot of the form: what it costs, when it is, and the one next button. */
export function Bar(props: PartProps) {
  const t = useTranslations('booking.bar')
  const { live, state, photos } = props
  const note = () => {
    if (photos.held) return <output>{t('photosFirst')}</output>
    // The last button says the time itself.
    if (state.open === 'who' && !state.ask) return <TaxLine {...props} />
    if (state.ask) return t('noTime')
    return live.startsAt ? <When at={live.startsAt} show="nearTime" /> : t('noTimeYet')
  }
  return <BottomBar price={<PriceLine {...props} />} note={note()} next={<Next {...props} />} />
}

/** Whether tax is in the price. */
function TaxLine({ given, live }: PartProps) {
  const t = useTranslations('booking.bar')
  const price = priceOf(chosenServices({ given, live }), given.shop)
  return price.tax > 0 ? t('withTax') : null
}

function PriceLine(props: PartProps) {
  const t = useTranslations('booking.bar')
  const { shop } = props.given
  const chosen = chosenServices(props)
  if (chosen.length === 0) return null
  const price = priceOf(chosen, shop)
  if (price.kind === 'open') return t('priceLater')
  const amount = { money: () => <Money value={{ amount: price.total, currency: shop.currency }} /> }
  return (
    <>
      {t.rich(`price.${price.kind}`, amount)}{' '}
      {props.state.open === 'who' ? null : (
        <span className="small nowrap font-normal text-ink-2">
          <TaxLine {...props} />
        </span>
      )}
    </>
  )
}

function Next(props: PartProps) {
  const { state, photos } = props
  const press = usePress(props)
  return (
    <SubmitButton {...press} {...(photos.held ? { pending: true } : {})}>
      <NextWords {...props} open={state.open} />
    </SubmitButton>
  )
}

/** What pressing Enter in a field does: the same as the button at the foot, not the first "Change" above. */
export function EnterKey(props: PartProps) {
  const press = usePress(props)
  return <Button {...press} type="submit" className="sr-only" tabIndex={-1} aria-hidden="true" />
}

function usePress({ state }: PartProps): { name: string; value: string } {
  if (state.open === 'who') return { name: 'book', value: state.startsAt ?? '' }
  return { name: 'step', value: PARTS[PARTS.indexOf(state.open) + 1] ?? 'who' }
}

function NextWords({ open, given, state }: PartProps & { open: Part }) {
  const t = useTranslations('booking.bar')
  const when = useWhenWords(state.startsAt)
  const kinds = kindsOfThings(given.shop)
  switch (open) {
    case 'what':
      return t(state.ask ? 'toWish' : 'toWhen')
    case 'when':
      return t('toWhich', { kind: kinds.length === 1 ? (kinds[0] ?? 'vehicle') : 'both' })
    case 'which':
      return t('toWho')
    case 'who':
      if (state.ask) return t('send')
      return t(given.shop.confirms === 'instant' ? 'book' : 'request', { when })
  }
}

const WEEK = 6 * 86_400_000

/** "Tuesday 9:30 AM" within a week, the whole date beyond. */
export function useWhenWords(startsAt: string | null): string {
  const { style, now } = useReading()
  if (!startsAt) return ''
  const at = Date.parse(startsAt)
  if (at - now > WEEK) return formatDateTime(at, style, 'short')
  const near = formatNearDate(at, now, style, 'weekday')
  return `${near || formatDate(at, style, 'weekday')} ${formatTime(at, style)}`
}
