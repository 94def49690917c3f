/** The roles of the platform in the order of the grid. Imports nothing: forms in the browser list them too. */
export const PLATFORM_ROLES = ['super_admin', 'admin', 'support'] as const
