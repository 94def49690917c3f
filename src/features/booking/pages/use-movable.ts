import { useEffect, useRef } from 'react'
import type { KeyboardEvent, PointerEvent } from 'react'
import { atWall, lengthened, lengthTo, snapped, type Spot, wallMinutes } from './moves.ts'
import type { Visit } from './read-visits.ts'
import { useCalendar } from './use-calendar.ts'
import { useHand } from './use-hand.ts'
import { useMoving } from './use-moving.tsx'

const MINUTE = 60_000
/** Only what has not begun moves. */
const isMovable = ({ status }: Visit): boolean => status === 'requested' || status === 'confirmed'

/**
 * What makes a visit movable: handlers for its link (hand and keys) and for its lower edge. Undefined where it does not
 * move: to whoever may not, and once it has begun.
 */
export function useMovable(visit: Visit, column: string | null) {
  const { mayMove } = useCalendar()
  const moves = useMoving()
  const shifts = useShifts(visit, column)
  const latest = useRef({ moves, shifts })
  useEffect(() => {
    latest.current = { moves, shifts }
  })
  const hand = useHand(latest)
  if (!mayMove || !isMovable(visit)) return undefined
  const isMoving = moves.moving?.visit.id === visit.id
  return {
    isMoving,
    link: {
      draggable: false,
      'aria-keyshortcuts': 'm',
      onPointerDown: (event: PointerEvent) => hand.press(event, 'move'),
      onClickCapture: hand.swallowClick,
      onContextMenu: hand.swallowMenu,
      onKeyDown: (event: KeyboardEvent) => pressKey(event, { moves, shifts, isMoving }),
      onBlur: () => {
        if (isMoving && moves.last.current?.by === 'keys' && !moves.sending) moves.cancel()
      },
    },
    edge: { onPointerDown: (event: PointerEvent) => hand.press(event, 'resize') },
  }
}

export type Moves = ReturnType<typeof useMoving>

/** The ways in which a visit goes on the screen: to a point, by a step, to the next column. */
function useShifts(visit: Visit, column: string | null) {
  const { grid, days, step, shop } = useCalendar()
  const from: Spot = {
    start: visit.startsAt,
    minutes: Math.round((visit.endsAt - visit.startsAt) / MINUTE),
    column,
  }
  const columns = grid ? grid.columns.flatMap(({ id }) => id ?? []) : days.map(({ date }) => date)
  const onDay = (spot: Spot, date: string): Spot => {
    const midnight = days.find((day) => day.date === date)?.midnight
    if (midnight === undefined) return spot
    return { ...spot, column: date, start: atWall(midnight, wallMinutes(spot.start, shop.zone), shop.zone) }
  }
  return {
    visit,
    from,
    /** To the column `by` further on, where there is one. A visit that nobody has stays there. */
    across(spot: Spot, by: number): Spot {
      const next = spot.column === null ? undefined : columns[columns.indexOf(spot.column) + by]
      if (next === undefined) return spot
      return grid ? { ...spot, column: next } : onDay(spot, next)
    },
    along(spot: Spot, steps: number): Spot {
      const start = spot.start + steps * step * MINUTE
      return grid && (start < grid.start || start >= grid.end) ? spot : { ...spot, start }
    },
    longer: (spot: Spot, steps: number): Spot => ({ ...spot, minutes: lengthened(spot, steps, step) }),
    /** To where the hand is: `grab` is how far below the visit's start it took hold. */
    toPoint(x: number, y: number, grab: number): Spot {
      const over = columnAt(x, y)
      const name = over?.dataset['column']
      if (!over || name === undefined || column === null) return from
      if (!grid) return onDay(from, name)
      const start = snapped(timeAt(over, y, grid) - grab, grid.start, step)
      return { ...from, column: name, start: Math.max(grid.start, start) }
    },
    /** The length at which the hand is at its end. */
    toEnd(y: number): Spot {
      const own = document.querySelector<HTMLElement>('.day-column')
      if (!grid || !own) return from
      return { ...from, minutes: lengthTo(timeAt(own, y, grid), from, grid.start, step) }
    },
    /** How long after its start the hand takes hold of it. */
    grabAt(y: number): number {
      const own = document.querySelector<HTMLElement>('.day-column')
      return grid && own ? timeAt(own, y, grid) - from.start : 0
    },
  }
}

export type Shifts = ReturnType<typeof useShifts>

function timeAt(column: HTMLElement, y: number, { start, end }: { start: number; end: number }): number {
  const { top, height } = column.getBoundingClientRect()
  return start + ((y - top) / height) * (end - start)
}

/** The column under a point, or the nearest to its side: a hand that slips out of the grid holds on to it. */
function columnAt(x: number, y: number): HTMLElement | undefined {
  const all = [...document.querySelectorAll<HTMLElement>('[data-column]')].filter((one) =>
    one.checkVisibility(),
  )
  const away = (one: HTMLElement): number => {
    const { left, right, top, bottom } = one.getBoundingClientRect()
    return Math.max(left - x, x - right, 0) + Math.max(top - y, y - bottom, 0)
  }
  return all.toSorted((a, b) => away(a) - away(b))[0]
}

interface Pressed {
  moves: Moves
  shifts: Shifts
  isMoving: boolean
}

/** `m` takes a visit up; then arrows move it, with Shift its length, Enter puts it down, Esc leaves it where it was. */
function pressKey(event: KeyboardEvent, { moves, shifts, isMoving }: Pressed): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  if (!isMoving) {
    if (event.code !== 'KeyM' && event.key !== 'm') return
    event.preventDefault()
    moves.begin(shifts.visit, shifts.from, 'keys')
    return
  }
  const { current } = moves.last
  if (current?.by !== 'keys') return
  const { to } = current
  const rtl = document.documentElement.dir === 'rtl'
  const acts: Record<string, () => void> = {
    ArrowUp: () => moves.shift(event.shiftKey ? shifts.longer(to, -1) : shifts.along(to, -1)),
    ArrowDown: () => moves.shift(event.shiftKey ? shifts.longer(to, 1) : shifts.along(to, 1)),
    ArrowLeft: () => moves.shift(shifts.across(to, rtl ? 1 : -1)),
    ArrowRight: () => moves.shift(shifts.across(to, rtl ? -1 : 1)),
    Enter: () => void moves.drop(),
    Escape: () => moves.cancel(),
  }
  const act = acts[event.key]
  if (!act) return
  event.preventDefault()
  event.stopPropagation()
  act()
}
