import { createContext, useContext } from 'react'
import { useLocation } from 'react-router'
import type { FormAnswer } from '../../../kit/http/forms.ts'
import type { Paths } from '../../../web/paths.ts'
import { usePaths } from '../../../web/document.ts'
import type { loader } from './calendar.tsx'

type Data = Awaited<ReturnType<typeof loader>>

interface CalendarPageData extends Data {
  answer: FormAnswer | undefined
}

const Page = createContext<CalendarPageData | null>(null)

/** Gives the parts of the calendar what the server said. */
export const CalendarPage = Page

/** The calendar around this part. */
export function useCalendar(): CalendarPageData {
  const page = useContext(Page)
  if (!page) throw new Error('A part of the calendar stands inside it')
  return page
}

type Query = NonNullable<Parameters<Paths['calendar']>[1]>

/** Makes addresses of the calendar: the present days and view, with these changes. */
export function useCalendarLink(): (change?: Query) => string {
  const { shop, date, view, by } = useCalendar()
  const to = usePaths()
  return (change = {}) =>
    to.calendar(shop.slug, { date, view: view === 'day' ? undefined : view, by, ...change })
}

/** The refused answer of the form that sends to `?do=<name>`. */
export function useRefusal(name: string): Partial<Pick<FormAnswer, 'problem' | 'values' | 'formKey'>> {
  const { answer } = useCalendar()
  const { search } = useLocation()
  return answer && new URLSearchParams(search).get('do') === name ? answer : {}
}

/** A refusal whose form is not drawn (any more): the state has changed, or the form has no field to stand beside. */
export function useLostRefusal(): FormAnswer['problem'] | undefined {
  const { answer, panel } = useCalendar()
  const { search } = useLocation()
  if (!answer) return undefined
  return isDrawn(new URLSearchParams(search).get('do'), panel) ? undefined : answer.problem
}

function isDrawn(name: string | null, panel: Data['panel']): boolean {
  if (panel?.kind === 'book') return name === 'book' && panel.times !== null
  if (panel?.kind === 'add') return name === 'add'
  if (!panel) return false
  const { may, times, visit } = panel
  if (name === 'move') return may.move && times !== null
  if (name === 'work') return panel.work.length > 0
  if (name === 'decline') return may.approve && visit.status === 'requested'
  return name === 'cancel' && may.cancel && visit.status === 'confirmed'
}
