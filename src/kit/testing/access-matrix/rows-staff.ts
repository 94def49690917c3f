import { type Row, row } from './rows.ts'
import { anyStaff, but, inShop, ofStaff, ownSchedule, signedIn, type Who } from './who.ts'

const week = [{ weekday: 1, opens: '09:00', closes: '17:00' }]

/** People, resources, shifts and time off. */
export const staffRows: Row[] = [
  row('GET /api/shops/{shop}/staff', inShop('staff.read', 'filtered'), { finds: (records) => records.staff }),
  row('POST /api/shops/{shop}/staff', inShop('staff.invite'), { body: { name: 'New', roles: ['advisor'] } }),
  row('PATCH /api/shops/{shop}/staff/{person}', inShop('staff.edit'), { body: { name: 'Renamed' } }),
  row('PATCH /api/shops/{shop}/staff/{person}', inShop('roles.edit'), {
    as: 'roles',
    body: { roles: ['editor'] },
  }),
  row('POST /api/shops/{shop}/staff', but(inShop('staff.invite'), { manager: 403, 'manager there': 403 }), {
    as: 'an owner, which managers may not make',
    body: { name: 'New', roles: ['owner'] },
  }),
  row('POST /api/shops/{shop}/staff/{person}/invite', inShop('staff.invite'), {
    params: ({ newcomer }) => ({ person: newcomer }),
    body: { email: 'ina@example.org' },
  }),
  row('POST /api/shops/{shop}/staff/{person}/leave', inShop('staff.edit')),
  row('POST /api/shops/{shop}/join', (role) => (role === 'nobody' || role === 'code' ? 401 : 404), {
    as: 'with a token that nobody was sent',
    body: { token: 'none' },
  }),
  row('GET /api/shops/{shop}/resources', inShop('schedule.read', 'filtered'), {
    finds: (records) => records.technician,
  }),
  row('POST /api/shops/{shop}/resources', inShop('schedule.edit'), { body: { kind: 'bay', name: 'Bay 9' } }),
  row('PATCH /api/shops/{shop}/resources/{resource}', inShop('schedule.edit'), { body: { lanes: 2 } }),
  row('POST /api/shops/{shop}/resources/{resource}/retire', inShop('schedule.edit'), {
    params: ({ bay }) => ({ resource: bay }),
  }),
  row('PUT /api/shops/{shop}/resources/{resource}/shifts', inShop('schedule.edit'), {
    body: { shifts: week },
  }),
  row('GET /api/shops/{shop}/time-off', inShop('schedule.read', 'filtered'), {
    finds: ({ timeOff }) => timeOff,
  }),
  row('POST /api/shops/{shop}/resources/{resource}/time-off', inShop('schedule.edit'), {
    body: { startsAt: '2027-02-01T08:00:00Z', endsAt: '2027-02-02T08:00:00Z' },
  }),
  row('POST /api/shops/{shop}/people/{person}/time-off', inShop('schedule.edit'), {
    body: { startsAt: '2027-02-01T08:00:00Z', endsAt: '2027-02-02T08:00:00Z' },
  }),
  row('DELETE /api/shops/{shop}/time-off/{timeOff}', inShop('schedule.edit')),
  row('GET /api/shops/{shop}/load', inShop('schedule.read', 403)),
  row('GET /api/shops/{shop}/my-schedule', ownSchedule),
  row('POST /api/me/calendar-feeds/{kind}', anyStaff, { params: () => ({ kind: 'work' }) }),
  row('DELETE /api/me/calendar-feeds/{kind}', signedIn, { params: () => ({ kind: 'work' }) }),
  row('GET /api/shops/{shop}/second-factor', ofStaff('roles.edit')),
  row('PUT /api/shops/{shop}/second-factor', ofStaff('roles.edit'), { body: { roles: ['owner'] } }),
  row('DELETE /api/shops/{shop}/resources/{resource}/shifts/{from}', inShop('schedule.edit'), {
    params: () => ({ from: '2027-05-03' }),
  }),
  row('GET /api/shops/{shop}/shift-exceptions', inShop('schedule.read', 'filtered'), {
    finds: ({ exception }) => exception,
  }),
  row('POST /api/shops/{shop}/resources/{resource}/shift-exceptions', inShop('schedule.edit'), {
    body: { startsOn: '2027-05-10', hours: [{ opens: '10:00', closes: '12:00' }] },
  }),
  row('DELETE /api/shops/{shop}/shift-exceptions/{exception}', inShop('schedule.edit'), {
    params: ({ exception }) => ({ exception }),
  }),
  row('POST /api/shops/{shop}/time-off/{timeOff}/decide', inShop('schedule.edit'), {
    params: ({ askedOff }) => ({ timeOff: askedOff }),
    body: { decision: 'granted' },
  }),
  row('POST /api/shops/{shop}/my-time-off', inShop('timeoff.ask'), {
    body: { startsAt: '2027-06-01T08:00:00Z', endsAt: '2027-06-02T08:00:00Z' },
  }),
  row('DELETE /api/shops/{shop}/my-time-off/{timeOff}', theirOwn('timeoff.ask'), {
    params: ({ askedOff }) => ({ timeOff: askedOff }),
  }),
]

/** What one has asked for oneself: of the people who may ask, only whose it is. */
function theirOwn(permission: string): Who {
  return (role, whose) => {
    const entry = inShop(permission)(role, whose)
    return entry === 'ok' && !(role === 'technician' && whose === 'own') ? 404 : entry
  }
}
