import type { z } from 'zod'
import { addService, AddService } from '../../features/catalog/add-service.ts'
import type { Service } from '../../features/catalog/service.ts'
import type { Shop } from '../../features/shops/shop.ts'
import { addPerson, AddPerson } from '../../features/staff/add-person.ts'
import { addResource, AddResource } from '../../features/staff/add-resource.ts'
import { openShop, OpenShop } from '../../features/staff/open-shop.ts'
import type { Resource } from '../../features/staff/resources.ts'
import type { ShopRole } from '../access/index.ts'
import type { TestApp } from './app.ts'
import type { Person } from './people.ts'

/** A shop made by the program's own verbs, with its owner. */
export interface TestShop {
  shop: Shop
  owner: Person
  /** Takes somebody on who has an account; `staffId` is their row. */
  hire(...roles: ShopRole[]): Promise<Person & { staffId: string }>
  addService(given?: Partial<z.input<typeof AddService>>): Promise<Service>
  addResource(given?: Partial<z.input<typeof AddResource>>): Promise<Resource>
}

let made = 0

/** An approved workshop in New York, open from eight to six on Monday to Friday, unless said otherwise. */
export async function testShop(
  app: TestApp,
  given: Partial<z.input<typeof OpenShop>> = {},
): Promise<TestShop> {
  made += 1
  const owner = await app.people.add({ name: `Owner ${made}` })
  const shop = await openShop(
    app.system,
    OpenShop.parse({
      slug: `shop-${made}`,
      name: `Shop ${made}`,
      kinds: ['workshop'],
      city: 'New York',
      address: '1 Pier Road',
      region: 'US',
      location: { lat: 40.7, lon: -74 },
      timezone: 'America/New_York',
      currency: 'USD',
      locale: 'en',
      taxMode: 'added',
      tax: { name: 'Sales tax', percent: 8.875 },
      hours: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: '08:00', closes: '18:00' })),
      approved: true,
      ...given,
    }),
    { accountId: owner.id, name: owner.name },
  )
  return { shop, owner, ...peopled(app, shop) }
}

function peopled(app: TestApp, shop: Shop): Pick<TestShop, 'hire' | 'addService' | 'addResource'> {
  let services = 0
  return {
    async hire(...roles) {
      const person = await app.people.add()
      const { id } = await addPerson(
        app.system,
        shop,
        AddPerson.parse({ name: person.name, roles }),
        person.id,
      )
      return { ...person, staffId: id }
    },
    addService: (given = {}) => {
      services += 1
      const price = { amount: 12_900, currency: shop.currency }
      const usual = { name: `Service ${services}`, durationMinutes: 60, priceKind: 'fixed' as const, price }
      return addService(app.system, shop, AddService.parse({ ...usual, ...given }))
    },
    addResource: (given = {}) =>
      addResource(app.system, shop, AddResource.parse({ kind: 'bay', name: 'Bay 1', ...given })),
  }
}
