import { useTranslations } from 'use-intl'
import { useDocument } from '../../../../web/document.ts'
import { nameDigits } from '../../../../web/ui/name-digits.ts'
import { Money, When } from '../../../../web/ui/values.tsx'
import { Near } from './near.tsx'
import type { RepairView } from './read-view.ts'

/** Where a repair stands, in one everyday sentence, and when it is ready where that is known. */
export function Sentence({ view }: { view: RepairView }) {
  const t = useTranslations('track')
  const { locale } = useDocument()
  const { visit, promisedAt } = view
  const words = {
    asset: () => <bdi>{nameDigits(calledIn(view), locale)}</bdi>,
    shop: () => <bdi>{view.shop.name}</bdi>,
    money: () => <Money value={view.balance} />,
    time: () => (visit ? <When at={visit.startsAt} show="nearTime" /> : null),
  }
  const isInWork = IN_WORK.includes(view.status)
  return (
    <>
      {t.rich(`state.${stateOf(view)}`, words)}
      {isInWork && promisedAt && view.isPromiseOpen ? (
        <> {t.rich('readyAbout', { time: () => <Near at={promisedAt} /> })}</>
      ) : null}
    </>
  )
}

/** The model, as people call their car or phone; with its make where it is a number: a “240” alone says nothing. */
function calledIn({ asset, number }: RepairView): string {
  if (!asset) return number
  return /\p{L}/u.test(asset.model) ? asset.model : asset.name
}

const IN_WORK: readonly string[] = ['in_progress', 'awaiting_parts', 'on_hold', 'quality_check', 'delayed']

/** The sentence's name: the shown status, told apart by what became of the visit while nothing has begun. */
export function stateOf({ status, visit, waitlist }: Pick<RepairView, 'status' | 'visit' | 'waitlist'>) {
  if (status === 'scheduled') return visit?.status === 'arrived' ? 'arrived' : 'scheduled'
  if (status === 'pending' && waitlist) return 'waiting'
  if (status !== 'pending' || !visit) return status
  switch (visit.status) {
    case 'requested':
      return 'requested'
    case 'declined':
      return 'declined'
    case 'canceled':
      return visit.released ? 'released' : 'visitCanceled'
    case 'no_show':
      return 'noShow'
    case 'confirmed':
    case 'arrived':
      return 'pending'
  }
}
