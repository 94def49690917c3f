import { can, grantIn } from '../../kit/access/index.ts'
import type { Ctx, Services } from '../../kit/context.ts'
import { notFound } from '../../kit/errors.ts'
import type { Shop } from './shop.ts'
import { selectPageVersions, selectShop, selectShops, selectShopsOf, selectShopsThatAsk } from './store.ts'

/**
 * The shop of an id or slug, if it is open to the public or the caller has rights in it; any other does not exist
 * (404, at `pointer` where the shop was named in an input).
 */
export async function findShop(ctx: Ctx, slugOrId: string, pointer?: string): Promise<Shop> {
  const shop = await selectShop(ctx, slugOrId)
  if (!shop || !isVisible(ctx, shop)) throw notFound(pointer)
  return noted(ctx, shop)
}

/**
 * The shop of a public page. One that is suspended still says who it is and shows its terms, and those who have a
 * repair there go on from it; one that was never approved does not exist (404).
 */
export async function findShopPage(ctx: Ctx, slugOrId: string, pointer?: string): Promise<Shop> {
  const shop = await selectShop(ctx, slugOrId)
  if (!shop || !(shop.status === 'suspended' || isVisible(ctx, shop))) throw notFound(pointer)
  return noted(ctx, shop)
}

/** The shop of an id that came from the database; its absence is a fault of the program. */
export async function shopById(ctx: Ctx, id: string): Promise<Shop> {
  const shop = await selectShop(ctx, id)
  if (!shop) throw new Error(`there is no shop ${id}`)
  return noted(ctx, shop)
}

/** Notes which language a refusal speaks from here on, where the caller asked for none. */
function noted(ctx: Ctx, shop: Shop): Shop {
  if (ctx.about) ctx.about.locale ??= shop.locale
  return shop
}

/** The shops of these ids, by id, whatever their status. */
export async function shopsById(ctx: Ctx, ids: readonly string[]): Promise<Map<string, Shop>> {
  return selectShops(ctx, ids)
}

/** All shops of an organisation, the oldest first, whatever their status. A read for other features: it asks for no permission. */
export async function shopsOfOrganisation(ctx: Ctx, organisationId: string): Promise<Shop[]> {
  return selectShopsOf(ctx, organisationId)
}

/** The shops that ask their customers whether they come, for the job that asks. */
export async function shopsThatAsk(ctx: Ctx): Promise<Shop[]> {
  return selectShopsThatAsk(ctx)
}

/**
 * What kept answers about these shops depend on, by slug or id: status and version of the shop, version of the calendar.
 * Unknown ones are left out.
 */
export async function pageVersions(
  services: Services,
  names: readonly string[],
): Promise<Map<string, string>> {
  return selectPageVersions(services, names)
}

function isVisible(ctx: Ctx, shop: Shop): boolean {
  if (shop.status === 'approved' || ctx.caller.kind === 'system') return true
  return grantIn(ctx.caller, shop.id) !== undefined || can(ctx, 'shop.read', { shopId: shop.id })
}
