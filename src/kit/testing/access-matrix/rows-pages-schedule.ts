import { type Row, row } from './rows.ts'
import { but, bySecret, inShop, onDesk, ownSchedule, record, signedIn, toHolders } from './who.ts'

const order = { seenBy: 'orders.read' }

// Who is booked, with their names: for those who see all visits and all customers.
const dayCustomers = but(inShop('appointments.read', 403), { 'planner own': 403 })

/** Pages of who works when, the waitlist, and calendars to subscribe to. */
export const schedulePageRows: Row[] = [
  row('page /desk/:shop/day-customers', onDesk(dayCustomers), {
    query: () => ({ date: '2026-12-02' }),
  }),
  row('page /desk/:shop/day-customers.csv', dayCustomers, {
    whole: true,
    query: () => ({ date: '2026-12-02' }),
  }),
  row('page /desk/:shop/load', onDesk(inShop('schedule.read', 403))),
  row('page /desk/:shop/my-schedule', onDesk(ownSchedule)),
  row('form /desk/:shop/my-schedule', inShop('timeoff.ask'), { body: { firstDay: '2027-03-01' } }),
  row('page /desk/:shop/time-off', onDesk(inShop('schedule.edit'))),
  row('form /desk/:shop/time-off -', inShop('schedule.edit'), {
    bodyOf: ({ askedOff }) => ({ timeOff: askedOff, decision: 'granted' }),
  }),
  row('form /desk/:shop/time-off sick', inShop('schedule.edit'), {
    bodyOf: ({ newcomer }) => ({ person: newcomer }),
  }),
  row('page /desk/:shop/waitlist', onDesk(inShop('appointments.read', 403)), {
    shows: { mayEdit: toHolders('appointments.create') },
  }),
  row('form /desk/:shop/waitlist', record('appointments.create', order), {
    as: 'remove',
    bodyOf: ({ orders }) => ({ act: 'remove', orderId: orders.listed.request }),
  }),
  row('form /desk/:shop/calendar said', record('appointments.cancel', order), {
    query: ({ visits }) => ({ appointment: visits.coming.appointment }),
  }),
  row('page /feeds/:file', bySecret(404), { params: () => ({ file: 'none.ics' }), whole: true }),
  row('page /me/calendar', signedIn),
  row('form /me/calendar feed', signedIn),
  row('form /me/calendar -', signedIn),
]
