import { accountIdOf, can } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { invalid, type Problem, unauthenticated } from '../../kit/errors.ts'
import type { ContactInput } from '../customers/contact.ts'

/** By which door work comes in: staff write it for a customer, a customer for themselves, a guest without an account. */
export type Door = { by: 'staff'; source: 'walk_in' | 'phone' } | { by: 'customer' | 'guest'; source: 'web' }

interface Said {
  customer?: ContactInput | undefined
  customerId?: string | undefined
  source?: 'walk_in' | 'phone' | undefined
}

/**
 * The door that the caller came by: staff name the customer and the source, a signed-in customer names
 * nobody, a guest gives a contact. Anything else is 400 at the field (contract.md, "Booking").
 */
export function doorOf(
  ctx: Ctx,
  shopId: string,
  permission: 'requests.create' | 'appointments.create',
  said: Said,
): Door {
  if (said.customer && said.customerId) throw invalid('/customerId', 'oneOfTwo', { other: 'customer' })
  const namesSomebody = said.customer !== undefined || said.customerId !== undefined
  if (namesSomebody && can(ctx, permission, { shopId })) {
    if (!said.source) throw invalid('/source', 'missing')
    return { by: 'staff', source: said.source }
  }
  const refused = (['customerId', 'source'] as const).find((field) => said[field] !== undefined)
  if (refused) throw refusal(ctx, refused)
  if (accountIdOf(ctx.caller)) {
    if (said.customer) throw refusal(ctx, 'customer')
    return { by: 'customer', source: 'web' }
  }
  if (!said.customer) throw invalid('/customer', 'missing')
  return { by: 'guest', source: 'web' }
}

/** Only staff may say for whom; a stranger is first asked who they are. */
function refusal(ctx: Ctx, field: string): Problem {
  return ctx.caller.kind === 'nobody' ? unauthenticated() : invalid(`/${field}`, 'staffOnly')
}
