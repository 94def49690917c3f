import { useEffect, useRef } from 'react'
import type { PointerEvent } from 'react'
import type { Moves, Shifts } from './use-movable.ts'

// A press that moves less is a click; a finger that stays that long takes the visit up.
const SLACK_PX = 4
const FINGER_SLACK_PX = 10
const LONG_PRESS_MS = 350

interface Latest {
  current: { moves: Moves; shifts: Shifts }
}

/** Mouse and pen take a visit up once they move, a finger after a long press: a short one scrolls, as everywhere. */
export function useHand(latest: Latest) {
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
