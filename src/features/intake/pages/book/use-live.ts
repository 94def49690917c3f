import { useState } from 'react'
import type { BookingState } from './read-state.ts'

/** What is ticked on the screen at this moment. */
export interface Live {
  services: readonly string[]
  startsAt: string | null
}

/** The choices on the screen: those that were sent, then each change, until the next answer. */
export function useLive(state: BookingState): { now: Live; read: (form: HTMLFormElement) => void } {
  const [changed, setChanged] = useState<{ of: BookingState; now: Live }>()
  const sent = { services: state.services, startsAt: state.startsAt }
  return {
    now: changed?.of === state ? changed.now : sent,
    read(form) {
      const data = new FormData(form)
      const texts = (name: string) => data.getAll(name).filter((value) => typeof value === 'string')
      setChanged({
        of: state,
        now: { services: texts('service'), startsAt: texts('startsAt').at(-1) || null },
      })
    },
  }
}
