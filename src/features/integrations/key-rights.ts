import { type Right, SHOP_RIGHTS } from '../../kit/access/rights.ts'

/**
 * What no key holds, whoever makes it. What is personal: the time, the clock and the passcodes of somebody. What opens
 * doors to others: people, roles, keys, a customer's way back in. And what cannot be undone about a person.
 */
const WITHHELD: ReadonlySet<Right> = new Set<Right>([
  'passcode.read',
  'timeoff.ask',
  'clock.own',
  'staff.invite',
  'staff.edit',
  'roles.edit',
  'apiKeys.edit',
  'customers.resetPassword',
  'customers.erase',
])

/** What can be given to a key. It has nothing of its own, so nothing that is narrowed to one's own either. */
export const KEY_RIGHTS = SHOP_RIGHTS.filter((right) => !right.endsWith(':own') && !WITHHELD.has(right)) as [
  Right,
  ...Right[],
]
