import { useTranslations } from 'use-intl'
import { BottomBar } from '../../../../web/ui/bottom-bar.tsx'
import { Button, SubmitButton } from '../../../../web/ui/button.tsx'
import { Money, When } from '../../../../web/ui/values.tsx'
import { type Part, PARTS } from './draft.ts'
import { chosenServices, isDone, isInstant, kindsOfThings, type PartProps } from './given.ts'
import { priceOf } from './price.ts'
import { useWhenWords } from './when-words.ts'

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
  const { photos } = props
  const press = usePress(props)
  return (
    <SubmitButton {...press} {...(photos.held ? { pending: true } : {})}>
      <NextWords {...props} />
    </SubmitButton>
  )
}

/** What pressing Enter in a field does: the same as the button at the foot, not the first "Change" above. */
export function EnterKey(props: PartProps) {
  const press = usePress(props)
  return <Button {...press} type="submit" className="sr-only" tabIndex={-1} aria-hidden="true" />
}

function usePress(props: PartProps): Press {
  const { state } = props
  if (state.open === 'who') return { name: 'book', value: state.startsAt ?? '' }
  const press = { name: 'step', value: nextPart(props) }
  // Going on with a time holds it, which changes something: that is posted.
  return state.open === 'when' && !state.ask ? { ...press, formMethod: 'post' } : press
}

interface Press {
  name: string
  value: string
  formMethod?: 'post'
}

/** The part that the button opens: the next one that is not done yet. */
function nextPart(props: PartProps): Part {
  const after = PARTS.slice(PARTS.indexOf(props.state.open) + 1)
  return after.find((part) => !isDone(part, props)) ?? 'who'
}

function NextWords(props: PartProps) {
  const { given, state } = props
  const t = useTranslations('booking.bar')
  const when = useWhenWords(state.startsAt)
  const kinds = kindsOfThings(given.shop)
  if (state.open === 'who') {
    if (state.ask) return t(state.wait ? 'join' : 'send')
    return t(isInstant(props) ? 'book' : 'request', { when })
  }
  switch (nextPart(props)) {
    case 'what':
    case 'when':
      return t(state.ask ? 'toWish' : 'toWhen')
    case 'which':
      return t('toWhich', { kind: kinds.length === 1 ? (kinds[0] ?? 'vehicle') : 'both' })
    case 'who':
      return t('toWho')
  }
}
