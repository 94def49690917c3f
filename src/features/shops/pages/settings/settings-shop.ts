import { allowInShop, can, type Permission } from '../../../../kit/access/index.ts'
import type { Ctx } from '../../../../kit/context.ts'
import { pageCtx } from '../../../../kit/http/page-context.ts'
import { Problem } from '../../../../kit/errors.ts'
import { paths } from '../../../../web/paths.ts'
import { findShop } from '../../find.ts'
import type { Shop } from '../../shop.ts'

interface PageArgs {
  context: Parameters<typeof pageCtx>[0]
  params: { shop?: string | undefined }
  url: URL
}

/** The shop of a settings page, whether the caller may change what it shows, and what was just saved. */
export async function settingsShop(
  { context, params, url }: PageArgs,
  read: Permission,
  edit: Permission,
): Promise<{ ctx: Ctx; shop: Shop; mayEdit: boolean; saved: string | null }> {
  const ctx = pageCtx(context)
  const shop = await findShop(ctx, params.shop ?? '')
  allowInShop(ctx, read, shop.id)
  return {
    ctx,
    shop,
    mayEdit: edit === read || can(ctx, edit, { shopId: shop.id }),
    saved: url.searchParams.get('saved'),
  }
}

/** Where a settings form leads when it is done: its page again, which says that it was saved. */
export function savedAt(ctx: Ctx, slug: string, page: string, saved = '1'): string {
  return `${paths(ctx.locale).settings(slug, page)}?saved=${saved}`
}

/** Runs a capability whose fields have other names in the form: `rename` gives the pointer there. */
export async function withPointers<T>(
  work: () => Promise<T> | T,
  rename: (pointer: string) => string,
): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Problem) || error.errors.length === 0) throw error
    throw new Problem(error.code, {
      ...(error.reason ? { reason: error.reason } : {}),
      params: error.params,
      extra: error.extra,
      errors: error.errors.map((one) => ({ ...one, pointer: rename(one.pointer) })),
    })
  }
}
