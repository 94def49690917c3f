import { openVerifiedAccount } from '../features/accounts/register.ts'
import { grantPlatformRole } from '../features/accounts/grant-platform-role.ts'
import { AddService, addService } from '../features/catalog/add-service.ts'
import type { Service } from '../features/catalog/services.ts'
import { EditShop, editShop } from '../features/shops/edit-shop.ts'
import type { Shop } from '../features/shops/shop.ts'
import { addPerson } from '../features/staff/add-person.ts'
import { AddResource, addResource } from '../features/staff/add-resource.ts'
import { OpenShop, openShop } from '../features/staff/open-shop.ts'
import type { PlatformRole, ShopRole } from '../kit/access/index.ts'
import type { TestApp, TestClient } from './app.ts'

export const TEST_PASSWORD = 'Fixbay-demo-1'

/** A shop of a test, with who works there. */
export interface TestShop {
  shop: Shop
  service: Service
  /** Signs a new member of staff in. */
  staff(role: ShopRole): Promise<TestClient & { accountId: string }>
}

interface Wishes {
  slug?: string
  /** Technicians and bays; one each unless said. */
  technicians?: number
  bays?: number
  policies?: Record<string, unknown>
  locale?: 'en' | 'fa'
}

const WEEK = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: '08:00', closes: '17:00' }))

/** A New York car workshop, open Monday to Friday 8 to 5, with an oil change of one hour for 129.00 plus tax. */
export async function testShop(
  test: TestApp,
  { slug = 'test-shop', technicians = 1, bays = 1, policies = {}, locale = 'en' }: Wishes = {},
): Promise<TestShop> {
  const ctx = test.ctx()
  const owner = await openVerifiedAccount(ctx, {
    name: 'Olive Owner',
    email: `owner@${slug}.test`,
    password: TEST_PASSWORD,
  })
  const opened = await openShop(
    ctx,
    OpenShop.parse({
      slug,
      name: 'Test Shop',
      kinds: ['workshop'],
      city: 'New York',
      address: '1 Test Street',
      region: 'US',
      location: { lat: 40.7, lon: -74 },
      timezone: 'America/New_York',
      locale,
      currency: 'USD',
      taxMode: 'added',
      tax: { name: 'Sales tax', percent: 8.875 },
      hours: WEEK,
      approved: true,
    }),
    { accountId: owner.id, name: owner.name },
  )
  const shop =
    Object.keys(policies).length > 0 ? await editShop(ctx, opened, EditShop.parse({ policies })) : opened
  for (let n = 1; n <= technicians; n += 1) {
    await addPerson(ctx, shop, { name: `Technician ${n}`, roles: ['technician'], email: null })
  }
  for (let n = 1; n <= bays; n += 1)
    await addResource(ctx, shop, AddResource.parse({ kind: 'bay', name: `Bay ${n}` }))
  const service = await testService(test, shop)
  return { shop, service, staff: (role) => testStaff(test, shop, role) }
}

/** A service that takes one technician and one bay for an hour. */
export async function testService(
  test: TestApp,
  shop: Shop,
  wishes: Record<string, unknown> = {},
): Promise<Service> {
  const needs = [{ kind: 'technician' }, { kind: 'bay' }]
  const price = { amount: 12900, currency: shop.currency }
  return addService(
    test.ctx(),
    shop,
    AddService.parse({
      name: 'Oil change',
      durationMinutes: 60,
      priceKind: 'fixed',
      price,
      needs,
      ...wishes,
    }),
  )
}

let people = 0

/** A member of staff with this role, signed in. */
export async function testStaff(
  test: TestApp,
  shop: Shop,
  role: ShopRole,
): Promise<TestClient & { accountId: string }> {
  const { accountId, email, name } = await newAccount(test, role)
  await addPerson(test.ctx(), shop, { name, roles: [role], email: null }, accountId)
  return { ...(await signIn(test, email)), accountId }
}

/** A person with an account and no more, signed in. */
export async function testCustomer(
  test: TestApp,
): Promise<TestClient & { accountId: string; email: string }> {
  const { accountId, email } = await newAccount(test, 'customer')
  return { ...(await signIn(test, email)), accountId, email }
}

/** Somebody of the platform, signed in. */
export async function testPlatform(
  test: TestApp,
  role: PlatformRole,
): Promise<TestClient & { accountId: string }> {
  const { accountId, email } = await newAccount(test, role)
  await grantPlatformRole(test.ctx(), accountId, role)
  return { ...(await signIn(test, email)), accountId }
}

async function newAccount(test: TestApp, role: string) {
  people += 1
  const name = `${role} ${people}`
  const email = `${role.replace('_', '-')}-${people}@people.test`
  const account = await openVerifiedAccount(test.ctx(), { name, email, password: TEST_PASSWORD })
  return { accountId: account.id, email, name }
}

/** Signs in through the front door. */
export async function signIn(test: TestApp, email: string, password = TEST_PASSWORD): Promise<TestClient> {
  const answer = await test.nobody.post('/api/auth/login', { email, password })
  if (answer.status !== 200)
    throw new Error(`sign-in of ${email} answered ${answer.status}: ${JSON.stringify(answer.body)}`)
  return test.as(answer.body.accessToken)
}
