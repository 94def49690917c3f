import type { PlatformRole, ShopRole } from './caller.ts'

/** `all` of the shop, or `own`: the caller's own record, schedule or assigned jobs. */
export type Scope = 'all' | 'own'

const OWNER = 'owner'
const MANAGER = 'manager'
const ADVISOR = 'advisor'
const TECHNICIAN = 'technician'
const FINANCE = 'finance'
const MARKETING = 'marketing'
const EDITOR = 'editor'
const ANALYST = 'analyst'
const COMPLIANCE = 'compliance'

const LEADERS = [OWNER, MANAGER] as const
const COUNTER = [OWNER, MANAGER, ADVISOR] as const
const EVERYBODY = [
  OWNER,
  MANAGER,
  ADVISOR,
  TECHNICIAN,
  FINANCE,
  MARKETING,
  EDITOR,
  ANALYST,
  COMPLIANCE,
] as const

interface Row {
  all?: readonly ShopRole[]
  own?: readonly ShopRole[]
  /** The customer, on their own things. */
  customer?: true
  platform?: readonly PlatformRole[]
}

const SA = ['super_admin'] as const
const SA_PA = ['super_admin', 'admin'] as const
const SA_PA_SU = ['super_admin', 'admin', 'support'] as const

/** The grid: who holds each permission. One row a permission, read by the program and by the settings page. */
export const GRID = {
  'shop.read': { all: EVERYBODY, platform: SA_PA },
  'shop.edit': { all: LEADERS, platform: SA },
  'shop.approve': { platform: SA_PA },
  'shop.suspend': { platform: SA_PA },
  'staff.read': { all: [OWNER, MANAGER, ADVISOR, FINANCE, COMPLIANCE], own: [TECHNICIAN], platform: SA_PA },
  'staff.invite': { all: LEADERS, platform: SA },
  'staff.edit': { all: LEADERS, platform: SA },
  'roles.edit': { all: LEADERS, platform: SA },
  'schedule.read': { all: COUNTER, own: [TECHNICIAN], platform: SA },
  'schedule.edit': { all: LEADERS, platform: SA },
  'timeoff.ask': {
    all: [OWNER, MANAGER, ADVISOR, FINANCE, MARKETING, EDITOR, ANALYST, COMPLIANCE],
    own: [TECHNICIAN],
  },
  'services.read': { all: EVERYBODY, platform: SA },
  'services.edit': { all: [OWNER, MANAGER, EDITOR], platform: SA },
  'content.edit': { all: [OWNER, MANAGER, MARKETING, EDITOR], platform: SA },
  'promotions.edit': { all: [OWNER, MANAGER, MARKETING, EDITOR], platform: SA },
  'tips.edit': { all: [OWNER, MANAGER, MARKETING, EDITOR], platform: SA },
  'customers.read': {
    all: [...COUNTER, FINANCE, COMPLIANCE],
    own: [TECHNICIAN],
    customer: true,
    platform: SA,
  },
  'customers.edit': { all: COUNTER, customer: true, platform: SA },
  'customers.create': { all: COUNTER, customer: true, platform: SA },
  'customers.deactivate': { all: COUNTER, platform: SA_PA },
  'customers.merge': { all: COUNTER, platform: SA },
  'customers.resetPassword': { all: COUNTER, platform: SA_PA },
  'customers.export': { all: [OWNER, COMPLIANCE], customer: true, platform: SA },
  'customers.erase': { all: [OWNER, COMPLIANCE], customer: true, platform: SA },
  'assets.read': { all: [...COUNTER, TECHNICIAN, FINANCE, COMPLIANCE], customer: true, platform: SA },
  'assets.edit': { all: [...COUNTER, TECHNICIAN], customer: true, platform: SA },
  'appointments.read': { all: COUNTER, own: [TECHNICIAN], customer: true, platform: SA },
  'appointments.create': { all: COUNTER, customer: true, platform: SA },
  'appointments.move': { all: COUNTER, customer: true, platform: SA },
  'appointments.cancel': { all: COUNTER, customer: true, platform: SA },
  'appointments.approve': { all: COUNTER, platform: SA },
  'requests.read': { all: COUNTER, own: [TECHNICIAN], customer: true, platform: SA },
  'requests.create': { all: [...COUNTER, TECHNICIAN], customer: true, platform: SA },
  'orders.read': { all: [...COUNTER, FINANCE, COMPLIANCE], own: [TECHNICIAN], customer: true, platform: SA },
  'orders.edit': { all: COUNTER, own: [TECHNICIAN], platform: SA },
  'orders.assign': { all: COUNTER, platform: SA },
  'orders.move': { all: COUNTER, own: [TECHNICIAN], platform: SA },
  'orders.cancel': { all: COUNTER, customer: true, platform: SA },
  'orders.close': { all: COUNTER, platform: SA },
  'clock.own': {
    all: [OWNER, MANAGER, ADVISOR, FINANCE, MARKETING, EDITOR, ANALYST, COMPLIANCE],
    own: [TECHNICIAN],
  },
  'clock.correct': { all: LEADERS, platform: SA },
  'inspections.fill': { all: COUNTER, own: [TECHNICIAN], platform: SA },
  'inspections.file': { all: COUNTER, own: [TECHNICIAN], platform: SA },
  'inspections.template': { all: LEADERS, platform: SA },
  'estimates.edit': { all: COUNTER, platform: SA },
  'estimates.send': { all: COUNTER, platform: SA },
  'estimates.approve': { all: COUNTER, customer: true, platform: SA },
  'passcode.read': { own: [TECHNICIAN], customer: true },
  'parts.read': { all: [...COUNTER, TECHNICIAN, FINANCE], platform: SA },
  'parts.use': { all: COUNTER, own: [TECHNICIAN], platform: SA },
  'parts.ask': { all: COUNTER, own: [TECHNICIAN], platform: SA },
  'parts.edit': { all: COUNTER, platform: SA },
  'stock.adjust': { all: COUNTER, platform: SA },
  'purchases.edit': { all: COUNTER, platform: SA },
  'invoices.read': { all: [...COUNTER, FINANCE, COMPLIANCE], customer: true, platform: SA },
  'invoices.issue': { all: [...COUNTER, FINANCE], platform: SA },
  'invoices.credit': { all: [...LEADERS, FINANCE], platform: SA },
  'payments.refund': { all: [...LEADERS, FINANCE], platform: SA },
  writeoff: { all: [...LEADERS, FINANCE], platform: SA },
  'payments.record': { all: [...COUNTER, FINANCE], platform: SA },
  'payments.verify': { all: [...LEADERS, FINANCE], platform: SA },
  'payments.pay': { customer: true },
  'books.read': { all: [...COUNTER, FINANCE, COMPLIANCE], platform: SA },
  'books.export': { all: [...COUNTER, FINANCE], platform: SA },
  'till.close': { all: [...COUNTER, FINANCE], platform: SA },
  'books.lockPeriod': { all: [OWNER, FINANCE], platform: SA },
  'messages.read': { all: COUNTER, own: [TECHNICIAN], customer: true, platform: SA },
  'messages.send': { all: COUNTER, own: [TECHNICIAN], customer: true, platform: SA },
  'campaigns.send': { all: [...LEADERS, MARKETING], platform: SA },
  'reviews.write': { customer: true },
  'reviews.answer': { all: [...LEADERS, MARKETING], platform: SA_PA },
  'reviews.moderate': { all: [...LEADERS, MARKETING], platform: SA_PA },
  'reports.work': { all: [...COUNTER, FINANCE, MARKETING, ANALYST], own: [TECHNICIAN], platform: SA },
  'reports.money': { all: [...LEADERS, FINANCE, ANALYST], platform: SA },
  'analytics.traffic': { all: [...LEADERS, MARKETING, EDITOR, ANALYST], platform: SA_PA },
  'audit.read': { all: [OWNER, COMPLIANCE], platform: SA },
  'compliance.page': { all: [OWNER, COMPLIANCE], platform: SA },
  'apiKeys.edit': { all: LEADERS, platform: SA },
  'webhooks.edit': { all: LEADERS, platform: SA },
  'data.export': { all: [OWNER], platform: SA },
  'data.import': { all: [OWNER], platform: SA },
  'platform.admins': { platform: SA },
  'platform.accounts': { platform: SA_PA },
  'platform.health': { platform: SA_PA_SU },
  'platform.incidents': { platform: SA_PA_SU },
  'platform.impersonate': { platform: ['super_admin', 'support'] },
} as const satisfies Record<string, Row>

export type Permission = keyof typeof GRID
const rows: Record<Permission, Row> = GRID

export const PERMISSIONS = Object.keys(GRID) as Permission[]

/**
 * The permissions of several shop roles together, and of what the shop's own roles give beside (`rights.ts`); where they
 * differ, the wider scope counts. What the grid gives to no role of a shop comes from neither.
 */
export function permissionsOf(
  roles: readonly ShopRole[],
  given: readonly string[] = [],
): ReadonlyMap<Permission, Scope> {
  const held = new Map<Permission, Scope>()
  const beside = new Set(given)
  for (const permission of PERMISSIONS) {
    const { all, own } = rows[permission]
    if (all && (roles.some((role) => all.includes(role)) || beside.has(permission)))
      held.set(permission, 'all')
    else if (own && (roles.some((role) => own.includes(role)) || beside.has(`${permission}:own`)))
      held.set(permission, 'own')
  }
  return held
}

/** Whether one of the platform roles holds the permission (in every shop). */
export function platformHolds(roles: readonly PlatformRole[], permission: Permission): boolean {
  return roles.some((role) => rows[permission].platform?.includes(role) ?? false)
}

/** Whether a customer holds the permission on their own things. */
export function customerHolds(permission: Permission): boolean {
  return rows[permission].customer === true
}

// What the grid gives to nobody of the platform: time off, the own clock, paying, reviewing, a passcode.
const PERSONAL: readonly Permission[] = [
  'timeoff.ask',
  'clock.own',
  'passcode.read',
  'payments.pay',
  'reviews.write',
]

/** Whether the permission is about what only the person themselves should do. */
export function isPersonal(permission: Permission): boolean {
  return PERSONAL.includes(permission)
}

/**
 * What is left of these to somebody who is none of a shop's people but holds roles in it through its organisation: nothing
 * that is one's own there, such as asking for time off.
 */
export function permissionsOfMember(held: ReadonlyMap<Permission, Scope>): ReadonlyMap<Permission, Scope> {
  return new Map([...held].filter(([permission]) => !isPersonal(permission)))
}
