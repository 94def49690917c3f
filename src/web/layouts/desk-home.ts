import type { Permission, Scope } from '../../kit/access/permissions.ts'
import type { Paths } from '../paths.ts'

/** The first page of a desk that its holder may open: a technician's day, the shop's, the own schedule, or the settings. */
export function deskHome(to: Paths, shop: string, may: ReadonlyMap<Permission, Scope>): string {
  if (may.get('orders.read') === 'all') return to.desk(shop)
  if (may.has('orders.edit')) return to.myDay(shop)
  return may.has('timeoff.ask') ? to.mySchedule(shop) : to.settings(shop)
}
