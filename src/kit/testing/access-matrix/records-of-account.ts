import { insertPasskey } from '../../../features/accounts/store-passkeys.ts'
import { insertMember } from '../../../features/household/store.ts'
import { askQuestion, keepQuestion } from '../../../features/household/store-questions.ts'
import { transaction } from '../../db/index.ts'
import { newId } from '../../db/ids.ts'
import type { TestApp } from '../app.ts'
import type { Client } from '../client.ts'
import type { Person } from '../people.ts'
import type { TestShop } from '../shop.ts'

/** What is a customer's alone, whatever anybody holds at a shop: a passkey, a household, a time that is held. */
export async function recordsOfAccount(
  app: TestApp,
  { shop }: TestShop,
  { customer, garage, service }: { customer: Person; garage: string; service: string },
) {
  const member = await app.people.add({ name: `Member of ${customer.name}` })
  const sent = await customer.post('/api/me/household/invitations', { email: member.email })
  if (sent.status !== 204) throw new Error(sent.text)
  const household = await customer.get('/api/me/household')
  const [invitation] = household.body['invitations'] as { id: string }[]
  // This installation has no passkeys (it needs https): it is put where one would lie.
  const passkey = newId(app.clock.now())
  const question = await transaction(app.ctx(), async (tx) => {
    await insertPasskey(tx, {
      id: passkey,
      accountId: customer.id,
      credentialId: Buffer.from(passkey),
      publicKey: Buffer.from('none'),
      counter: 0,
      transports: [],
      name: 'Phone',
    })
    await insertMember(tx, customer.id, member.id, { amount: 100, currency: 'USD' })
    const wish = { headId: customer.id, memberId: member.id, assetId: garage, amount: 5000, currency: 'USD' }
    const id = await keepQuestion(tx, { ...wish, shopId: shop.id, orderId: null })
    await askQuestion(tx, member.id, id)
    return id
  })
  return {
    passkey,
    householdMember: member.id,
    householdInvitation: invitation?.id ?? '',
    householdQuestion: question,
    hold: await holdOf(app, customer, shop.slug, service),
  }
}

/** The token of a time that is held when the cases run, three hours after the records are made. */
async function holdOf(app: TestApp, who: Client, shop: string, service: string): Promise<string> {
  const now = app.clock.now()
  app.clock.set('2026-12-01T16:00:00Z')
  const held = await who.post(`/api/shops/${shop}/holds`, {
    serviceIds: [service],
    startsAt: '2026-12-04T15:00:00-05:00',
  })
  app.clock.set(String(now))
  if (held.status !== 201) throw new Error(held.text)
  return String(held.body['hold'])
}
