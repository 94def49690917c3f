import {
  GRID,
  type Grant,
  permissionsOf,
  permissionsOfMember,
  type PlatformRole,
  type ShopRole,
} from '../../kit/access/index.ts'
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
  /** When who the person is was last shown in this session, by whatever. */
  provenAt: Temporal.Instant
  hasPassword: boolean
  /** The shop that the session's rights are confined to. */
  onlyIn: string | null
  /** Whose session it is: another than `accountId` while somebody acts in that one's place. */
  ownAccountId: string
  ownName: string
  impersonationId: string | null
  actingUntil: Temporal.Instant | null
  actingZone: string | null
  actorRoles: PlatformRole[] | null
  deviceId: string | null
  deviceName: string | null
  lockMinutes: number | null
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
  ownRoles: OwnRoleRow[]
  /** The shop's rule about second factors. */
  rule: { roles: ShopRole[]; from: string } | null
}

/** A role of the shop's own making. `asks`: by the rule it needs a second factor. */
interface OwnRoleRow {
  id: string
  name: string
  rights: string[]
  asks: boolean
}

// What a shop asks of whom, in the same read.
const RULE = `(SELECT json_build_object('roles', rule.roles, 'from', rule.required_from)
    FROM second_factor_rules rule WHERE rule.shop_id = shop.id)`

// The roles of the shop's own making that somebody holds.
const OWN_ROLES = `(SELECT coalesce(json_agg(json_build_object('id', own.id, 'name', own.name, 'rights', own.rights,
      'asks', own.needs_second_factor) ORDER BY own.name), '[]')
    FROM staff_shop_roles held JOIN shop_roles own ON own.shop_id = held.shop_id AND own.id = held.role_id
    WHERE held.shop_id = staff.shop_id AND held.staff_id = staff.id AND own.retired_at IS NULL)`

// Rights of a person: as staff of shops, as member of an organisation in all its shops, on the platform.
const RIGHTS = `
  ARRAY(SELECT role FROM platform_roles WHERE account_id = account.id ORDER BY role) AS "platformRoles",
  (SELECT coalesce(json_agg(json_build_object('shopId', shop.id, 'shopSlug', shop.slug, 'staffId', staff.id,
      'roles', staff.roles, 'ownRoles', ${OWN_ROLES}, 'rule', ${RULE}) ORDER BY shop.slug), '[]')
    FROM staff JOIN shops shop ON shop.id = staff.shop_id
    WHERE staff.account_id = account.id AND staff.left_at IS NULL) AS staff,
  (SELECT coalesce(json_agg(json_build_object('shopId', shop.id, 'shopSlug', shop.slug, 'staffId', NULL,
      'roles', member.roles, 'ownRoles', '[]'::json, 'rule', ${RULE}) ORDER BY shop.slug), '[]')
    FROM organisation_members member JOIN shops shop ON shop.organisation_id = member.organisation_id
    WHERE member.account_id = account.id) AS memberships`

const ACTING_ROLES = GRID['platform.impersonate'].platform.map((role) => `'${role}'`).join(', ')

// A session with who it is now: its own person, or, while one is open, whom they act for. An acting ends by its time, with
// the session, with the right to it and with the account that is acted for. A session of a shared device lives as long as
// that is one, and in its browser ($3) alone.
const session = (condition: string) => `
  SELECT session.id AS "sessionId", account.id AS "accountId", account.name, account.email,
    session.created_at AS "createdAt", session.last_used_at AS "lastUsedAt", session.second_factor_at AS "secondFactorAt",
    greatest(session.created_at, session.second_factor_at, session.proven_at) AS "provenAt",
    account.password_hash IS NOT NULL AS "hasPassword",
    coalesce(acting.only_shop_id, session.only_shop_id) AS "onlyIn", self.id AS "ownAccountId", self.name AS "ownName",
    acting.id AS "impersonationId", acting.expires_at AS "actingUntil",
    (SELECT timezone FROM shops WHERE id = acting.only_shop_id) AS "actingZone",
    CASE WHEN acting.id IS NOT NULL THEN ARRAY(SELECT role FROM platform_roles WHERE account_id = self.id) END AS "actorRoles",
    device.id AS "deviceId", device.name AS "deviceName", device.lock_minutes AS "lockMinutes", ${RIGHTS}
  FROM sessions session JOIN accounts self ON self.id = session.account_id
    LEFT JOIN (impersonations acting JOIN accounts other ON other.id = acting.account_id AND other.deactivated_at IS NULL)
      ON acting.session_id = session.id AND acting.ended_at IS NULL AND acting.expires_at > $2
      AND EXISTS (SELECT FROM platform_roles WHERE account_id = self.id AND role IN (${ACTING_ROLES}))
    LEFT JOIN shop_devices device ON device.shop_id = session.only_shop_id AND device.id = session.device_id
      AND device.revoked_at IS NULL AND device.cookie_hash = $3
    JOIN accounts account ON account.id = coalesce(other.id, self.id)
  WHERE ${condition} AND session.ended_at IS NULL AND session.expires_at > $2 AND self.deactivated_at IS NULL
    AND (session.device_id IS NULL OR device.id IS NOT NULL)`

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

/** By what a session is found: the id in an access token, or the hashes of a browser's cookies. */
export type SessionKey = { sessionId: string } | { cookieHash: Buffer; deviceHash: Buffer | null }

/** The living session with this key, and who it is now, in one read. */
export async function selectCaller(
  services: Services,
  by: SessionKey,
  now: Temporal.Instant,
): Promise<Found | undefined> {
  const [query, key, device] =
    'sessionId' in by ? [BY_ID, by.sessionId, null] : [BY_COOKIE, by.cookieHash, by.deviceHash]
  const [row] = await namedRead<Omit<Found, keyof Rights> & RightsRow>(services, query, [key, now, device])
  if (!row) return undefined
  const { platformRoles, staff, memberships, ...found } = row
  const shown = { secondFactor: found.secondFactorAt !== null, now }
  return { ...found, ...rightsOf(services, { platformRoles, staff, memberships }, shown) }
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
    const held = owes ? heldWithout(found, shown.now, owedTo) : found
    if (held.roles.length === 0 && held.ownRoles.length === 0) continue
    const known = byShop.get(found.shopId)
    const roles = [...new Set([...(known?.roles ?? []), ...held.roles])]
    const ownRoles = [...(known?.ownRoles ?? []), ...held.ownRoles]
    byShop.set(found.shopId, { ...(known ?? found), roles, ownRoles })
  }
  const grants = [...byShop.values()].map(grantOf)
  if (!owes || row.platformRoles.length === 0 || !platformAsks(services))
    return { platformRoles: row.platformRoles, grants, owedTo }
  return { platformRoles: [], grants, owedTo: [...owedTo, { place: 'platform', withheld: true }] }
}

const platformAsks = ({ config }: Services): boolean =>
  config.environment['FIXBAY_PLATFORM_SECOND_FACTOR'] === '1'

function grantOf({ shopId, shopSlug, staffId, roles, ownRoles }: ShopRow): Grant {
  const given = ownRoles.flatMap(({ rights }) => rights)
  const named = ownRoles.map(({ id, name }) => ({ id, name }))
  const held = permissionsOf(roles, given)
  const permissions = staffId === null ? permissionsOfMember(held) : held
  return { shopId, shopSlug, staffId, roles, ownRoles: named, permissions }
}

/** The roles that a session without a second factor has in a shop; who else asks is noted. */
function heldWithout(
  { shopSlug, roles, ownRoles, rule }: ShopRow,
  now: Temporal.Instant,
  owedTo: OwedFactor[],
) {
  const asked = (role: ShopRole) => rule?.roles.includes(role) ?? false
  if (!rule || (!roles.some(asked) && !ownRoles.some(({ asks }) => asks))) return { roles, ownRoles }
  const withheld = Temporal.Instant.compare(Temporal.Instant.from(rule.from), now) <= 0
  if (!owedTo.some(({ place }) => place === shopSlug)) owedTo.push({ place: shopSlug, withheld })
  if (!withheld) return { roles, ownRoles }
  return { roles: roles.filter((role) => !asked(role)), ownRoles: ownRoles.filter(({ asks }) => !asks) }
}
