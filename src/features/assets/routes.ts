import { z } from 'zod'
import { allow } from '../../kit/access/index.ts'
import { etag, versionOf } from '../../kit/http/if-match.ts'
import { created, ok, type Route, route } from '../../kit/http/route.ts'
import { findShop } from '../shops/find.ts'
import { addAsset } from './add-asset.ts'
import { archiveAsset, ArchiveAsset } from './archive-asset.ts'
import { AssetInput } from './asset-input.ts'
import { editAsset, EditAsset } from './edit-asset.ts'
import { findAsset } from './find-asset.ts'
import { presentStaffAsset, StaffAssetAnswer } from './shapes.ts'
import type { Asset } from './store.ts'

const id = () => z.string().max(64)
const one = z.strictObject({ shop: id(), asset_id: id() })
const tag = 'assets'

const answer = (asset: Asset) => ({ ...ok(presentStaffAsset(asset)), headers: etag(asset.version) })

export const routes: Route[] = [
  route({
    method: 'POST',
    path: '/api/shops/{shop}/customers/{customer_id}/assets',
    summary: 'Add a vehicle or device to a customer',
    tag,
    access: 'assets.edit',
    params: z.strictObject({ shop: id(), customer_id: id() }),
    body: AssetInput,
    answers: { 201: StaffAssetAnswer },
    handler: async (ctx, { params, body }) => {
      const asset = await addAsset(ctx, await findShop(ctx, params.shop), params.customer_id, body)
      return created(presentStaffAsset(asset))
    },
  }),
  route({
    method: 'GET',
    path: '/api/shops/{shop}/assets/{asset_id}',
    summary: 'A vehicle or device as the shop knows it',
    tag,
    access: 'assets.read',
    params: one,
    answers: { 200: StaffAssetAnswer },
    handler: async (ctx, { params }) => {
      const shop = await findShop(ctx, params.shop)
      allow(ctx, 'assets.read', { shopId: shop.id, readBy: 'assets.read' })
      return answer(await findAsset(ctx, shop.id, params.asset_id))
    },
  }),
  route({
    method: 'PATCH',
    path: '/api/shops/{shop}/assets/{asset_id}',
    summary: 'Correct what is known of a vehicle or device',
    tag,
    access: 'assets.edit',
    params: one,
    body: EditAsset,
    answers: { 200: StaffAssetAnswer },
    handler: async (ctx, { params, body, request }) => {
      const version = versionOf(request, body.version)
      return answer(
        await editAsset(ctx, await findShop(ctx, params.shop), params.asset_id, { ...body, version }),
      )
    },
  }),
  route({
    method: 'POST',
    path: '/api/shops/{shop}/assets/{asset_id}/archive',
    summary: "Take a vehicle or device off its customer's list; its orders keep it",
    tag,
    access: 'assets.edit',
    params: one,
    body: ArchiveAsset.nullable().transform((body) => body ?? {}),
    answers: { 200: StaffAssetAnswer },
    handler: async (ctx, { params, body, request }) => {
      const version = versionOf(request, body.version)
      return answer(await archiveAsset(ctx, await findShop(ctx, params.shop), params.asset_id, { version }))
    },
  }),
]
