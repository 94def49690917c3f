import { type Grant, permissionsOf, type PlatformRole, type ShopRole } from '../../kit/access/index.ts'
import type { Services } from '../../kit/context.ts'
import { namedRead } from '../../kit/db/index.ts'

/** A person's rights everywhere. */
export interface Rights {
  platformRoles: PlatformRole[]
  grants: Grant[]
  /** Where a second factor is asked for that this session has not shown: a shop's slug, or `platform`. */
  owedTo: OwedFactor[]
}

/** Who asks for a second factor. `withheld`: the time given for it is over, and the roles hold nothing without one. */
export interface OwedFactor {
  place: string
  withheld: boolean
}

/** What a session has shown, and what hangs on it. */
export interface Shown {
  secondFactor: boolean
  now: Temporal.Instant
}

/** A living session with its person and their rights. */
export interface Found extends Rights {
  sessionId: string
  accountId: string
  name: string
  email: string | null
  createdAt: Temporal.Instant
  lastUsedAt: Temporal.Instant
  /** When a second factor was last shown in this session. */
  secondFactorAt: Temporal.Instant | null
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
  /** The shop's rule about second factors. */
  rule: { roles: ShopRole[]; from: string } | null
}

// What a shop asks of whom, in the same read.
const RULE = `(SELECT json_build_object('roles', rule.roles, 'from', rule.required_from)
    FROM second_factor_rules rule WHERE rule.shop_id = shop.id)`

// Rights of a person: as staff of shops, as member of an organisation in all its shops, on the platform.
const RIGHTS = `
  ARRAY(SELECT role FROM platform_roles WHERE account_id = account.id ORDER BY role) AS "platformRoles",
  (SELECT coalesce(json_agg(json_build_object('shopId', shop.id, 'shopSlug', shop.slug, 'staffId', staff.id,
      'roles', staff.roles, 'rule', ${RULE}) ORDER BY shop.slug), '[]')
    FROM staff JOIN shops shop ON shop.id = staff.shop_id
    WHERE staff.account_id = account.id AND staff.left_at IS NULL) AS staff,
  (SELECT coalesce(json_agg(json_build_object('shopId', shop.id, 'shopSlug', shop.slug, 'staffId', NULL,
      'roles', member.roles, 'rule', ${RULE}) ORDER BY shop.slug), '[]')
    FROM organisation_members member JOIN shops shop ON shop.organisation_id = member.organisation_id
    WHERE member.account_id = account.id) AS memberships`

const session = (condition: string) => `
  SELECT session.id AS "sessionId", account.id AS "accountId", account.name, account.email,
    session.created_at AS "createdAt", session.last_used_at AS "lastUsedAt", session.second_factor_at AS "secondFactorAt", ${RIGHTS}
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
  const { sessionId, accountId, name, email, createdAt, lastUsedAt, secondFactorAt } = row
  const rights = rightsOf(services, row, { secondFactor: secondFactorAt !== null, now })
  return { sessionId, accountId, name, email, createdAt, lastUsedAt, secondFactorAt, ...rights }
}

/** The rights of an account that is not the caller yet: what it would hold by a session that has shown so much. */
export async function selectRights(services: Services, accountId: string, shown?: Shown): Promise<Rights> {
  const [row] = await namedRead<RightsRow>(services, RIGHTS_OF, [accountId])
  return row ? rightsOf(services, row, shown) : { platformRoles: [], grants: [], owedTo: [] }
}

function rightsOf(services: Services, row: RightsRow, shown?: Shown): Rights {
  const owes = shown !== undefined && !shown.secondFactor
  const owedTo: OwedFactor[] = []
  const byShop = new Map<string, ShopRow>()
  for (const found of [...row.staff, ...row.memberships]) {
    const held = owes ? heldWithout(found, shown.now, owedTo) : found.roles
    if (held.length === 0) continue
    const known = byShop.get(found.shopId)
    const roles = [...new Set([...(known?.roles ?? []), ...held])]
    byShop.set(found.shopId, { ...(known ?? found), roles })
  }
  const grants = [...byShop.values()].map(({ shopId, shopSlug, staffId, roles }): Grant => {
    return { shopId, shopSlug, staffId, roles, permissions: permissionsOf(roles) }
  })
  if (!owes || row.platformRoles.length === 0 || !platformAsks(services))
    return { platformRoles: row.platformRoles, grants, owedTo }
  return { platformRoles: [], grants, owedTo: [...owedTo, { place: 'platform', withheld: true }] }
}

const platformAsks = ({ config }: Services): boolean =>
  config.environment['FIXBAY_PLATFORM_SECOND_FACTOR'] === '1'

/** The roles that a session without a second factor has in a shop; who else asks is noted. */
function heldWithout({ shopSlug, roles, rule }: ShopRow, now: Temporal.Instant, owedTo: OwedFactor[]) {
  if (!rule || !roles.some((role) => rule.roles.includes(role))) return roles
  const withheld = Temporal.Instant.compare(Temporal.Instant.from(rule.from), now) <= 0
  if (!owedTo.some(({ place }) => place === shopSlug)) owedTo.push({ place: shopSlug, withheld })
  return withheld ? roles.filter((role) => !rule.roles.includes(role)) : roles
}
