import { createContext, startTransition, useContext, useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { formatDateTime, formatRange } from '../../../kit/time/format.ts'
import { useHotkeys } from '../../../web/ui/desk/hotkeys.ts'
import { toast } from '../../../web/ui/desk/toast.tsx'
import type { PageProblem } from '../../../web/ui/form.tsx'
import { useReading } from '../../../web/ui/reading.tsx'
import { useApi } from '../../repairs/pages/use-api.ts'
import { useDocument } from '../../../web/document.ts'
import { localText } from '../../shops/pages/local-text.ts'
import { type Look, lookAt, type Spot } from './moves.ts'
import type { Visit } from './read-visits.ts'
import { useCalendar } from './use-calendar.ts'

/** A visit on its way: where it was taken up, and where it stands now. */
export interface Moving {
  visit: Visit
  from: Spot
  to: Spot
  by: 'hand' | 'keys'
}

/** A move that was refused: the visit, and the nearest times that are free. */
interface Refusal {
  visit: Visit
  problem: PageProblem
  alternatives: string[]
}

interface Change {
  startsAt: string
  resourceIds?: string[]
  durationMinutes?: number | null
}

/** Moves visits by hand and keys; the server decides, and a refusal puts them back. */
function useMoves() {
  const t = useTranslations('calendar.moving')
  const { style } = useReading()
  const { grid, resources } = useCalendar()
  const { call, busy: sending } = useApi()
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [said, setSaid] = useState('')
  const undo = useRef<(() => void) | null>(null)
  const places = usePlaceNames()

  const look = (id: string, to: Spot): Look | null => {
    const column = grid?.columns.find((one) => one.id === to.column)
    return grid && column ? lookAt({ ...column, axis: grid }, to, id) : null
  }
  const where = (id: string, to: Spot): string => {
    const seen = look(id, to)
    const time = formatRange(to.start, to.start + to.minutes * 60_000, style, 'short')
    const place = grid ? places(to.column) : ''
    return [time, place, seen ? t(seen) : ''].filter(Boolean).join(' · ')
  }
  const send = async (visit: Visit, change: Change, back?: Change): Promise<boolean> => {
    setRefusal(null)
    const answer = await call('PATCH', `/api/appointment/${visit.id}`, change)
    if (!answer.ok) {
      const { problem } = answer
      const found = 'alternatives' in problem ? (problem.alternatives as { startsAt: string }[]) : []
      setRefusal({ visit, problem, alternatives: found.map(({ startsAt }) => startsAt) })
      setSaid(t('refused', { why: problem.title ?? '' }))
      return false
    }
    const text = t('done', {
      name: visit.customer?.name ?? '',
      time: formatDateTime(Date.parse(change.startsAt), style, 'short'),
    })
    setSaid(text)
    undo.current = back ? () => void send(visit, back) : null
    toast(undo.current ? { text, undo: undo.current } : { text })
    return true
  }
  const { moving, last, begin, shift, cancel, settle } = useMovingState({ setSaid, where, t })
  useHotkeys({ 'mod+z': () => takeBack(undo) }, moving === null)
  const drop = async () => {
    const put = last.current
    if (!put) return
    if (isSame(put.from, put.to)) return cancel()
    await send(put.visit, changeOf(put, resources), backOf(put.visit))
    // Together with the new data, which comes as a transition too: sooner, it would jump back for a moment.
    startTransition(() => settle(put))
  }
  const take = (startsAt: string) => {
    if (refusal) void send(refusal.visit, { startsAt }, backOf(refusal.visit))
  }
  return {
    moving,
    last,
    sending,
    refusal,
    said,
    look,
    begin,
    shift,
    cancel,
    drop,
    take,
    dismiss: () => setRefusal(null),
  }
}

interface Telling {
  setSaid: (text: string) => void
  where: (id: string, to: Spot) => string
  t: ReturnType<typeof useTranslations<'calendar.moving'>>
}

/** What is on its way. A hand is faster than the screen: each step goes on from the last one, not from what is drawn. */
function useMovingState({ setSaid, where, t }: Telling) {
  const [moving, setMoving] = useState<Moving | null>(null)
  const last = useRef<Moving | null>(null)
  const arrived = useRef<string | null>(null)
  const set = (next: Moving | null) => {
    last.current = next
    setMoving(next)
  }
  // What was put down by keys keeps the focus, wherever it is drawn now.
  useEffect(() => {
    if (moving || !arrived.current) return
    document.getElementById(`visit-${arrived.current}`)?.focus()
    arrived.current = null
  }, [moving])
  return {
    moving,
    last,
    begin(visit: Visit, from: Spot, by: Moving['by']) {
      set({ visit, from, to: from, by })
      const name = visit.customer?.name ?? ''
      setSaid(by === 'keys' ? t('begun', { name, where: where(visit.id, from) }) : '')
    },
    shift(to: Spot) {
      const now = last.current
      if (!now || isSame(now.to, to)) return
      set({ ...now, to })
      if (now.by === 'keys') setSaid(where(now.visit.id, to))
    },
    cancel() {
      if (last.current) setSaid(t('left'))
      set(null)
    },
    settle({ visit, by }: Moving) {
      if (by === 'keys') arrived.current = visit.id
      set(null)
    },
  }
}

function takeBack(undo: { current: (() => void) | null }): void {
  const last = undo.current
  undo.current = null
  last?.()
}

const isSame = (a: Spot, b: Spot): boolean =>
  a.start === b.start && a.minutes === b.minutes && a.column === b.column

const iso = (at: number): string => new Date(at).toISOString()

/** What the server is asked for: the column that it was put in, and those of its kind that it keeps. */
function changeOf({ visit, from, to }: Moving, resources: readonly { id: string; kind: string }[]): Change {
  const kind = resources.find(({ id }) => id === to.column)?.kind
  const others = visit.resourceIds.filter(
    (id) => id !== from.column && resources.some((one) => one.id === id && one.kind === kind),
  )
  return {
    startsAt: iso(to.start),
    ...(kind && to.column ? { resourceIds: [...new Set([to.column, ...others])] } : {}),
    ...(to.minutes === from.minutes ? {} : { durationMinutes: to.minutes }),
  }
}

const backOf = (visit: Visit): Change => ({
  startsAt: iso(visit.startsAt),
  resourceIds: visit.resourceIds,
  durationMinutes: visit.workMinutes,
})

/** A column's name; empty for a day of the week. */
export function usePlaceNames(): (column: string | null) => string {
  const { locale } = useDocument()
  const { grid } = useCalendar()
  return (column) => {
    const name = grid?.columns.find(({ id }) => id === column)?.name ?? ''
    return name && localText(name, locale)
  }
}

type Moves = ReturnType<typeof useMoves>

const Shared = createContext<Moves | null>(null)

/** Lets visits inside be moved, by hand and by keys. */
export function MovingVisits({ children }: { children: ReactNode }) {
  const moves = useMoves()
  return <Shared value={moves}>{children}</Shared>
}

/** The moves under way around this part of the calendar. */
export function useMoving(): Moves {
  const moves = useContext(Shared)
  if (!moves) throw new Error('A part of the calendar stands inside MovingVisits')
  return moves
}
