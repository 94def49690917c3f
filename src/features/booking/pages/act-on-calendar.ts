import { z } from 'zod'
import type { Ctx } from '../../../kit/context.ts'
import { invalid, notFound } from '../../../kit/errors.ts'
import { formAction } from '../../../kit/http/forms.ts'
import { instant, localDay, text } from '../../../kit/input.ts'
import { clockOf } from '../../../kit/input/clock.ts'
import { localDate, wallToInstant } from '../../../kit/time.ts'
import { paths } from '../../../web/paths.ts'
import { AddVisit, addVisit } from '../../intake/add-visit.ts'
import { bookAppointment } from '../../intake/book-appointment.ts'
import { ChangeVisit, changeVisit } from '../../intake/change-visit.ts'
import { findShop } from '../../shops/find.ts'
import { typedDate } from '../../shops/pages/settings/typed-date.ts'
import type { Shop } from '../../shops/shop.ts'
import { CancelAppointment, cancelAppointment } from '../cancel-appointment.ts'
import { confirmVisit } from '../confirm-visit.ts'
import {
  confirmAppointment,
  DeclineAppointment,
  declineAppointment,
  markNoShow,
} from '../decide-appointment.ts'
import { moveAppointment } from '../move-appointment.ts'
import type { Route } from './+types/calendar.ts'
import { type CalendarAddress, readAddress } from './calendar-address.ts'

const NoFields = z.strictObject({})
const WorkForm = ChangeVisit.pick({ serviceIds: true, how: true, version: true })
  .required({ serviceIds: true })
  .extend({
    /** One of the times that a refusal offered. */
    alternative: instant().optional(),
  })
const PlacesForm = z.strictObject({ resourceIds: z.array(z.string().max(64)).max(20) })

/** A free time that was shown, or any time of the day by the wall clock. */
const timeFields = {
  date: localDay(),
  startsAt: instant().optional(),
  time: text({ max: 20 }).optional(),
  /** One of the times that a refusal offered. */
  alternative: instant().optional(),
}
const MoveForm = z.strictObject(timeFields)
const BookForm = z.strictObject({
  ...timeFields,
  serviceIds: z.array(z.string().max(64)).min(1).max(10),
  source: z.enum(['walk_in', 'phone']),
  serveAgain: AddVisit.shape.serveAgain,
})

/** A visit that is not there yet: the day is typed, in either calendar. */
const AddForm = AddVisit.omit({ startsAt: true }).extend({
  date: typedDate(),
  time: timeFields.time,
  alternative: timeFields.alternative,
  /** Whoever stands there takes the first free minute of today. */
  first: z.literal('1').optional(),
})

/** The forms of the calendar's panel, by `?do=`; each leads back to the calendar with the visit open. */
export function actOnCalendar(args: Route.ActionArgs) {
  const address = readAddress(args.url)
  if (!address) throw notFound()
  const { appointment = '', book = '' } = address
  const { shop: slug } = args.params
  const back = (ctx: Ctx, done: CalendarAddress['done'], to: Partial<CalendarAddress> = {}) =>
    calendarAt(ctx, slug, address, { ...to, done })
  switch (args.url.searchParams.get('do')) {
    case 'confirm':
      return formAction(args, NoFields, async (ctx) => {
        await confirmAppointment(ctx, appointment)
        return back(ctx, 'confirmed')
      })
    case 'said':
      return formAction(args, NoFields, async (ctx) => {
        await confirmVisit(ctx, appointment)
        return back(ctx, 'said')
      })
    case 'decline':
      return formAction(args, DeclineAppointment, async (ctx, input) => {
        await declineAppointment(ctx, appointment, input)
        return back(ctx, 'declined')
      })
    case 'no-show':
      return formAction(args, NoFields, async (ctx) => {
        await markNoShow(ctx, appointment)
        return back(ctx, 'no_show')
      })
    case 'cancel':
      return formAction(args, CancelAppointment, async (ctx, input) => {
        await cancelAppointment(ctx, appointment, input)
        return back(ctx, 'canceled')
      })
    case 'places':
      return formAction(args, PlacesForm, async (ctx, { resourceIds }) => {
        await moveAppointment(ctx, appointment, { resourceIds: [...new Set(resourceIds)] })
        return back(ctx, 'placed')
      })
    case 'work':
      return formAction(args, WorkForm, async (ctx, { alternative, ...change }) => {
        const shop = await findShop(ctx, slug)
        const changed = await changeVisit(ctx, appointment, { ...change, startsAt: alternative })
        return back(ctx, alternative ? 'moved' : 'worked', {
          date: localDate(changed.startsAt, shop.timezone),
        })
      })
    case 'move':
      return formAction(args, MoveForm, async (ctx, typed) => {
        const shop = await findShop(ctx, slug)
        const moved = await moveAppointment(ctx, appointment, { startsAt: startOf(shop, typed) })
        return back(ctx, 'moved', { date: localDate(moved.startsAt, shop.timezone) })
      })
    case 'book':
      return formAction(args, BookForm, async (ctx, { serviceIds, source, serveAgain, ...typed }) => {
        const shop = await findShop(ctx, slug)
        const startsAt = startOf(shop, typed)
        const booked = await bookAppointment(ctx, {
          shop: slug,
          requestId: book,
          serviceIds,
          startsAt,
          source,
          serveAgain,
        })
        return back(ctx, 'booked', {
          date: localDate(booked.appointment.startsAt, shop.timezone),
          appointment: booked.appointment.id,
        })
      })
    case 'add':
      return formAction(args, AddForm, async (ctx, { date, time, alternative, first, ...visit }) => {
        const shop = await findShop(ctx, slug)
        const startsAt = first ? 'first' : startOf(shop, { date, time, alternative })
        const { id, startsAt: booked } = await addVisit(ctx, shop, { ...visit, startsAt })
        return back(ctx, 'booked', { date: localDate(booked, shop.timezone), appointment: id })
      })
    default:
      throw notFound()
  }
}

function startOf(
  shop: Shop,
  { date, startsAt, time, alternative }: z.output<typeof MoveForm>,
): Temporal.Instant {
  if (alternative) return alternative
  // What was typed goes before what was chosen: a press on a free time comes easily.
  if (time !== undefined) {
    const wall = clockOf(time)
    if (!wall) throw invalid('/time', 'clock')
    return wallToInstant(date, Temporal.PlainTime.from(wall), shop.timezone)
  }
  if (!startsAt) throw invalid('/time', 'missing')
  return startsAt
}

function calendarAt(ctx: Ctx, slug: string, from: CalendarAddress, to: Partial<CalendarAddress>): string {
  const { date, view, by, appointment, done } = { ...from, ...to }
  return paths(ctx.locale).calendar(slug, {
    date: date?.toString(),
    view: view === 'day' ? undefined : view,
    by,
    appointment,
    done,
  })
}
