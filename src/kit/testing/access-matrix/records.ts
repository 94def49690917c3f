import { registerDevice, RegisterDevice } from '../../../features/staff/devices.ts'
import type { TestApp } from '../app.ts'
import type { Client } from '../client.ts'
import type { Person } from '../people.ts'
import { sendPhoto } from './photo.ts'
import { copiesOf } from './records-copies.ts'
import { recordsOfAccount } from './records-of-account.ts'
import { type TestShop, testShop } from '../shop.ts'

/** One of each kind of record, in the states that the acts need. Ids are texts. */
export type Records = Awaited<ReturnType<typeof recordsOf>>

interface Who {
  customer: Person
  technician: Person & { staffId: string }
  /** Somebody with a role of the shop's own. */
  house: Person
}

/** Makes the records of one customer at one shop by the program's own front door, with the technician on each job. */
export async function recordsOf(app: TestApp, shop: TestShop, who: Who) {
  const desk = `/api/shops/${shop.shop.slug}`
  const { owner } = shop
  const place = await thePlace(shop, desk)
  const technicianResource = await resourceOf(owner, desk, who.technician.staffId)
  const garage = await made(who.customer.post('/api/garage', CAR))
  const act = { app, shop, desk, ...who, technicianResource, serviceId: place.service, garage: garage.id }
  const waiting = await opened(act)
  const working = await opened(act)
  await moved(owner, working.request, 'in_progress')
  const done = await opened(act)
  await moved(owner, done.request, 'in_progress', 'ready_for_pickup')
  const billed = await opened(act)
  await moved(owner, billed.request, 'in_progress', 'ready_for_pickup', 'completed')
  const payment = await made(
    owner.post(`/api/service-request/${billed.request}/invoice/payments`, { method: 'cash', amount: 1000 }),
  )
  // Later than the order: the customer is not asked about it.
  app.clock.advance({ minutes: 1 })
  const extra = await made(
    owner.post(`/api/service-request/${working.request}/jobs`, { title: 'Found on the way' }),
  )
  const photo = await made(sendPhoto(app))
  const second = await made(
    owner.post(`${desk}/customers`, { name: 'Second Record', email: 'second@example.org' }),
  )
  const listed = await opened(act)
  await made(
    who.customer.post(`/api/service-request/${listed.request}/waitlist`, { serviceIds: [place.service] }),
  )
  const clash = await visit(act, tomorrow(15), 'confirm')
  const theCustomer = await customerOf(owner, desk, working.request)
  return {
    shop: shop.shop.slug,
    shopId: shop.shop.id,
    /** Somebody else's, not approved. */
    waitingShop: (await testShop(app, { approved: false })).shop.slug,
    ...place,
    staff: who.technician.staffId,
    technician: technicianResource,
    timeOff: (
      await made(
        owner.post(`${desk}/resources/${technicianResource}/time-off`, {
          startsAt: '2027-01-04T08:00:00Z',
          endsAt: '2027-01-05T08:00:00Z',
        }),
      )
    ).id,
    ...(await timesOff(act, desk, clash.appointment)),
    apiKey: (
      await made(
        owner.post(`${desk}/api-keys`, { name: `Key of ${who.customer.name}`, permissions: ['orders.read'] }),
      )
    ).id,
    ...(await membersOf(app, shop, desk)),
    device: await deviceOf(app, shop),
    account: who.customer.id,
    ...(await recordsOfAccount(app, shop, { ...who, garage: garage.id, service: place.service })),
    session: (await who.customer.caller()).sessionId,
    customerName: who.customer.name,
    garage: garage.id,
    ...theCustomer,
    copies: await copiesOf(app, who.house.id, shop.shop.id, theCustomer.customer),
    /** Somebody else whom the shop wrote down, without an account. */
    secondCustomer: second.id,
    payment: payment.id,
    /** A photo that a guest sent up, and the signed link to it. */
    upload: photo.id,
    photoLink: Object.fromEntries(new URL(String(photo['url'])).searchParams),
    paperLink: Object.fromEntries(new URL(await pdfOf(owner, billed.request)).searchParams),
    invoice: new URL(await pdfOf(owner, billed.request)).pathname.split('/').at(-1) ?? '',
    extraJob: extra.id,
    orders: {
      /** Nobody has looked at it. */
      waiting,
      /** On the waitlist. */
      listed,
      /** On the lift. */
      working,
      /** Ready, with a draft of its invoice. */
      done,
      /** Its invoice is issued and partly paid. */
      billed,
    },
    visits: {
      /** Asked for, tomorrow. */
      asked: await visit(act, tomorrow(10)),
      /** Confirmed, tomorrow. */
      coming: await visit(act, tomorrow(12), 'confirm'),
      /** Confirmed, and its time has come. */
      begun: await visit(act, '2026-12-01T10:00:00-05:00', 'confirm'),
      /** Confirmed, tomorrow, and its technician is away then. */
      clashing: clash,
    },
  }
}

/** Somebody with a role in all shops of the organisation, and somebody who is asked to. */
async function membersOf(app: TestApp, { shop, owner }: TestShop, desk: string) {
  const member = await app.people.add({ name: 'Mia Member' })
  const invite = async (email: string) =>
    made(owner.post(`${desk}/organisation/invitations`, { email, roles: ['analyst'] }))
  await invite(member.email)
  await app.drainJobs()
  const link = app.outbox.mails(member.email).at(-1)?.text ?? ''
  const token = /\/join-organisation\/([\w-]+)/.exec(link)?.[1]
  await made(member.post('/api/organisations/join', { token }))
  const { id: memberInvitation } = await invite(`asked-${member.email}`)
  return { organisation: shop.organisationId, member: member.id, memberInvitation }
}

/** A shared device of the shop; whoever registers one is signed out of it. */
async function deviceOf(app: TestApp, shop: TestShop): Promise<string> {
  const manager = await shop.hire('manager')
  const input = RegisterDevice.parse({ name: 'Counter' })
  await registerDevice(app.ctx(await manager.caller()), shop.shop, input, undefined)
  const devices = await shop.owner.get(`/api/shops/${shop.shop.slug}/devices`)
  return (devices.body['devices'] as { id: string }[]).at(-1)?.id ?? ''
}

const CAR = { kind: 'vehicle', make: 'Toyota', model: 'Corolla', plate: 'FIX 1' }

/** Each record has its own technician, so the same hour does for all. */
const tomorrow = (hour: number) => `2026-12-02T${String(hour).padStart(2, '0')}:00:00-05:00`

async function made(answer: ReturnType<Client['post']>) {
  const { status, body, text } = await answer
  if (status >= 300) throw new Error(`the matrix could not make its records: ${status} ${text}`)
  return body as { id: string } & Record<string, unknown>
}

let ownRoles = 0

/** What a shop has once; made again for each customer, so that no case takes another's away. */
async function thePlace({ owner, addService, addResource }: TestShop, desk: string) {
  const bay = await addResource()
  const service = await addService({ needs: [{ kind: 'technician' }] })
  await addService()
  const closure = await made(
    owner.post(`${desk}/closures`, { startsOn: '2027-02-01', reason: 'Stocktaking' }),
  )
  const rate = await made(owner.post(`${desk}/tax-rates`, { name: 'Reduced', percent: 4 }))
  const invited = await made(
    owner.post(`${desk}/staff`, { name: 'Ina Invited', roles: ['analyst'], email: 'ina@example.org' }),
  )
  ownRoles += 1
  const role = await made(
    owner.post(`${desk}/roles`, { name: `Own role ${ownRoles}`, permissions: ['shop.read'] }),
  )
  // Nobody holds it: nobody is kept out.
  await made(owner.put(`${desk}/second-factor`, { roles: [], ownRoles: [role.id] }))
  return {
    bay: bay.id,
    service: service.id,
    services: (await owner.get(`${desk}/catalog`)).body['services'].map(
      ({ id }: { id: string }) => id,
    ) as string[],
    closure: closure.id,
    taxRate: rate.id,
    newcomer: invited.id,
    ownRole: role.id,
  }
}

async function resourceOf(owner: Person, desk: string, staffId: string): Promise<string> {
  const { body } = await owner.get(`${desk}/resources`)
  const found = (body['resources'] as { id: string; staffId: string | null }[]).find(
    (resource) => resource.staffId === staffId,
  )
  if (!found) throw new Error('the technician is no resource')
  return found.id
}

interface Act extends Who {
  app: TestApp
  shop: TestShop
  technicianResource: string
  serviceId: string
  garage: string
}

/** A request of the customer, with its code, its job and a line, and the technician on it. */
async function opened({ shop, customer, technician, serviceId, garage }: Act) {
  const { id, trackingCode } = await made(
    customer.post('/api/service-request', {
      shop: shop.shop.slug,
      assetId: garage,
      serviceIds: [serviceId],
      description: 'It squeaks.',
    }),
  )
  await made(shop.owner.post(`/api/service-request/${id}/assignments`, { staffId: technician.staffId }))
  const { body } = await shop.owner.get(`/api/service-request/${id}`)
  const [job] = body['jobs'] as { id: string; lines: { id: string }[] }[]
  return { request: id, code: String(trackingCode), job: job?.id ?? '', line: job?.lines[0]?.id ?? '' }
}

/** What people of the shop have planned: other hours, time off that waits for its answer, and a visit that it clashes with. */
async function timesOff(
  { app, shop, technician, technicianResource }: Act,
  desk: string,
  appointment: string,
) {
  const { owner } = shop
  const resource = `${desk}/resources/${technicianResource}`
  const exception = await made(
    owner.post(`${resource}/shift-exceptions`, {
      startsOn: '2027-05-17',
      hours: [{ opens: '10:00', closes: '12:00' }],
    }),
  )
  await made(
    owner.put(`${resource}/shifts`, {
      from: '2027-05-03',
      shifts: [{ weekday: 1, opens: '09:00', closes: '17:00' }],
    }),
  )
  const askedOff = await made(
    technician.post(`${desk}/my-time-off`, {
      startsAt: '2027-04-05T08:00:00Z',
      endsAt: '2027-04-06T08:00:00Z',
    }),
  )
  await made(owner.post(`${resource}/time-off`, { startsAt: tomorrow(15), endsAt: tomorrow(17) }))
  await app.drainJobs()
  const { body } = await owner.get(`${desk}/conflicts`)
  const found = (body['conflicts'] as { id: string; appointment: { id: string } }[]).find(
    (conflict) => conflict.appointment.id === appointment,
  )
  const helper = await shop.hire('technician')
  return {
    exception: exception.id,
    askedOff: askedOff.id,
    conflict: found?.id ?? '',
    helper: await resourceOf(owner, desk, helper.staffId),
  }
}

async function moved(owner: Person, id: string, ...stages: string[]): Promise<void> {
  for (const status of stages) await made(owner.patch(`/api/service-request/${id}/status`, { status }))
}

/** A visit that the customer asked for, in the technician's hands. */
async function visit(
  { shop, customer, technicianResource, serviceId, garage }: Act,
  startsAt: string,
  yes?: 'confirm',
) {
  const { id, requestId, trackingCode } = await made(
    customer.post('/api/appointment', {
      shop: shop.shop.slug,
      assetId: garage,
      serviceIds: [serviceId],
      startsAt,
      description: 'It squeaks.',
    }),
  )
  await made(shop.owner.patch(`/api/appointment/${id}`, { resourceIds: [technicianResource] }))
  if (yes) await made(shop.owner.post(`/api/appointment/${id}/confirm`))
  return { appointment: id, request: String(requestId), code: String(trackingCode) }
}

async function pdfOf(owner: Person, request: string): Promise<string> {
  const { body } = await owner.get(`/api/service-request/${request}/invoice`)
  return String(body['pdfUrl'])
}

async function customerOf(owner: Person, desk: string, request: string) {
  const { body } = await owner.get(`/api/service-request/${request}`)
  const customer = (body['customer'] as { id: string }).id
  const whole = await owner.get(`${desk}/customers/${customer}`)
  const [asset] = whole.body['assets'] as { id: string }[]
  return { customer, asset: asset?.id ?? '' }
}
