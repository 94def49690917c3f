import { useTranslations } from 'use-intl'
import { formatPlainDate } from '../../../../kit/time/format.ts'
import { useDocument } from '../../../../web/document.ts'
import { RadioCards } from '../../../../web/ui/choices.tsx'
import { Select } from '../../../../web/ui/inputs.tsx'
import { last } from './draft.ts'
import type { PartProps } from './given.ts'

const DAY_PARTS = ['morning', 'afternoon', 'evening'] as const

/** A request without a fixed time: when it would suit, if it matters. */
export function WishPart({ state, given }: PartProps) {
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
      {state.services.length > 0 ? (
        <p>
          <button type="submit" name="ask" value="" className="link">
            {t('chooseTime')}
          </button>
        </p>
      ) : null}
    </div>
  )
}

/** The wish in a line. */
export function WishSummary({ values }: PartProps) {
  const t = useTranslations('booking.wish')
  const ui = useTranslations('ui')
  const style = useDocument()
  const day = last(values['preferred.day'])
  const part = DAY_PARTS.find((one) => one === last(values['preferred.part'])) ?? 'morning'
  if (!day) return <span>{t('anyDay')}</span>
  return (
    <span>{t('summary', { day: dayName(day, style), part: ui(part).toLocaleLowerCase(style.locale) })}</span>
  )
}

function dayName(date: string, style: ReturnType<typeof useDocument>): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  return formatPlainDate({ year, month, day }, style, 'short')
}
