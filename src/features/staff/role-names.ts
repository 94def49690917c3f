import type { ShopRole } from '../../kit/access/caller.ts'

/** The roles of a shop in the order of the grid. */
export const SHOP_ROLES = [
  'owner',
  'manager',
  'advisor',
  'technician',
  'finance',
  'marketing',
  'editor',
  'analyst',
  'compliance',
] as const satisfies readonly ShopRole[]
