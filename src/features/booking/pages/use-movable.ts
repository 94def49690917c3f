import { useEffect, useRef } from 'react'
import type { KeyboardEvent, PointerEvent } from 'react'
import { atWall, lengthened, lengthTo, snapped, type Spot, wallMinutes } from './moves.ts'
import type { Visit } from './read-visits.ts'
import { useCalendar } from './use-calendar.ts'
import { useMoving } from './use-moving.tsx'

const MINUTE = 60_000
// A press that moves less is a click; a finger that stays that long takes the visit up.
const SLACK_PX = 4
const FINGER_SLACK_PX = 10
const LONG_PRESS_MS = 350

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

type Moves = ReturnType<typeof useMoving>

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

type Shifts = ReturnType<typeof useShifts>

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

interface Latest {
  current: { moves: Moves; shifts: Shifts }
}

/** Mouse and pen take a visit up once they move, a finger after a long press: a short one scrolls, as everywhere. */
function useHand(latest: Latest) {
  const dragged = useRef(false)
  const isTouch = useRef(false)
  const stop = useRef<(() => void) | null>(null)
  useEffect(() => () => stop.current?.(), [])
  const press = (event: PointerEvent, how: 'move' | 'resize') => {
    if (event.button !== 0 || !event.isPrimary) return
    isTouch.current = event.pointerType === 'touch'
    dragged.current = false
    event.stopPropagation()
    // The mouse would select text or drag the link; a finger must still be able to scroll.
    if (how === 'resize') event.preventDefault()
    stop.current?.()
    stop.current = follow(event.nativeEvent, how, latest, () => {
      dragged.current = true
    })
  }
  return {
    press,
    /** The click that ends a drag opens nothing. */
    swallowClick(event: { preventDefault: () => void; stopPropagation: () => void }) {
      if (!dragged.current) return
      dragged.current = false
      event.preventDefault()
      event.stopPropagation()
    },
    swallowMenu(event: { preventDefault: () => void }) {
      if (isTouch.current) event.preventDefault()
    },
  }
}

/** Follows one press until it is let go; gives what ends it early. */
function follow(
  first: globalThis.PointerEvent,
  how: 'move' | 'resize',
  latest: Latest,
  onBegin: () => void,
): () => void {
  const ends = new AbortController()
  const touch = first.pointerType === 'touch'
  const grab = latest.current.shifts.grabAt(first.clientY)
  let begun = false
  const begin = () => {
    begun = true
    onBegin()
    const { moves, shifts } = latest.current
    moves.begin(shifts.visit, shifts.from, 'hand')
  }
  const timer = touch ? setTimeout(begin, LONG_PRESS_MS) : undefined
  const end = () => {
    clearTimeout(timer)
    ends.abort()
  }
  const move = (event: globalThis.PointerEvent) => {
    if (event.pointerId !== first.pointerId) return
    const far = Math.hypot(event.clientX - first.clientX, event.clientY - first.clientY)
    if (!begun && touch && far > FINGER_SLACK_PX) return end()
    if (!begun && !touch && far > SLACK_PX) begin()
    if (!begun) return
    const { moves, shifts } = latest.current
    moves.shift(
      how === 'move' ? shifts.toPoint(event.clientX, event.clientY, grab) : shifts.toEnd(event.clientY),
    )
  }
  const on = { signal: ends.signal }
  document.addEventListener('pointermove', move, on)
  document.addEventListener(
    'pointerup',
    () => {
      end()
      if (begun) void latest.current.moves.drop()
    },
    on,
  )
  const leave = () => {
    end()
    if (begun) latest.current.moves.cancel()
  }
  document.addEventListener('pointercancel', leave, on)
  document.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Escape' || !begun) return
      event.preventDefault()
      event.stopPropagation()
      leave()
    },
    { ...on, capture: true },
  )
  // Once the finger holds the visit, it does not scroll any more.
  document.addEventListener('touchmove', (event) => begun && event.preventDefault(), {
    ...on,
    passive: false,
  })
  return end
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
