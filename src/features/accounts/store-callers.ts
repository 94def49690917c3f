import { type Grant, permissionsOf, type PlatformRole, type ShopRole } from '../../kit/access/index.ts'
import type { Services } from '../../kit/context.ts'
import { namedRead } from '../../kit/db/index.ts'

/** A person's rights everywhere. */
export interface Rights {
  platformRoles: PlatformRole[]
  grants: Grant[]
}

/** A living session with its person and their rights. */
export interface Found extends Rights {
  sessionId: string
  accountId: string
  name: string
  email: string | null
  createdAt: Temporal.Instant
  lastUsedAt: Temporal.Instant
}

interface RightsRow {
  platformRoles: PlatformRole[]
  staff: ShopRow[]
  memberships: ShopRow[]
}

interface ShopRow {
  shopId: string
  shopSlug: string
  staffId: string | null
  roles: ShopRole[]
}

// Rights of a person: as staff of shops, as member of an organisation in all its shops, on the platform.
const RIGHTS = `
  ARRAY(SELECT role FROM platform_roles WHERE account_id = account.id ORDER BY role) AS "platformRoles",
  (SELECT coalesce(json_agg(json_build_object('shopId', shop.id, 'shopSlug', shop.slug, 'staffId', staff.id,
      'roles', staff.roles) ORDER BY shop.slug), '[]')
    FROM staff JOIN shops shop ON shop.id = staff.shop_id
    WHERE staff.account_id = account.id AND staff.left_at IS NULL) AS staff,
  (SELECT coalesce(json_agg(json_build_object('shopId', shop.id, 'shopSlug', shop.slug, 'staffId', NULL,
      'roles', member.roles) ORDER BY shop.slug), '[]')
    FROM organisation_members member JOIN shops shop ON shop.organisation_id = member.organisation_id
    WHERE member.account_id = account.id) AS memberships`

const session = (condition: string) => `
  SELECT session.id AS "sessionId", account.id AS "accountId", account.name, account.email,
    session.created_at AS "createdAt", session.last_used_at AS "lastUsedAt", ${RIGHTS}
  FROM sessions session JOIN accounts account ON account.id = session.account_id
  WHERE ${condition} AND session.ended_at IS NULL AND session.expires_at > $2 AND account.deactivated_at IS NULL`

const WHY = 'a person may work in several shops'
const BY_ID = {
  name: 'caller-by-session',
  text: session(`session.id = $1 AND session.kind = 'token'`),
  spansShops: WHY,
}
const BY_COOKIE = { name: 'caller-by-cookie', text: session('session.cookie_hash = $1'), spansShops: WHY }
const RIGHTS_OF = {
  name: 'rights-of-account',
  text: `SELECT ${RIGHTS} FROM accounts account WHERE account.id = $1`,
  spansShops: WHY,
}

/** The living session with this id (of an access token) or cookie hash, in one read. */
export async function selectCaller(
  services: Services,
  by: { sessionId: string } | { cookieHash: Buffer },
  now: Temporal.Instant,
): Promise<Found | undefined> {
  const [query, key] = 'sessionId' in by ? [BY_ID, by.sessionId] : [BY_COOKIE, by.cookieHash]
  const [row] = await namedRead<Omit<Found, keyof Rights> & RightsRow>(services, query, [key, now])
  if (!row) return undefined
  const { sessionId, accountId, name, email, createdAt, lastUsedAt } = row
  return { sessionId, accountId, name, email, createdAt, lastUsedAt, ...rightsOf(row) }
}

/** The rights of an account that is not the caller yet. */
export async function selectRights(services: Services, accountId: string): Promise<Rights> {
  const [row] = await namedRead<RightsRow>(services, RIGHTS_OF, [accountId])
  return row ? rightsOf(row) : { platformRoles: [], grants: [] }
}

function rightsOf({ platformRoles, staff, memberships }: RightsRow): Rights {
  const byShop = new Map<string, ShopRow>()
  for (const row of [...staff, ...memberships]) {
    const known = byShop.get(row.shopId)
    byShop.set(row.shopId, known ? { ...known, roles: [...new Set([...known.roles, ...row.roles])] } : row)
  }
  const grants = [...byShop.values()].map((row): Grant => ({ ...row, permissions: permissionsOf(row.roles) }))
  return { platformRoles, grants }
}
