import { signedIn } from '../../kit/access/index.ts'
import { type Ctx, type Locale, wordsOf } from '../../kit/context.ts'
import { isId } from '../../kit/db/index.ts'
import { illegalMove, notFound } from '../../kit/errors.ts'
import { accountById } from '../accounts/account.ts'
import { type ContactInput, readContact } from './contact.ts'
import { serveAgain } from './deactivate-customer.ts'
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
 * signed-in person is their own customer; each gets the shop's record of them, made when missing.
 */
export async function customerForWork(
  tx: Ctx,
  shop: ShopOfWork,
  given: { customer?: ContactInput | undefined; customerId?: string | undefined },
): Promise<CustomerForWork> {
  if (given.customerId !== undefined) {
    const known = isId(given.customerId) ? await selectCustomer(tx, shop.id, given.customerId) : undefined
    if (!known) throw notFound('/customerId')
    if (known.deactivatedAt) throw illegalMove('customer_inactive')
    return known
  }
  if (given.customer) {
    const contact = readContact(given.customer, shop.region, '/customer')
    const guest = await findOrInsertGuest(tx, shop.id, {
      ...contact,
      accountId: null,
      locale: tx.caller.kind === 'nobody' ? wordsOf(tx, shop) : shop.locale,
    })
    return { ...(await serveAgain(tx, guest)), isNew: guest.isNew }
  }
  return customerOfAccount(tx, shop)
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
