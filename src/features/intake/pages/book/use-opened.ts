import { type RefObject, useEffect, useRef } from 'react'
import type { Part } from './draft.ts'

/** Brings the part that has just been opened into view and the keyboard to it; a problem takes the focus itself. */
export function useOpened(open: Part, problem: object | undefined): RefObject<HTMLDivElement | null> {
  const box = useRef<HTMLDivElement>(null)
  const shown = useRef(open)
  useEffect(() => {
    if (shown.current === open) return
    shown.current = open
    if (problem) return
    const part = box.current?.querySelector<HTMLElement>('.step-open')
    const heading = part?.querySelector('h2')
    heading?.setAttribute('tabindex', '-1')
    heading?.focus({ preventScroll: true })
    const top = part?.getBoundingClientRect().top ?? 0
    if (top < 0 || top > window.innerHeight / 2) part?.scrollIntoView({ block: 'start' })
  }, [open, problem])
  return box
}
