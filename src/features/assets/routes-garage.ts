import { z } from 'zod'
import { allow, signedIn } from '../../kit/access/index.ts'
import { etag, versionOf } from '../../kit/http/if-match.ts'
import { created, noContent, ok, type Route, route } from '../../kit/http/route.ts'
import { addToGarage } from './add-to-garage.ts'
import { archiveInGarage } from './archive-in-garage.ts'
import { AssetInput, presentAsset } from './asset-input.ts'
import { editInGarage } from './edit-in-garage.ts'
import { findInGarage } from './find-in-garage.ts'
import { garageOf, type GarageAsset } from './read.ts'
import { GarageAnswer } from './shapes-garage.ts'

const params = z.strictObject({ asset_id: z.string().max(64) })
const tag = 'garage'

const present = (thing: GarageAsset) => ({ ...presentAsset(thing), version: thing.version })
const answer = (thing: GarageAsset) => ({ ...ok(present(thing)), headers: etag(thing.version) })

export const garageRoutes: Route[] = [
  route({
    method: 'GET',
    path: '/api/garage',
    summary: 'Your own vehicles and devices, the newest first',
    tag,
    access: 'assets.read',
    answers: { 200: z.object({ assets: z.array(GarageAnswer) }) },
    handler: async (ctx) => {
      const { accountId } = signedIn(ctx)
      allow(ctx, 'assets.read', { accountId })
      return ok({ assets: (await garageOf(ctx, accountId)).map(present) })
    },
  }),
  route({
    method: 'POST',
    path: '/api/garage',
    summary: 'Add a vehicle or device to your garage',
    tag,
    access: 'assets.edit',
    body: AssetInput,
    answers: { 201: GarageAnswer },
    handler: async (ctx, { body }) => created(present(await addToGarage(ctx, body))),
  }),
  route({
    method: 'GET',
    path: '/api/garage/{asset_id}',
    summary: 'One of your vehicles or devices',
    tag,
    access: 'assets.read',
    params,
    answers: { 200: GarageAnswer },
    handler: async (ctx, { params: { asset_id } }) =>
      answer(await findInGarage(ctx, asset_id, 'assets.read')),
  }),
  route({
    method: 'PUT',
    path: '/api/garage/{asset_id}',
    summary: 'Write one of your vehicles or devices anew; what is left out is empty',
    tag,
    access: 'assets.edit',
    params,
    body: AssetInput,
    answers: { 200: GarageAnswer },
    handler: async (ctx, { params: { asset_id }, body, request }) =>
      answer(await editInGarage(ctx, asset_id, body, versionOf(request, undefined))),
  }),
  route({
    method: 'DELETE',
    path: '/api/garage/{asset_id}',
    summary: 'Take a vehicle or device out of your garage; its repairs stay',
    tag,
    access: 'assets.edit',
    params,
    answers: { 204: z.undefined() },
    handler: async (ctx, { params: { asset_id } }) => {
      await archiveInGarage(ctx, asset_id)
      return noContent()
    },
  }),
]
