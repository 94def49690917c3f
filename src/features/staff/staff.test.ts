import { expect, test } from 'vitest'
import { testApp } from '../../kit/testing/app.ts'
import { testShop } from '../../kit/testing/shop.ts'

const app = await testApp()
const one = await testShop(app)
const other = await testShop(app)
const path = `/api/shops/${one.shop.slug}`
const manager = await one.hire('manager')
const advisor = await one.hire('advisor')
const technician = await one.hire('technician')
const stranger = await app.people.add()

const tokenOf = (mail: { text: string } | undefined) =>
  /\/join\/[\w-]+\/([\w-]+)/.exec(mail?.text ?? '')?.[1] ?? ''

interface Told {
  people: { id: string; name: string; roles: string[]; hasAccount: boolean; invited: string | null }[]
}
interface Planned {
  resources: { id: string; kind: string; name: string; staffId: string | null; shifts: unknown[] }[]
}

test('who may take people on, and a technician sees only their own entry [S2.01a] [S2.11a]', async () => {
  const person = { name: 'Nia', roles: ['advisor'] }
  for (const [who, status] of [
    [app.guest, 401],
    [stranger, 403],
    [other.owner, 403],
    [advisor, 403],
    [manager, 201],
  ] as const)
    expect((await who.post(`${path}/staff`, person)).status).toBe(status)
  const all = await advisor.get<Told>(`${path}/staff`)
  expect(all.body.people.map((one) => one.name)).toContain('Nia')
  const own = await technician.get<Told>(`${path}/staff`)
  expect(own.body.people).toMatchObject([{ id: technician.staffId, roles: ['technician'], hasAccount: true }])
  expect((await other.owner.get(`${path}/staff`)).status).toBe(403)
  const wrong = await one.owner.post(`${path}/staff`, { name: '', roles: ['king'], email: 'x' })
  expect((wrong.body['errors'] as unknown[]).length).toBe(3)
})

test('a manager handles everybody but owners, and the last owner stays', async () => {
  const owners = await one.owner.get<Told>(`${path}/staff`)
  const ownerId = owners.body.people.find((person) => person.roles.includes('owner'))?.id ?? ''
  expect((await manager.post(`${path}/staff`, { name: 'X', roles: ['owner'] })).status).toBe(403)
  expect((await manager.patch(`${path}/staff/${ownerId}`, { name: 'X' })).status).toBe(403)
  expect((await manager.post(`${path}/staff/${ownerId}/leave`)).status).toBe(403)
  expect((await manager.patch(`${path}/staff/${advisor.staffId}`, { roles: ['owner'] })).status).toBe(403)
  for (const refused of [
    await one.owner.patch(`${path}/staff/${ownerId}`, { roles: ['manager'] }),
    await one.owner.post(`${path}/staff/${ownerId}/leave`),
  ])
    expect(refused.body).toMatchObject({ code: 'illegal-move', reason: 'last_owner' })
  const second = await one.hire('owner')
  expect((await one.owner.patch(`${path}/staff/${ownerId}`, { roles: ['manager', 'owner'] })).status).toBe(
    200,
  )
  expect((await one.owner.post(`${path}/staff/${second.staffId}/leave`)).status).toBe(204)
})

test('rights follow roles at once: given, changed, ended [S2.01a]', async () => {
  const person = await one.hire('advisor')
  const url = `${path}/staff/${person.staffId}`
  expect((await person.patch(path, { city: 'Boston' })).status).toBe(403)
  expect((await one.owner.patch(url, { version: 1, roles: ['manager'] })).body).toMatchObject({ version: 2 })
  expect((await person.patch(path, { city: 'Boston' })).status).toBe(200)
  expect((await one.owner.patch(url, { version: 1, roles: ['advisor'] })).status).toBe(409)
  expect((await one.owner.post(`${url}/leave`)).status).toBe(204)
  expect((await person.get(`${path}/settings`)).status).toBe(403)
  expect((await one.owner.post(`${url}/leave`)).status).toBe(404)
  const audited = await app.system.db
    .selectFrom('audit')
    .select(['action', 'actorId', 'before', 'after'])
    .where('shopId', '=', one.shop.id)
    .where('subjectId', '=', person.staffId)
    .orderBy('id')
    .execute()
  expect(audited).toMatchObject([
    { action: 'staff.add', actorId: null, after: { roles: ['advisor'] } },
    {
      action: 'staff.setRoles',
      actorId: one.owner.id,
      before: { roles: ['advisor'] },
      after: { roles: ['manager'] },
    },
    { action: 'staff.end', actorId: one.owner.id, before: { roles: ['manager'] } },
  ])
  expect(
    (await other.owner.patch(`/api/shops/${other.shop.slug}/staff/${advisor.staffId}`, { name: 'x' })).status,
  ).toBe(404)
})

test('a person is asked by mail, joins once with their own account, and has the rights [S2.01c]', async () => {
  const { body } = await one.owner.post(`${path}/staff`, {
    name: 'Tom',
    roles: ['technician'],
    email: 'Tom@Example.com',
  })
  expect(body).toMatchObject({ hasAccount: false, invited: 'tom@example.com' })
  await app.drainJobs()
  const token = tokenOf(app.outbox.mails('tom@example.com').at(-1))
  const join = `${path}/join`
  expect((await app.guest.post(join, { token })).status).toBe(401)
  const tom = await app.people.add({ email: 'tom@example.com' })
  expect((await tom.post(`/api/shops/${other.shop.slug}/join`, { token })).status).toBe(404)
  expect((await tom.post(join, { token: `${token}x` })).status).toBe(404)
  expect((await advisor.post(join, { token })).body).toMatchObject({ reason: 'already_staff' })
  expect((await tom.post(join, { token })).body).toMatchObject({ name: 'Tom', hasAccount: true })
  expect((await tom.caller()).grants).toMatchObject([{ shopId: one.shop.id, roles: ['technician'] }])
  expect((await tom.post(join, { token })).status).toBe(404)
  const again = await one.owner.post(`${path}/staff/${String(body['id'])}/invite`, {
    email: 'tom@example.com',
  })
  expect(again.body).toMatchObject({ reason: 'has_account' })
})

test('a newer invitation ends the one before, and one that is old counts no more', async () => {
  const { body } = await one.owner.post(`${path}/staff`, {
    name: 'Una',
    roles: ['finance'],
    email: 'una@example.com',
  })
  const invite = `${path}/staff/${String(body['id'])}/invite`
  expect((await one.owner.post(invite, { email: 'una.b@example.com' })).status).toBe(204)
  await app.drainJobs()
  const tokens = ['una@example.com', 'una.b@example.com'].map((to) => tokenOf(app.outbox.mails(to).at(-1)))
  const una = await app.people.add()
  expect((await una.post(`${path}/join`, { token: tokens[0] })).status).toBe(404)
  const people = await one.owner.get<Told>(`${path}/staff`)
  expect(people.body.people.find((person) => person.name === 'Una')?.invited).toBe('una.b@example.com')
  app.clock.advance({ hours: 15 * 24 })
  expect((await una.post(`${path}/join`, { token: tokens[1] })).status).toBe(404)
})

test('a technician has a place in the calendar for as long as they are one [S3.A3a]', async () => {
  const plan = async () => (await advisor.get<Planned>(`${path}/resources`)).body.resources
  const { body } = await one.owner.post(`${path}/staff`, { name: 'Zoe', roles: ['technician'] })
  const of = async () => (await plan()).find((resource) => resource.staffId === body['id'])
  expect(await of()).toMatchObject({ kind: 'technician', name: 'Zoe', shifts: [] })
  const url = `${path}/staff/${String(body['id'])}`
  await one.owner.patch(url, { name: 'Zoe B.' })
  expect(await of()).toMatchObject({ name: 'Zoe B.' })
  const resource = await of()
  const rename = await one.owner.patch(`${path}/resources/${resource?.id}`, { name: 'Bay' })
  expect(rename.body).toMatchObject({ reason: 'technician_name' })
  expect((await one.owner.post(`${path}/resources/${resource?.id}/retire`)).body).toMatchObject({
    reason: 'technician_leaves_as_person',
  })
  await one.owner.patch(url, { roles: ['advisor'] })
  expect(await of()).toBeUndefined()
  const own = await technician.get<Planned>(`${path}/resources`)
  expect(own.body.resources).toMatchObject([{ staffId: technician.staffId }])
})

test('bays and benches are added, changed and taken out of use [S2.B3]', async () => {
  expect((await advisor.post(`${path}/resources`, { kind: 'bay', name: 'B' })).status).toBe(403)
  const { status, body } = await manager.post(`${path}/resources`, { kind: 'bench', name: 'Bench', lanes: 6 })
  expect([status, body['lanes'], body['skills']]).toEqual([201, 6, []])
  const url = `${path}/resources/${String(body['id'])}`
  expect(
    (await manager.patch(url, { version: 1, lanes: 4, skills: ['solder', 'solder'] })).body,
  ).toMatchObject({
    lanes: 4,
    skills: ['solder'],
    version: 2,
  })
  expect((await manager.patch(url, { version: 1, lanes: 2 })).status).toBe(409)
  expect((await manager.patch(url, { lanes: 0 })).status).toBe(400)
  expect((await manager.post(`${path}/resources`, { kind: 'technician', name: 'T' })).status).toBe(400)
  expect(
    (await other.owner.post(`/api/shops/${other.shop.slug}/resources/${String(body['id'])}/retire`)).status,
  ).toBe(404)
  expect((await manager.post(`${url}/retire`)).status).toBe(204)
  expect((await manager.patch(url, { lanes: 3 })).status).toBe(404)
})

test('a limit of work a day is kept, lifted, and told', async () => {
  const [resource] = (await technician.get<Planned>(`${path}/resources`)).body.resources
  const url = `${path}/resources/${resource?.id}`
  expect(resource).toMatchObject({ dailyMinutes: null })
  expect((await advisor.patch(url, { dailyMinutes: 300 })).status).toBe(403)
  expect((await manager.patch(url, { dailyMinutes: 300 })).body).toMatchObject({ dailyMinutes: 300 })
  for (const dailyMinutes of [0, 1441, 7.5, '300'])
    expect((await manager.patch(url, { dailyMinutes })).body).toMatchObject({
      errors: [{ pointer: '/dailyMinutes' }],
    })
  expect((await manager.patch(url, { lanes: 1 })).body).toMatchObject({ dailyMinutes: 300 })
  expect((await manager.patch(url, { dailyMinutes: null })).body).toMatchObject({ dailyMinutes: null })
})

test('shifts hold from a date on and leave the past as it was [S3.A3a]', async () => {
  const [resource] = (await technician.get<Planned>(`${path}/resources`)).body.resources
  const url = `${path}/resources/${resource?.id}/shifts`
  const morning = { weekday: 1, opens: '08:00', closes: '12:00', breaks: [] }
  const today = app.clock.now().toZonedDateTimeISO('America/New_York').toPlainDate()
  expect((await advisor.put(url, { shifts: [morning] })).status).toBe(403)
  const first = await manager.put(url, { shifts: [morning] })
  expect(first.body).toEqual({ shifts: [{ ...morning, from: today.toString(), until: null }] })
  const later = today.add({ days: 14 })
  const night = { weekday: 5, opens: '22:00', closes: '06:00', breaks: [{ starts: '02:00', ends: '02:30' }] }
  const second = await manager.put(url, { from: later.toString(), shifts: [night] })
  expect(second.body).toEqual({
    shifts: [
      { ...morning, from: today.toString(), until: later.subtract({ days: 1 }).toString() },
      { ...night, from: later.toString(), until: null },
    ],
  })
  const past = today.subtract({ days: 1 }).toString()
  expect((await manager.put(url, { from: past, shifts: [] })).body).toMatchObject({
    errors: [{ pointer: '/from' }],
  })
  expect((await manager.put(url, { shifts: [morning, morning] })).status).toBe(400)
  expect((await manager.put(url, { shifts: [] })).body).toEqual({ shifts: [] })
})

test('time off is always accepted, told with the shop’s offset, and taken back', async () => {
  const [resource] = (await technician.get<Planned>(`${path}/resources`)).body.resources
  const url = `${path}/resources/${resource?.id}/time-off`
  const startsAt = app.clock.now().add({ hours: 24 })
  const body = {
    startsAt: startsAt.toString(),
    endsAt: startsAt.add({ hours: 8 }).toString(),
    reason: 'Dentist',
  }
  expect((await technician.post(url, body)).status).toBe(403)
  const { status, body: granted } = await manager.post(url, body)
  expect([status, granted['status']]).toEqual([201, 'granted'])
  expect(granted['startsAt']).toMatch(/-05:00$/)
  const backwards = await manager.post(url, { startsAt: body.endsAt, endsAt: body.startsAt })
  expect(backwards.body).toMatchObject({ errors: [{ pointer: '/endsAt' }] })
  const listed = await technician.get<{ timeOff: { reason: string }[] }>(`${path}/time-off`)
  expect(listed.body.timeOff).toMatchObject([{ reason: 'Dentist' }])
  const gone = `${path}/time-off/${String(granted['id'])}`
  expect(
    (await other.owner.delete(`/api/shops/${other.shop.slug}/time-off/${String(granted['id'])}`)).status,
  ).toBe(404)
  expect((await manager.delete(gone)).status).toBe(204)
  expect((await manager.delete(gone)).status).toBe(404)
})
