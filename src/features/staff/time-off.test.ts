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

const hours = (from: number, to: number) => ({
  startsAt: app.clock.now().add({ hours: from }).toString(),
  endsAt: app.clock.now().add({ hours: to }).toString(),
  reason: 'Family',
})
const resourceOf = async (staffId: string) => {
  const { body } = await manager.get<{ resources: { id: string; staffId: string | null }[] }>(
    `${path}/resources`,
  )
  return body.resources.find((resource) => resource.staffId === staffId)?.id ?? ''
}

test('everybody who works there asks for their own time off, nobody else [S3.A3a]', async () => {
  for (const [who, status] of [
    [app.guest, 401],
    [stranger, 403],
    [other.owner, 403],
    [advisor, 201],
    [technician, 201],
  ] as const)
    expect((await who.post(`${path}/my-time-off`, hours(24, 48))).status).toBe(status)
  const backwards = await technician.post(`${path}/my-time-off`, hours(48, 24))
  expect(backwards.body).toMatchObject({ errors: [{ pointer: '/endsAt' }] })
  const past = await technician.post(`${path}/my-time-off`, hours(-48, -24))
  expect(past.body).toMatchObject({ errors: [{ pointer: '/endsAt' }] })
  const seen = await manager.get<{
    timeOff: { staffId: string; status: string; resourceId: string | null }[]
  }>(`${path}/time-off`)
  expect(seen.body.timeOff).toMatchObject([
    { staffId: advisor.staffId, status: 'asked', resourceId: null },
    { staffId: technician.staffId, status: 'asked', resourceId: await resourceOf(technician.staffId) },
  ])
  const own = await technician.get<{ timeOff: unknown[] }>(`${path}/time-off`)
  expect(own.body.timeOff).toMatchObject([{ staffId: technician.staffId }])
})

test('a manager answers once, with a word; the person is told in their language [S3.A3a]', async () => {
  const { body } = await technician.post(`${path}/my-time-off`, hours(72, 96))
  const decide = `${path}/time-off/${String(body['id'])}/decide`
  const yes = { decision: 'granted', answer: 'Enjoy it' }
  expect((await advisor.post(decide, yes)).status).toBe(403)
  expect((await technician.post(decide, yes)).status).toBe(403)
  expect((await other.owner.post(decide.replace(one.shop.slug, other.shop.slug), yes)).status).toBe(404)
  expect((await manager.post(decide, { decision: 'perhaps' })).status).toBe(400)
  expect((await manager.post(decide, yes)).body).toMatchObject({ status: 'granted', answer: 'Enjoy it' })
  expect((await manager.post(decide, yes)).body).toMatchObject({ reason: 'time_off_decided' })
  await app.drainJobs()
  const mail = app.outbox.mails((await technician.caller()).email ?? '').at(-1)
  expect(mail?.subject).toContain('granted')
  expect(mail?.text).toContain('Enjoy it')
  expect(mail?.text).toContain(`/desk/${one.shop.slug}/my-schedule`)
})

test('a person takes back what has not begun, and only their own [S3.A3a]', async () => {
  const { body } = await technician.post(`${path}/my-time-off`, hours(100, 120))
  const mine = `${path}/my-time-off/${String(body['id'])}`
  expect((await advisor.delete(mine)).status).toBe(404)
  expect((await app.guest.delete(mine)).status).toBe(401)
  await manager.post(`${path}/time-off/${String(body['id'])}/decide`, { decision: 'granted' })
  expect((await technician.delete(mine)).status).toBe(204)
  expect((await technician.delete(mine)).status).toBe(404)
  const sick = await manager.post(
    `${path}/resources/${await resourceOf(technician.staffId)}/time-off`,
    hours(-1, 8),
  )
  const begun = await technician.delete(`${path}/my-time-off/${String(sick.body['id'])}`)
  expect(begun.body).toMatchObject({ reason: 'time_off_began' })
  expect((await manager.delete(`${path}/time-off/${String(sick.body['id'])}`)).status).toBe(204)
})

test('time off of somebody who becomes a technician counts in the calendar then', async () => {
  const finance = await one.hire('finance')
  const { body } = await finance.post(`${path}/my-time-off`, hours(24, 48))
  await manager.post(`${path}/time-off/${String(body['id'])}/decide`, { decision: 'granted' })
  await one.owner.patch(`${path}/staff/${finance.staffId}`, { roles: ['technician'] })
  const { body: all } = await manager.get<{ timeOff: { id: string; resourceId: string | null }[] }>(
    `${path}/time-off`,
  )
  const now = all.timeOff.find(({ id }) => id === body['id'])
  expect(now?.resourceId).toBe(await resourceOf(finance.staffId))
})

test('exceptions and weeks for a while are planned by those who plan, and taken back', async () => {
  const resource = await resourceOf(technician.staffId)
  const url = `${path}/resources/${resource}/shift-exceptions`
  const today = app.clock.now().toZonedDateTimeISO('America/New_York').toPlainDate()
  const saturday = today.add({ days: 6 - today.dayOfWeek + 7 }).toString()
  const extra = {
    startsOn: saturday,
    hours: [{ opens: '09:00', closes: '13:00', breaks: [{ starts: '11:00', ends: '11:15' }] }],
    reason: 'Tyre season',
  }
  for (const [who, status] of [
    [app.guest, 401],
    [stranger, 403],
    [technician, 403],
    [other.owner, 403],
  ] as const)
    expect((await who.post(url, extra)).status).toBe(status)
  const { status, body } = await manager.post(url, extra)
  expect([status, body['endsOn']]).toEqual([201, saturday])
  for (const [wrong, pointer] of [
    [{ ...extra, startsOn: today.subtract({ days: 1 }).toString() }, '/startsOn'],
    [{ ...extra, endsOn: today.toString() }, '/endsOn'],
    [
      {
        ...extra,
        hours: [{ opens: '09:00', closes: '13:00', breaks: [{ starts: '14:00', ends: '15:00' }] }],
      },
      '/hours/0/breaks/0',
    ],
    [{ ...extra, hours: [extra.hours[0], { opens: '12:00', closes: '15:00' }] }, '/hours/1'],
  ] as const)
    expect((await manager.post(url, wrong)).body).toMatchObject({ errors: [{ pointer }] })
  const seen = await technician.get<{ exceptions: unknown[] }>(`${path}/shift-exceptions`)
  expect(seen.body.exceptions).toMatchObject([
    { resourceId: resource, hours: extra.hours, reason: 'Tyre season' },
  ])
  expect(
    (await other.owner.delete(`/api/shops/${other.shop.slug}/shift-exceptions/${String(body['id'])}`)).status,
  ).toBe(404)
  expect((await manager.delete(`${path}/shift-exceptions/${String(body['id'])}`)).status).toBe(204)
})

test('a week for a while gives way to what held before, and one that has not begun is taken back', async () => {
  const resource = await resourceOf(technician.staffId)
  const url = `${path}/resources/${resource}/shifts`
  const today = app.clock.now().toZonedDateTimeISO('America/New_York').toPlainDate()
  const [from, until] = [today.add({ days: 14 }), today.add({ days: 27 })]
  const usual = { weekday: 1, opens: '09:00', closes: '17:00', breaks: [{ starts: '12:00', ends: '13:00' }] }
  const short = { weekday: 1, opens: '09:00', closes: '12:00', breaks: [] }
  await manager.put(url, { shifts: [usual] })
  const noStretch = await manager.put(url, { from: from.toString(), until: until.toString(), shifts: [] })
  expect(noStretch.body).toMatchObject({ errors: [{ pointer: '/shifts' }] })
  const held = await manager.put<{ shifts: { from: string }[] }>(url, {
    from: from.toString(),
    until: until.toString(),
    shifts: [short],
  })
  expect(held.body.shifts.toSorted((a, b) => a.from.localeCompare(b.from))).toEqual([
    { ...usual, from: today.toString(), until: from.subtract({ days: 1 }).toString() },
    { ...short, from: from.toString(), until: until.toString() },
    { ...usual, from: until.add({ days: 1 }).toString(), until: null },
  ])
  expect((await advisor.delete(`${url}/${from.toString()}`)).status).toBe(403)
  expect((await manager.delete(`${url}/${today.toString()}`)).status).toBe(400)
  expect((await manager.delete(`${url}/nonsense`)).status).toBe(404)
  expect((await manager.delete(`${url}/${from.toString()}`)).status).toBe(204)
  expect((await manager.delete(`${url}/${from.toString()}`)).status).toBe(404)
})
