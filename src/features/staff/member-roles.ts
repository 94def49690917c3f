import { SHOP_ROLES } from '../../kit/access/shop-roles.ts'

/**
 * The roles that somebody can hold in all shops of an organisation: each but the technician's, whose rights hang on a
 * place in the calendar of one shop. Imports nothing of the server: forms in the browser list them too.
 */
export const MEMBER_ROLES = SHOP_ROLES.filter((role) => role !== 'technician')
