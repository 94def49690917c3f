import { all, isTyped } from './draft.ts'
import type { PartProps } from './given.ts'

/** What the open part does not ask for travels hidden: the form always holds the whole booking. */
export function Carried({ state, live, values, photos }: PartProps) {
  const { open, ask } = state
  const shownTimes = state.times?.days.find(({ date }) => date === state.times?.day)?.slots ?? []
  const keepsTime = open !== 'when' || (live.startsAt !== null && !shownTimes.includes(live.startsAt))
  const typed = Object.entries(values).filter(([name]) => name !== 'imageIds' && partOfField(name) !== open)
  const sentPhotos = photos.list.flatMap(({ id }) => id ?? [])
  return (
    <>
      {open === 'what' ? null : <Hidden name="service" value={state.services} />}
      {keepsTime && live.startsAt ? <Hidden name="startsAt" value={live.startsAt} /> : null}
      {ask ? <Hidden name="ask" value={state.wait ? 'wait' : '1'} /> : null}
      {state.hold ? <Hidden name="hold" value={state.hold.token} /> : null}
      {state.times?.earlier ? <Hidden name="from" value={state.times.days[0]?.date ?? ''} /> : null}
      {open === 'which' || isTyped(values) ? <Hidden name="imageIds" value={sentPhotos} /> : null}
      {typed.map(([name, value]) => (
        <Hidden key={name} name={name} value={value} />
      ))}
    </>
  )
}

function Hidden({ name, value }: { name: string; value: string | readonly string[] }) {
  return all(value).map((one) => <input key={one} type="hidden" name={name} value={one} />)
}

function partOfField(name: string): string {
  if (name.startsWith('preferred.') || name.startsWith('wait.')) return 'when'
  return name.startsWith('customer.') || name === 'termsAccepted' ? 'who' : 'which'
}
