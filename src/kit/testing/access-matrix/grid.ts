/** Who calls, in the matrix: the roles of the grid, a stranger, and a stranger who holds a tracking code. */
export const ROLES = [
  'owner',
  'manager',
  'advisor',
  'technician',
  'finance',
  'marketing',
  'editor',
  'analyst',
  'compliance',
  'customer',
  'super_admin',
  'admin',
  'support',
  'nobody',
  'code',
  // Two who hold nothing but a role that the shop has made itself.
  'house',
  'planner',
] as const
export type Role = (typeof ROLES)[number]

/**
 * The product's grid, written out a second time on purpose: a wrong mark in `kit/access/permissions.ts` must not become
 * its own expectation. `●` yes, `○` own only, `·` no; `code` holds what a customer holds, on its one order.
 */
const GRID = `
                       owner manager advisor technician finance marketing editor analyst compliance customer super_admin admin support
shop.read                ●      ●       ●        ●         ●        ●        ●       ●        ●         ·          ●        ●      ·
shop.edit                ●      ●       ·        ·         ·        ·        ·       ·        ·         ·          ●        ·      ·
shop.approve             ·      ·       ·        ·         ·        ·        ·       ·        ·         ·          ●        ●      ·
shop.suspend             ·      ·       ·        ·         ·        ·        ·       ·        ·         ·          ●        ●      ·
staff.read               ●      ●       ●        ○         ●        ·        ·       ·        ●         ·          ●        ●      ·
staff.invite             ●      ●       ·        ·         ·        ·        ·       ·        ·         ·          ●        ·      ·
staff.edit               ●      ●       ·        ·         ·        ·        ·       ·        ·         ·          ●        ·      ·
roles.edit               ●      ●       ·        ·         ·        ·        ·       ·        ·         ·          ●        ·      ·
schedule.read            ●      ●       ●        ○         ·        ·        ·       ·        ·         ·          ●        ·      ·
schedule.edit            ●      ●       ·        ·         ·        ·        ·       ·        ·         ·          ●        ·      ·
timeoff.ask              ●      ●       ●        ○         ●        ●        ●       ●        ●         ·          ·        ·      ·
services.read            ●      ●       ●        ●         ●        ●        ●       ●        ●         ·          ●        ·      ·
services.edit            ●      ●       ·        ·         ·        ·        ●       ·        ·         ·          ●        ·      ·
content.edit             ●      ●       ·        ·         ·        ●        ●       ·        ·         ·          ●        ·      ·
promotions.edit          ●      ●       ·        ·         ·        ●        ●       ·        ·         ·          ●        ·      ·
tips.edit                ●      ●       ·        ·         ·        ●        ●       ·        ·         ·          ●        ·      ·
customers.read           ●      ●       ●        ○         ●        ·        ·       ·        ●         ○          ●        ·      ·
customers.edit           ●      ●       ●        ·         ·        ·        ·       ·        ·         ○          ●        ·      ·
customers.create         ●      ●       ●        ·         ·        ·        ·       ·        ·         ○          ●        ·      ·
customers.deactivate     ●      ●       ●        ·         ·        ·        ·       ·        ·         ·          ●        ●      ·
customers.merge          ●      ●       ●        ·         ·        ·        ·       ·        ·         ·          ●        ·      ·
customers.resetPassword  ●      ●       ●        ·         ·        ·        ·       ·        ·         ·          ●        ●      ·
customers.export         ●      ·       ·        ·         ·        ·        ·       ·        ●         ○          ●        ·      ·
customers.erase          ●      ·       ·        ·         ·        ·        ·       ·        ●         ○          ●        ·      ·
assets.read              ●      ●       ●        ●         ●        ·        ·       ·        ●         ○          ●        ·      ·
assets.edit              ●      ●       ●        ●         ·        ·        ·       ·        ·         ○          ●        ·      ·
appointments.read        ●      ●       ●        ○         ·        ·        ·       ·        ·         ○          ●        ·      ·
appointments.create      ●      ●       ●        ·         ·        ·        ·       ·        ·         ○          ●        ·      ·
appointments.move        ●      ●       ●        ·         ·        ·        ·       ·        ·         ○          ●        ·      ·
appointments.cancel      ●      ●       ●        ·         ·        ·        ·       ·        ·         ○          ●        ·      ·
appointments.approve     ●      ●       ●        ·         ·        ·        ·       ·        ·         ·          ●        ·      ·
requests.read            ●      ●       ●        ○         ·        ·        ·       ·        ·         ○          ●        ·      ·
requests.create          ●      ●       ●        ●         ·        ·        ·       ·        ·         ○          ●        ·      ·
orders.read              ●      ●       ●        ○         ●        ·        ·       ·        ●         ○          ●        ·      ·
orders.edit              ●      ●       ●        ○         ·        ·        ·       ·        ·         ·          ●        ·      ·
orders.assign            ●      ●       ●        ·         ·        ·        ·       ·        ·         ·          ●        ·      ·
orders.move              ●      ●       ●        ○         ·        ·        ·       ·        ·         ·          ●        ·      ·
orders.cancel            ●      ●       ●        ·         ·        ·        ·       ·        ·         ○          ●        ·      ·
orders.close             ●      ●       ●        ·         ·        ·        ·       ·        ·         ·          ●        ·      ·
clock.own                ●      ●       ●        ○         ●        ●        ●       ●        ●         ·          ·        ·      ·
clock.correct            ●      ●       ·        ·         ·        ·        ·       ·        ·         ·          ●        ·      ·
inspections.fill         ●      ●       ●        ○         ·        ·        ·       ·        ·         ·          ●        ·      ·
inspections.file         ●      ●       ●        ○         ·        ·        ·       ·        ·         ·          ●        ·      ·
inspections.template     ●      ●       ·        ·         ·        ·        ·       ·        ·         ·          ●        ·      ·
estimates.edit           ●      ●       ●        ·         ·        ·        ·       ·        ·         ·          ●        ·      ·
estimates.send           ●      ●       ●        ·         ·        ·        ·       ·        ·         ·          ●        ·      ·
estimates.approve        ●      ●       ●        ·         ·        ·        ·       ·        ·         ○          ●        ·      ·
passcode.read            ·      ·       ·        ○         ·        ·        ·       ·        ·         ○          ·        ·      ·
parts.read               ●      ●       ●        ●         ●        ·        ·       ·        ·         ·          ●        ·      ·
parts.use                ●      ●       ●        ○         ·        ·        ·       ·        ·         ·          ●        ·      ·
parts.ask                ●      ●       ●        ○         ·        ·        ·       ·        ·         ·          ●        ·      ·
parts.edit               ●      ●       ●        ·         ·        ·        ·       ·        ·         ·          ●        ·      ·
stock.adjust             ●      ●       ●        ·         ·        ·        ·       ·        ·         ·          ●        ·      ·
purchases.edit           ●      ●       ●        ·         ·        ·        ·       ·        ·         ·          ●        ·      ·
invoices.read            ●      ●       ●        ·         ●        ·        ·       ·        ●         ○          ●        ·      ·
invoices.issue           ●      ●       ●        ·         ●        ·        ·       ·        ·         ·          ●        ·      ·
invoices.credit          ●      ●       ·        ·         ●        ·        ·       ·        ·         ·          ●        ·      ·
payments.refund          ●      ●       ·        ·         ●        ·        ·       ·        ·         ·          ●        ·      ·
writeoff                 ●      ●       ·        ·         ●        ·        ·       ·        ·         ·          ●        ·      ·
payments.record          ●      ●       ●        ·         ●        ·        ·       ·        ·         ·          ●        ·      ·
payments.verify          ●      ●       ·        ·         ●        ·        ·       ·        ·         ·          ●        ·      ·
payments.pay             ·      ·       ·        ·         ·        ·        ·       ·        ·         ○          ·        ·      ·
books.read               ●      ●       ●        ·         ●        ·        ·       ·        ●         ·          ●        ·      ·
books.export             ●      ●       ●        ·         ●        ·        ·       ·        ·         ·          ●        ·      ·
till.close               ●      ●       ●        ·         ●        ·        ·       ·        ·         ·          ●        ·      ·
books.lockPeriod         ●      ·       ·        ·         ●        ·        ·       ·        ·         ·          ●        ·      ·
messages.read            ●      ●       ●        ○         ·        ·        ·       ·        ·         ○          ●        ·      ·
messages.send            ●      ●       ●        ○         ·        ·        ·       ·        ·         ○          ●        ·      ·
campaigns.send           ●      ●       ·        ·         ·        ●        ·       ·        ·         ·          ●        ·      ·
reviews.write            ·      ·       ·        ·         ·        ·        ·       ·        ·         ○          ·        ·      ·
reviews.answer           ●      ●       ·        ·         ·        ●        ·       ·        ·         ·          ●        ●      ·
reviews.moderate         ●      ●       ·        ·         ·        ●        ·       ·        ·         ·          ●        ●      ·
reports.work             ●      ●       ●        ○         ●        ●        ·       ●        ·         ·          ●        ·      ·
reports.money            ●      ●       ·        ·         ●        ·        ·       ●        ·         ·          ●        ·      ·
analytics.traffic        ●      ●       ·        ·         ·        ●        ●       ●        ·         ·          ●        ●      ·
audit.read               ●      ·       ·        ·         ·        ·        ·       ·        ●         ·          ●        ·      ·
compliance.page          ●      ·       ·        ·         ·        ·        ·       ·        ●         ·          ●        ·      ·
apiKeys.edit             ●      ●       ·        ·         ·        ·        ·       ·        ·         ·          ●        ·      ·
webhooks.edit            ●      ●       ·        ·         ·        ·        ·       ·        ·         ·          ●        ·      ·
data.export              ●      ·       ·        ·         ·        ·        ·       ·        ·         ·          ●        ·      ·
data.import              ●      ·       ·        ·         ·        ·        ·       ·        ·         ·          ●        ·      ·
platform.admins          ·      ·       ·        ·         ·        ·        ·       ·        ·         ·          ●        ·      ·
platform.accounts        ·      ·       ·        ·         ·        ·        ·       ·        ·         ·          ●        ●      ·
platform.health          ·      ·       ·        ·         ·        ·        ·       ·        ·         ·          ●        ●      ●
platform.incidents       ·      ·       ·        ·         ·        ·        ·       ·        ·         ·          ●        ●      ●
platform.impersonate     ·      ·       ·        ·         ·        ·        ·       ·        ·         ·          ●        ·      ●
`

export type Mark = 'all' | 'own' | 'no'

const MARKS: Readonly<Record<string, Mark>> = { '●': 'all', '○': 'own', '·': 'no' }

const [head = [], ...lines] = GRID.trim()
  .split('\n')
  .map((line) => line.trim().split(/\s+/))

const marks = new Map(
  lines.map(([permission = '', ...given]) => [
    permission,
    new Map(head.map((role, at) => [role, MARKS[given[at] ?? ''] ?? 'no'])),
  ]),
)

/**
 * What the roles of the shop's own making give: one right without another that goes with it in every role of the grid,
 * so that a place that asks for both is missed by somebody.
 */
export const OWN_ROLES = {
  house: [
    'shop.read',
    'services.read',
    'customers.read',
    'appointments.create',
    'orders.read',
    'invoices.read',
    'payments.record',
    'books.read',
    'timeoff.ask',
    'clock.own',
  ],
  planner: ['shop.read', 'appointments.read', 'timeoff.ask'],
} satisfies Partial<Record<Role, readonly string[]>>

export type OwnRole = keyof typeof OWN_ROLES
const isOwnRole = (role: Role): role is OwnRole => role in OWN_ROLES

/** Every permission that the grid names. */
export const GRID_PERMISSIONS = [...marks.keys()]

/** What the grid says. Throws for a permission that it does not know: write the permission's row first. */
export function markOf(permission: string, role: Role): Mark {
  const row = marks.get(permission)
  if (!row) throw new Error(`${permission} has no row in access-matrix/grid.ts`)
  if (role === 'nobody') return 'no'
  if (isOwnRole(role)) return (OWN_ROLES[role] as readonly string[]).includes(permission) ? 'all' : 'no'
  return row.get(role === 'code' ? 'customer' : role) ?? 'no'
}
