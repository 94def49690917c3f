import { expect, test } from 'vitest'
import { testApp } from '../../../kit/testing/app.ts'
import type { Client } from '../../../kit/testing/client.ts'
import { testShop } from '../../../kit/testing/shop.ts'
import { addPages } from '../../../web/testing/pages.ts'

const app = await testApp({ at: '2026-12-01T15:00:00Z', config: { rateLimits: 0 } })
await addPages(app.app)
const { shop, owner, hire } = await testShop(app, { slug: 'harbor', name: 'Harbor' })
const manager = await hire('manager')
const at = '/desk/harbor/settings/organisation'

/** What a form of a page sends, without JavaScript. */
async function send(who: Client, path: string, fields: [string, string][]) {
  const answer = await who.post<string>(path, new URLSearchParams(fields).toString(), {
    'content-type': 'application/x-www-form-urlencoded',
    'sec-fetch-site': 'same-origin',
  })
  return { status: answer.status, to: String(answer.headers['location']), text: answer.text }
}

/** The choice with this value, as the page draws it. */
const choice = (text: string, value: string) =>
  new RegExp(`<input[^>]*value="${value}"[^>]*>`).exec(text)?.[0] ?? ''

const place: [string, string][] = [
  ['kinds', 'workshop'],
  ['city', 'Boston'],
  ['address', '3 Quay'],
  ['region', 'US'],
  ['timezone', 'America/New_York'],
  ['currency', 'USD'],
  ['taxMode', 'added'],
]

test('an owner opens a second shop in the own business or a new one, and finds both in the switch', async () => {
  const fresh = await app.people.add()
  expect((await fresh.get<string>('/open-shop')).text).not.toContain('name="organisationId"')
  expect((await manager.get<string>('/open-shop')).text).not.toContain('name="organisationId"')
  const page = await owner.get<string>('/open-shop')
  expect(choice(page.text, shop.organisationId)).toContain('checked')
  const wrong = await send(owner, '/open-shop', [...place, ['name', ''], ['organisationId', '']])
  expect(wrong.status).toBe(400)
  expect(choice(wrong.text, shop.organisationId)).not.toContain('checked')
  const stolen = await send(fresh, '/open-shop', [
    ...place,
    ['name', 'Stolen'],
    ['organisationId', shop.organisationId],
  ])
  expect(stolen.status).toBe(404)
  const opened = await send(owner, '/open-shop', [
    ...place,
    ['name', 'Annex'],
    ['slug', 'annex'],
    ['organisationId', shop.organisationId],
  ])
  expect([opened.status, opened.to]).toEqual([303, '/welcome/annex/hours'])
  const apart = await send(owner, '/open-shop', [
    ...place,
    ['name', 'Apart'],
    ['slug', 'apart'],
    ['organisationId', ''],
  ])
  expect(apart.status).toBe(303)
  const { text } = await owner.get<string>(at)
  expect(text).toContain('href="/desk/annex"')
  expect(text).not.toContain('href="/desk/apart"')
})

test('somebody is asked by a form that keeps what was typed, joins by the link and sees all shops in the switch', async () => {
  expect((await manager.get(at)).status).toBe(403)
  expect((await manager.get<string>('/desk/harbor/settings')).text).not.toContain(at)
  expect((await owner.get<string>('/desk/harbor/settings')).text).toContain(`href="${at}"`)
  const wrong = await send(owner, `${at}?do=invite`, [
    ['email', 'mia@'],
    ['roles', 'manager'],
    ['roles', 'finance'],
  ])
  expect(wrong.status).toBe(400)
  expect(wrong.text).toContain('href="#f-email"')
  expect(wrong.text).toContain('value="mia@"')
  expect(choice(wrong.text, 'finance')).toContain('checked')
  expect(choice(wrong.text, 'editor')).not.toContain('checked')
  const key: [string, string] = ['_key', crypto.randomUUID()]
  for (let press = 0; press < 2; press += 1)
    expect(
      await send(owner, `${at}?do=invite`, [key, ['email', 'mia@example.org'], ['roles', 'manager']]),
    ).toMatchObject({
      status: 303,
      to: `${at}?saved=1`,
    })
  await app.drainJobs()
  expect(app.outbox.mails('mia@example.org')).toHaveLength(1)
  const [, link = ''] =
    /(\/join-organisation\/[\w-]+)/.exec(app.outbox.mails('mia@example.org').at(-1)?.text ?? '') ?? []
  const guest = await app.guest.get<string>(link)
  expect(guest.headers['cache-control']).toContain('no-store')
  expect(guest.text).toContain('Annex')
  expect(guest.text).toContain(`href="/register?to=${encodeURIComponent(link)}"`)
  expect((await app.guest.get<string>(`/fa${link}`)).text).toContain('همهٔ تعمیرگاه‌های آن')
  expect((await send(app.guest, link, [])).status).toBe(401)
  const mia = await app.people.add({ name: 'Mia Member' })
  expect(await send(mia, link, [])).toMatchObject({ status: 303, to: '/desk/harbor' })
  expect((await send(mia, link, [])).status).toBe(404)
  for (const page of ['/desk/harbor', '/desk/annex/board', '/desk/annex/calendar'])
    expect([page, (await mia.get(page)).status]).toEqual([page, 200])
  // What is somebody's own in a shop is for its people, and is not offered to others.
  expect((await mia.get('/desk/annex/my-schedule')).status).toBe(403)
  expect((await mia.get<string>('/desk/annex/board')).text).not.toContain('/desk/annex/my-schedule')
  const portal = (await mia.get<string>('/me')).text
  for (const slug of ['harbor', 'annex']) expect(portal).toContain(`href="/desk/${slug}"`)
  expect(portal).not.toContain('href="/desk/apart"')
  expect((await manager.get<string>('/desk/harbor/settings/people')).text).toContain('Mia Member')
})

test('roles in all shops are changed and taken by forms; a link is sent again and taken back', async () => {
  const { body } = await owner.get('/api/shops/harbor/organisation')
  const member = `${at}/${body['members'][0].id}`
  expect(choice((await owner.get<string>(member)).text, 'manager')).toContain('checked')
  expect((await send(owner, `${member}?do=edit`, [])).status).toBe(400)
  expect(await send(owner, `${member}?do=edit`, [['roles', 'owner']])).toMatchObject({
    to: `${member}?saved=1`,
  })
  expect(choice((await owner.get<string>(member)).text, 'owner')).toContain('checked')
  expect(await send(owner, `${member}?do=remove`, [])).toMatchObject({ status: 303, to: `${at}?saved=1` })
  expect((await owner.get(member)).status).toBe(404)
  await send(owner, `${at}?do=invite`, [
    ['phone', '+12125550177'],
    ['roles', 'analyst'],
  ])
  const shown = (await owner.get<string>(at)).text
  expect(shown).toContain('name="phone" value="+12125550177"')
  const invitation = /name="invitation" value="([\w-]+)"/.exec(shown)?.[1] ?? ''
  expect((await send(manager, `${at}?do=revoke`, [['invitation', invitation]])).status).toBe(403)
  expect((await send(owner, `${at}?do=revoke`, [['invitation', invitation]])).status).toBe(303)
  expect((await send(owner, `${at}?do=revoke`, [['invitation', invitation]])).status).toBe(404)
  expect((await owner.get<string>(at)).text).not.toContain('+12125550177')
})
