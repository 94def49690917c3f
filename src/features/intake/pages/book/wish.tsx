import { useTranslations } from 'use-intl'
import { formatPlainDate } from '../../../../kit/time/format.ts'
import { useDocument } from '../../../../web/document.ts'
import { RadioCards } from '../../../../web/ui/choices.tsx'
import { Select } from '../../../../web/ui/inputs.tsx'
import { last } from './draft.ts'
import type { PartProps } from './given.ts'

const DAY_PARTS = ['morning', 'afternoon', 'evening'] as const

/** A request without a fixed time: when it would suit, if it matters; or from when to when somebody waits. */
export function WishPart(props: PartProps) {
  return props.state.wait ? <WaitPart {...props} /> : <AskPart {...props} />
}

function AskPart({ state, given }: PartProps) {
  const t = useTranslations('booking.wish')
  const ui = useTranslations('ui')
  const style = useDocument()
  return (
    <div className="grid gap-4">
      <p className="measure text-ink-2">{t('lead', { shop: given.shop.name })}</p>
      <Select
        name="preferred.day"
        label={t('day')}
        none={t('anyDay')}
        options={state.wishDays.map((date) => ({ value: date, label: dayName(date, style) }))}
      />
      <RadioCards
        name="preferred.part"
        label={t('part')}
        layout="tiles"
        choices={DAY_PARTS.map((part) => ({ value: part, title: ui(part) }))}
      />
      {state.services.length > 0 ? <ChooseInstead /> : null}
    </div>
  )
}

function ChooseInstead() {
  const t = useTranslations('booking.wish')
  return (
    <p>
      <button type="submit" name="ask" value="" className="link">
        {t('chooseTime')}
      </button>
    </p>
  )
}

/** The waitlist: between which days, and in which part of them. */
function WaitPart({ state, given }: PartProps) {
  const t = useTranslations('booking.wait')
  const ui = useTranslations('ui')
  const style = useDocument()
  const days = state.wishDays.map((date) => ({ value: date, label: dayName(date, style) }))
  return (
    <div className="grid gap-4">
      <p className="measure text-ink-2">{t('lead', { shop: given.shop.name })}</p>
      <div className="grid gap-4 sm:grid-cols-2">
        <Select name="wait.from" label={t('from')} none={t('fromNow')} options={days} />
        <Select name="wait.to" label={t('to')} none={t('toAny')} options={days} />
      </div>
      <RadioCards
        name="wait.part"
        label={t('part')}
        layout="tiles"
        choices={[
          { value: 'any', title: t('anyPart') },
          ...DAY_PARTS.map((part) => ({ value: part, title: ui(part) })),
        ]}
      />
      <ChooseInstead />
    </div>
  )
}

/** The wish in a line. */
export function WishSummary({ state, values }: PartProps) {
  const t = useTranslations('booking.wish')
  const ui = useTranslations('ui')
  const style = useDocument()
  const wait = useTranslations('booking.wait')
  const day = last(values['preferred.day'])
  const part = DAY_PARTS.find((one) => one === last(values['preferred.part'])) ?? 'morning'
  if (state.wait) return <span>{wait('summary')}</span>
  if (!day) return <span>{t('anyDay')}</span>
  return (
    <span>{t('summary', { day: dayName(day, style), part: ui(part).toLocaleLowerCase(style.locale) })}</span>
  )
}

function dayName(date: string, style: ReturnType<typeof useDocument>): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  return formatPlainDate({ year, month, day }, style, 'short')
}
