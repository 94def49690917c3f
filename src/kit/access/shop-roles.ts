/** The roles of a shop in the order of the grid. Imports nothing: forms in the browser list them too. */
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
] as const
export type ShopRole = (typeof SHOP_ROLES)[number]
