import { signedIn } from '../../kit/access/index.ts'
import { type Ctx, type Locale, wordsOf } from '../../kit/context.ts'
import { isId } from '../../kit/db/index.ts'
import { illegalMove, notFound } from '../../kit/errors.ts'
import { accountById } from '../accounts/account.ts'
import { type ContactInput, readContact } from './contact.ts'
import { reactivateCustomer, serveAgain } from './deactivate-customer.ts'
import {
  type Customer,
  findOrInsertGuest,
  insertCustomer,
  selectCustomer,
  selectCustomerOfAccount,
} from './store.ts'

interface ShopOfWork {
  id: string
  region: string
  locale: Locale
}

/** `isNew`: the shop met this customer just now, so there is nothing of theirs to look for. */
export type CustomerForWork = Customer & { isNew?: boolean }

/**
 * Whose work it is. A guest or the counter gives a contact, the counter may name a known customer, a
 * signed-in person is their own customer; each gets the shop's record of them, made when missing. Who comes by themselves is
 * served again where they were taken off the list; the counter is told so (409 `customer_inactive`), and says that it is
 * meant (`serveAgain`).
 */
export async function customerForWork(
  tx: Ctx,
  shop: ShopOfWork,
  given: {
    customer?: ContactInput | undefined
    customerId?: string | undefined
    serveAgain?: true | undefined
  },
): Promise<CustomerForWork> {
  if (given.customerId !== undefined) {
    const known = isId(given.customerId) ? await selectCustomer(tx, shop.id, given.customerId) : undefined
    if (!known) throw notFound('/customerId')
    return servedByCounter(tx, known, given.serveAgain)
  }
  if (given.customer) {
    const contact = readContact(given.customer, shop.region, '/customer')
    const guest = await findOrInsertGuest(tx, shop.id, {
      ...contact,
      accountId: null,
      locale: tx.caller.kind === 'nobody' ? wordsOf(tx, shop) : shop.locale,
    })
    const byThemselves = tx.caller.kind === 'nobody'
    const served = byThemselves ? serveAgain(tx, guest) : servedByCounter(tx, guest, given.serveAgain)
    return { ...(await served), isNew: guest.isNew }
  }
  return customerOfAccount(tx, shop)
}

/** The same for work that was taken in before and is to be done now, by the counter or by whoever asked for it. */
export async function customerOfRequest(
  tx: Ctx,
  { shopId, customerId }: { shopId: string; customerId: string },
  byCounter: boolean,
  again: true | undefined,
): Promise<Customer> {
  const customer = await selectCustomer(tx, shopId, customerId)
  if (!customer) throw notFound()
  return byCounter ? servedByCounter(tx, customer, again) : serveAgain(tx, customer)
}

async function servedByCounter(tx: Ctx, customer: Customer, again: true | undefined): Promise<Customer> {
  if (customer.deactivatedAt === null) return customer
  if (!again) throw illegalMove('customer_inactive', { customer: customer.id })
  return reactivateCustomer(tx, { id: customer.shopId }, customer.id, {})
}

async function customerOfAccount(tx: Ctx, shop: ShopOfWork): Promise<Customer> {
  const { accountId } = signedIn(tx)
  const known = await selectCustomerOfAccount(tx, shop.id, accountId)
  if (known) return serveAgain(tx, known)
  const account = await accountById(tx, accountId)
  if (!account) throw notFound()
  return insertCustomer(tx, shop.id, {
    accountId,
    name: account.name,
    email: account.email,
    phone: account.phone,
    address: account.address,
    locale: account.locale,
  })
}
