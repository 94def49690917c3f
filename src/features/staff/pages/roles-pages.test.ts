import { expect, test } from 'vitest'
import type { Person } from '../../../kit/testing/people.ts'
import { testApp } from '../../../kit/testing/app.ts'
import { testShop } from '../../../kit/testing/shop.ts'
import { addPages } from '../../../web/testing/pages.ts'

const app = await testApp({ at: '2026-12-01T15:00:00Z' })
await addPages(app.app)
const { shop, owner, hire } = await testShop(app, { slug: 'harbor' })
const manager = await hire('manager')
const advisor = await hire('advisor')
const at = (page: string) => `/desk/harbor/settings${page}`

/** What a form of a page sends, without JavaScript. */
async function send(who: Person, path: string, fields: [string, string][]) {
  const answer = await who.post<string>(path, new URLSearchParams(fields).toString(), {
    'content-type': 'application/x-www-form-urlencoded',
    'sec-fetch-site': 'same-origin',
  })
  return { status: answer.status, to: answer.headers['location'], text: answer.text }
}

/** The tick of a right, as the page draws it. */
const tick = (text: string, right: string) =>
  new RegExp(`<input[^>]*value="${right.replace('.', '\\.')}"[^>]*>`).exec(text)?.[0] ?? ''

test('the whole grid is one table, in both languages', async () => {
  for (const prefix of ['', '/fa']) {
    const { status, text } = await advisor.get<string>(prefix + at('/roles'))
    expect([status, (text.match(/<th scope="row"/g) ?? []).length]).toEqual([200, 77])
  }
  const one = await owner.get<string>(at('/roles?role=technician'))
  expect(one.text).toContain('Change jobs, lines and notes, only their own')
})

test('a role is made by a form, which keeps what was ticked when something is wrong', async () => {
  const page = at('/roles/new')
  expect((await advisor.get(page)).status).toBe(403)
  const begun = await owner.get<string>(at('/roles/new?from=technician'))
  expect(tick(begun.text, 'orders.edit:own')).toContain('checked')
  expect(tick(begun.text, 'orders.edit')).not.toContain('checked')
  const wrong = await send(owner, page, [
    ['name', ''],
    ['permissions', 'orders.read:own'],
  ])
  expect(wrong.status).toBe(400)
  expect(wrong.text).toContain('href="#f-name"')
  expect(tick(wrong.text, 'orders.read:own')).toContain('checked')
  const empty = await send(owner, page, [['name', 'Night shift']])
  expect([empty.status, empty.text.includes('value="Night shift"')]).toEqual([400, true])
  const made = await send(owner, page, [
    ['name', 'Night shift'],
    ['permissions', 'orders.read'],
    ['permissions', 'audit.read'],
  ])
  expect([made.status, made.to]).toEqual([303, `${at('/roles')}?saved=1`])
  expect((await owner.get<string>(at('/roles'))).text).toContain('Night shift')
})

test('what a manager may not give cannot be ticked, and a role with more than theirs cannot be changed', async () => {
  const { text } = await manager.get<string>(at('/roles/new'))
  expect(tick(text, 'audit.read')).toContain('disabled')
  expect(tick(text, 'orders.read')).not.toContain('disabled')
  const { body } = await owner.get<{ own: { id: string }[] }>(`/api/shops/${shop.slug}/roles`)
  const role = at(`/roles/${body.own[0]?.id}`)
  expect((await manager.get<string>(role)).text).toContain('Only an owner can change it.')
  expect((await send(manager, `${role}?do=retire`, [])).status).toBe(403)
  expect((await send(owner, `${role}?do=retire`, [])).status).toBe(303)
})

test('the page of the second step says whom it strikes before it is saved', async () => {
  const check = await owner.get<string>(at('/security?check=1&role=advisor&role=owner'))
  expect(check.text).toContain('Before you save')
  expect(check.text).toContain('You are one of them')
  const none = (await owner.get(`/api/shops/${shop.slug}/second-factor`)).body
  expect(none).toMatchObject({ roles: [], requiredFrom: null })
  const saved = await send(owner, at('/security'), [['roles', 'advisor']])
  expect([saved.status, saved.to]).toEqual([303, `${at('/security')}?saved=1`])
  const page = await owner.get<string>(at('/security'))
  expect(page.text).toContain('People have time until')
  expect(page.text).toContain(advisor.name)
})

test('a link by text message is shown with its end, sent again and taken back', async () => {
  const taken = await send(owner, at('/people'), [
    ['name', 'Paula'],
    ['phone', '(212) 555-0177'],
    ['roles', 'analyst'],
  ])
  const page = String(taken.to).replace('?saved=1', '')
  expect((await owner.get<string>(page)).text).toContain('(212) 555-0177')
  expect((await send(owner, `${page}?do=again`, [])).status).toBe(303)
  expect((await send(owner, `${page}?do=revoke`, [])).status).toBe(303)
  expect((await owner.get<string>(page)).text).not.toContain('(212) 555-0177')
  const nobody = await send(owner, `${page}?do=invite`, [['phone', '12']])
  expect([nobody.status, nobody.text.includes('value="12"')]).toEqual([400, true])
})
