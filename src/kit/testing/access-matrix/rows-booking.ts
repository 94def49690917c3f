import type { Role } from './grid.ts'
import type { Records } from './records.ts'
import { type Row, row } from './rows.ts'
import { anybody, but, bySecret, inShop, mine, ofCounter, ofEach, record, type Who } from './who.ts'

const car = { kind: 'vehicle', make: 'Honda', model: 'Civic' }
const order = { seenBy: 'orders.read' }
const link = { ...order, link: true }

/** A guest says who they are, somebody signed in does not. */
export const self = (role: Role) =>
  role === 'nobody' || role === 'code' ? { customer: { name: 'Grace', email: 'grace@example.org' } } : {}

/** Another service of the shop than the one that visits are booked for. */
export const otherWork = ({ service, services }: Records) => ({
  serviceIds: services.filter((one) => one !== service),
})

const times: Row[] = [
  row('GET /api/shops/{shop}/slots', anybody, {
    query: ({ service }) => ({ service, from: '2026-12-03', to: '2026-12-03' }),
  }),
  row('GET /api/shops/{shop}/day-plan', inShop('appointments.read', 403), {
    query: () => ({ date: '2026-12-02' }),
  }),
  row('GET /api/shops/{shop}/first-free', inShop('appointments.create'), {
    query: ({ service }) => ({ service }),
  }),
  row('GET /api/shops/{shop}/conflicts', inShop('appointments.read', 403)),
  row('GET /api/appointment', inShop('appointments.read', 'filtered'), {
    as: 'of a shop',
    query: ({ shop }) => ({ shop, date: '2026-12-02' }),
    finds: ({ visits }) => visits.coming.appointment,
  }),
  row('GET /api/appointment', mine, { as: 'of mine', finds: ({ visits }) => visits.coming.appointment }),
]

const visits: Row[] = [
  row('POST /api/appointment', anybody, {
    as: 'as a guest or for oneself',
    bodyOf: ({ shop, service }, role) => ({
      shop,
      serviceIds: [service],
      startsAt: '2026-12-03T10:00:00-05:00',
      asset: car,
      description: 'It squeaks.',
      ...self(role),
    }),
  }),
  row('POST /api/appointment', ofCounter('appointments.create'), {
    as: 'for a customer of the shop',
    bodyOf: ({ shop, service, customer }) => ({
      shop,
      serviceIds: [service],
      startsAt: '2026-12-03T10:00:00-05:00',
      asset: car,
      description: 'It squeaks.',
      customerId: customer,
      source: 'phone',
    }),
  }),
  row('POST /api/appointment', record('appointments.create', link), {
    as: 'for a request that waits',
    order: 'waiting',
    codeInBody: true,
    bodyOf: ({ shop, service, orders }) => ({
      shop,
      serviceIds: [service],
      startsAt: '2026-12-03T10:00:00-05:00',
      requestId: orders.waiting.request,
    }),
  }),
  row('POST /api/shops/{shop}/visits', inShop('appointments.create'), {
    bodyOf: ({ service, customer }) => ({
      startsAt: '2026-12-03T10:07:00-05:00',
      serviceIds: [service],
      asset: car,
      customerId: customer,
      source: 'walk_in',
    }),
  }),
  row('PATCH /api/appointment/{id}', record('appointments.move', link), {
    body: { startsAt: '2026-12-03T11:00:00-05:00' },
  }),
  row(
    'PATCH /api/appointment/{id}',
    but(record('appointments.move', link), { customer: 404, 'customer own': 403, 'code own': 403 }),
    {
      as: 'to other people and places',
      bodyOf: (records) => ({ resourceIds: [records.technician] }),
    },
  ),
  row(
    'PATCH /api/appointment/{id}',
    but(record('appointments.move', link), { 'customer own': 403, 'code own': 403 }),
    { as: 'for other work', bodyOf: otherWork },
  ),
  row('POST /api/appointment/{id}/cancel', record('appointments.cancel', link)),
  row(
    'POST /api/appointment/{id}/cancel',
    but(record('appointments.cancel', link), { 'customer own': 409, 'code own': 409 }),
    { as: 'too late for the customer', visit: 'begun' },
  ),
  row(
    'POST /api/appointment',
    but(record('appointments.create', link), { 'customer own': 'wrong', 'code own': 'wrong' }),
    {
      as: 'for a request that waits, at a minute that only staff choose',
      order: 'waiting',
      codeInBody: true,
      bodyOf: ({ shop, service, orders }) => ({
        shop,
        serviceIds: [service],
        startsAt: '2026-12-03T10:07:00-05:00',
        requestId: orders.waiting.request,
      }),
    },
  ),
  row(
    'POST /api/appointment/{id}/confirm',
    but(record('appointments.cancel', link), { 'customer own': 409, 'code own': 409 }),
    {
      as: 'for the shop, which the customer does not do',
      visit: 'asked',
    },
  ),
  row('POST /api/appointment/{id}/confirm', record('appointments.cancel', link), {
    as: 'by the customer: they come',
  }),
  row('POST /api/appointment/{id}/decline', record('appointments.approve', order), {
    visit: 'asked',
    body: {},
  }),
  row('POST /api/appointment/{id}/no-show', record('appointments.approve', order), { visit: 'begun' }),
]

const conflicts: Row[] = [
  row('GET /api/shops/{shop}/conflicts/{conflict}/choices', inShop('appointments.move'), {
    params: conflictOf,
  }),
  row('POST /api/shops/{shop}/conflicts/{conflict}/resolve', inShop('appointments.move'), {
    params: conflictOf,
    body: { how: 'keep', reason: 'They swap.' },
  }),
  row('POST /api/shops/{shop}/conflicts/{conflict}/ask', inShop('appointments.move'), { params: conflictOf }),
  row('POST /api/shops/{shop}/conflicts/give', inShop('appointments.move'), {
    bodyOf: ({ technician, helper }) => ({ from: technician, to: helper }),
  }),
  row('POST /api/shops/{shop}/conflicts/give', inShop('appointments.move'), {
    as: 'of a place that is missing nowhere',
    bodyOf: ({ bay, helper }) => ({ from: bay, to: helper }),
  }),
]

function conflictOf({ conflict }: Records) {
  return { conflict }
}

const path = '/api/service-request/{request_id}/waitlist'
const waiting = { order: 'listed' } as const
/** Nothing is on offer: those who may are told so. */
const noOffer =
  (own: Who): Who =>
  (role, whose) =>
    own(role, whose) === 'ok' ? 409 : own(role, whose)

const waitlist: Row[] = [
  row('POST /api/shops/{shop}/holds', anybody, {
    bodyOf: ({ service }) => ({ serviceIds: [service], startsAt: '2026-12-03T10:00:00-05:00' }),
  }),
  row('DELETE /api/shops/{shop}/holds/{hold}', bySecret(404), {
    as: 'that nobody made',
    params: () => ({ hold: 'none' }),
  }),
  // The token is all: whoever was given it may give the time back, and nobody can guess it.
  row('DELETE /api/shops/{shop}/holds/{hold}', ofEach(anybody), {
    as: 'by its token',
    params: ({ hold }) => ({ hold }),
  }),
  row('GET /api/shops/{shop}/waitlist', inShop('appointments.read', 'hidden'), {
    finds: ({ orders }) => orders.listed.request,
  }),
  row(`GET ${path}`, record('orders.read', link), waiting),
  row(`POST ${path}`, record('appointments.create', link), {
    order: 'waiting',
    bodyOf: ({ service }) => ({ serviceIds: [service] }),
  }),
  row(`DELETE ${path}`, record('appointments.create', link), waiting),
  row(`POST ${path}/accept`, noOffer(record('appointments.create', link)), waiting),
  row(`POST ${path}/decline`, record('appointments.create', link), waiting),
]

/** Free times, visits, conflicts and the waitlist. */
export const bookingRows: Row[] = [...times, ...visits, ...conflicts, ...waitlist]
