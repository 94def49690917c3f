import { accountIdOf, can, grantIn } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { type FieldError, forbidden, unauthenticated } from '../../kit/errors.ts'
import type { ContactInput } from '../customers/contact.ts'

/** By which door work comes in: staff write it for a customer, a customer for themselves, a guest without an account. */
export type Door = { by: 'staff'; source: 'walk_in' | 'phone' } | { by: 'customer' | 'guest'; source: 'web' }

interface Said {
  customer?: ContactInput | undefined
  customerId?: string | undefined
  source?: 'walk_in' | 'phone' | undefined
  serveAgain?: true | undefined
}

const STAFF_ONLY = ['customerId', 'source', 'serveAgain'] as const

/**
 * The door that the caller came by: staff name the customer and the source, a signed-in customer names nobody, a guest
 * gives a contact (contract.md, "Booking"); what is said otherwise goes to `wrong`. 401 for a stranger who speaks as
 * staff, 403 for people of the shop who may not take work in.
 */
export function doorOf(
  ctx: Ctx,
  shopId: string,
  permission: 'requests.create' | 'appointments.create',
  said: Said,
  wrong: FieldError[],
): Door {
  const namesSomebody = said.customer !== undefined || said.customerId !== undefined
  if (said.customer && said.customerId !== undefined)
    wrong.push({ pointer: '/customerId', key: 'oneOfTwo', params: { other: 'customer' } })
  if (namesSomebody && can(ctx, permission, { shopId })) {
    if (!said.source) wrong.push({ pointer: '/source', key: 'missing' })
    return { by: 'staff', source: said.source ?? 'phone' }
  }
  if (ctx.caller.kind === 'key') {
    // Nobody's person: what it may not take in as staff it may not take in at all.
    if (!can(ctx, permission, { shopId })) throw forbidden()
    wrong.push({ pointer: '/customer', key: 'missing' })
    return { by: 'staff', source: said.source ?? 'phone' }
  }
  const spokeAsStaff = STAFF_ONLY.filter((field) => said[field] !== undefined)
  if (accountIdOf(ctx.caller) === null) {
    if (spokeAsStaff.length > 0) throw unauthenticated()
    if (!said.customer) wrong.push({ pointer: '/customer', key: 'missing' })
    return { by: 'guest', source: 'web' }
  }
  const refused = said.customer ? ['customer', ...spokeAsStaff] : spokeAsStaff
  if (refused.length > 0 && grantIn(ctx.caller, shopId) && !can(ctx, permission, { shopId }))
    throw forbidden()
  wrong.push(...refused.map((field) => ({ pointer: `/${field}`, key: 'staffOnly' })))
  return { by: 'customer', source: 'web' }
}

/** A stranger who asks for something new says who they are. */
export function contactMissing(
  { caller }: Ctx,
  body: Partial<Record<'customer' | 'customerId' | 'source' | 'requestId', unknown>>,
): FieldError[] {
  const said = body.customer ?? body.customerId ?? body.source ?? body.requestId
  return caller.kind === 'nobody' && said === undefined ? [{ pointer: '/customer', key: 'missing' }] : []
}
