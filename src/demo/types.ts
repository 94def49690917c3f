import type { z } from 'zod'
import type { AssetInput } from '../features/assets/asset-input.ts'
import type { AddService } from '../features/catalog/add-service.ts'
import type { AddCustomer } from '../features/customers/add-customer.ts'
import type { ContactInput } from '../features/customers/contact.ts'
import type { MakeKey } from '../features/integrations/make-key.ts'
import type { AddPerson } from '../features/staff/add-person.ts'
import type { RegisterDevice } from '../features/staff/devices.ts'
import type { AddOwnRole } from '../features/staff/add-own-role.ts'
import type { OpenShop } from '../features/staff/open-shop.ts'
import type { EditShop } from '../features/shops/edit-shop.ts'
import type { ShopRole } from '../kit/access/index.ts'
import type { Random } from './random.ts'

/** Somebody who works at a demo shop; `email` is where they sign in. */
export interface DemoPerson {
  name: string
  roles: ShopRole[]
  email: string
}

export interface DemoService {
  service: z.input<typeof AddService>
  /** What customers say when they come for it. */
  concerns: string[]
  /** Photos that go with such a concern. */
  photos?: string[]
  /** What is found and done, and what it takes besides the listed work. */
  findings?: {
    cause: string
    correction: string
    parts: { text: string; amount: number; quantity?: number }[]
  }[]
  /** Further work that is proposed now and then: title and price. */
  proposal?: { title: string; amount: number }
}

/** Everything that makes a demo shop: data only, played by the program's own verbs. */
export interface DemoShop {
  shop: z.input<typeof OpenShop>
  edit: Omit<z.input<typeof EditShop>, 'version'>
  texts: {
    key: 'about' | 'terms' | 'privacy' | 'imprint' | 'late_policy'
    locale: 'en' | 'fa'
    body: string
  }[]
  people: DemoPerson[]
  /** Weekly hours of every technician. */
  shifts: { weekday: number; opens: string; closes: string }[]
  places: { kind: 'bay' | 'bench' | 'loaner'; name: string; lanes?: number }[]
  /** A role of the shop's own making. */
  ownRole: z.input<typeof AddOwnRole>
  /** Somebody who was asked to join and has not yet. */
  invited?: z.input<typeof AddPerson>
  /** Its shared devices; the shop's leads and technicians have a PIN. */
  devices?: z.input<typeof RegisterDevice>[]
  /** A key in daily use, and one that runs out. */
  keys?: Pick<z.input<typeof MakeKey>, 'name' | 'permissions'>[]
  /** People who stand twice in the list of customers. */
  doubles?: { first: z.input<typeof AddCustomer>; again: z.input<typeof ContactInput> }[]
  closure?: { startsOn: string; endsOn: string; reason: string; yearly?: 'gregorian' | 'jalali' }
  services: DemoService[]
  customer(random: Random): { name: string; email: string | null; phone: string }
  asset(random: Random): AssetInput
  notes: string[]
  waits: { parts: string; hold: string; delay: string }
}
