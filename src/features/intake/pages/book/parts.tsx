import { useTranslations } from 'use-intl'
import { Step } from '../../../../web/ui/step.tsx'
import { When } from '../../../../web/ui/values.tsx'
import { all, last, type Part, PARTS } from './draft.ts'
import { chosenServices, isDone, kindsOfThings, type PartProps } from './given.ts'
import { WhatPart } from './what.tsx'
import { WhenPart } from './when.tsx'
import { WhichPart } from './which.tsx'
import { WhoPart } from './who.tsx'
import { WishPart, WishSummary } from './wish.tsx'

/** The four parts: those done folded to a line, the open one, those to come. */
export function Parts(props: PartProps) {
  const t = useTranslations('booking')
  const { state, given } = props
  const at = PARTS.indexOf(state.open)
  const titles: Record<Part, string> = {
    what: t('what.title'),
    when: state.ask ? t('wish.title') : t('when.title'),
    which: t('which.title', { kind: useKind(props) }),
    who: given.account ? t('who.titleKnown') : t('who.title'),
  }
  return PARTS.map((part, index) => (
    <Step
      key={part}
      number={index + 1}
      title={titles[part]}
      state={index === at ? 'open' : index < at || isDone(part, props) ? 'done' : 'coming'}
      summary={<Summary part={part} {...props} />}
      edit={{ name: 'step', value: part }}
    >
      <Open part={part} {...props} />
    </Step>
  ))
}

/** The word for what the work is on. */
function useKind({ given, values }: PartProps): string {
  const kinds = kindsOfThings(given.shop)
  const typed = last(values['asset.kind'])
  if (kinds.length === 1) return kinds[0] ?? 'vehicle'
  return typed === 'vehicle' || typed === 'device' ? typed : 'both'
}

function Open({ part, ...props }: PartProps & { part: Part }) {
  switch (part) {
    case 'what':
      return <WhatPart {...props} />
    case 'when':
      return props.state.ask ? <WishPart {...props} /> : <WhenPart {...props} />
    case 'which':
      return <WhichPart {...props} />
    case 'who':
      return <WhoPart {...props} />
  }
}

function Summary({ part, ...props }: PartProps & { part: Part }) {
  const t = useTranslations('booking')
  if (part === 'what') {
    const chosen = chosenServices(props)
    if (chosen.length === 0) return <span>{t('what.ask')}</span>
    return <bdi>{chosen.map(({ name }) => name).join(t('comma'))}</bdi>
  }
  if (part === 'when') {
    if (props.state.ask) return <WishSummary {...props} />
    return props.state.startsAt ? (
      <TimeSummary startsAt={props.state.startsAt} hold={props.state.hold} />
    ) : null
  }
  return part === 'which' ? <WhichSummary {...props} /> : null
}

/** The chosen time, and until when it is kept. */
function TimeSummary({ startsAt, hold }: { startsAt: string; hold: PartProps['state']['hold'] }) {
  const t = useTranslations('booking.held')
  return (
    <span>
      <When at={startsAt} show="dateTime" />
      {hold ? (
        <span className="small block font-normal text-ink-2">
          {t.rich('until', { time: () => <When at={hold.until} show="time" /> })}
        </span>
      ) : null}
    </span>
  )
}

function WhichSummary({ given, values, photos }: PartProps) {
  const t = useTranslations('booking')
  const mine = given.garage.find(({ id }) => id === last(values['assetId']))
  const names = mine
    ? [mine.kind === 'vehicle' ? mine.make : mine.brand, mine.model]
    : ['asset.make', 'asset.brand', 'asset.model', 'asset.year'].map((name) => last(values[name]) ?? '')
  const count = photos.list.filter(({ state }) => state !== 'failed').length
  const issue = all(values['description']).at(-1) ?? ''
  return (
    <span>
      <bdi>{names.filter(Boolean).join(' ')}</bdi>
      {count > 0 ? (
        <span className="font-normal text-ink-2">
          {t('comma')}
          {t('which.photos', { count })}
        </span>
      ) : null}
      {issue ? (
        // Cut at its own end, whichever way it reads.
        <span dir="auto" className="own-way block truncate font-normal text-ink-2">
          {issue}
        </span>
      ) : null}
    </span>
  )
}
