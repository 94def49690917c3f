import { z } from 'zod'
import { allowInShop } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { etag, versionOf } from '../../kit/http/if-match.ts'
import { created, noContent, ok, type Route, route } from '../../kit/http/route.ts'
import { addClosure, AddClosure } from './add-closure.ts'
import { addTaxRate, AddTaxRate } from './add-tax-rate.ts'
import { approveShop, reinstateShop, SuspendShop, suspendShop } from './approve-shop.ts'
import { editShop, EditShop } from './edit-shop.ts'
import { editTaxRate, EditTaxRate } from './edit-tax-rate.ts'
import { findShop } from './find.ts'
import { closuresOf, hoursOf } from './hours.ts'
import { removeClosure } from './remove-closure.ts'
import { retireTaxRate } from './retire-tax-rate.ts'
import { setHours, SetHours } from './set-hours.ts'
import { setTexts, SetTexts } from './set-texts.ts'
import {
  ClosureShape,
  HoursShape,
  presentClosure,
  presentHours,
  presentSettings,
  presentTaxRate,
  SettingsShape,
  TaxRateShape,
} from './settings-shapes.ts'
import type { Shop } from './shop.ts'
import { taxRatesOf } from './taxes.ts'
import { textsOf } from './texts.ts'
import { TEXT_KEYS } from './store-texts.ts'

const params = z.strictObject({ shop: z.string().max(64) })
const tag = 'shop settings'
const TextsShape = z.object({
  texts: z.array(z.object({ key: z.enum(TEXT_KEYS), locale: z.enum(['en', 'fa']), body: z.string() })),
})

async function answerShop(ctx: Ctx, shop: Shop) {
  const taxRates = await taxRatesOf(ctx, shop.id)
  return { ...ok(presentSettings(shop, taxRates)), headers: etag(shop.version) }
}

const shopRoutes: Route[] = [
  route({
    method: 'GET',
    path: '/api/shops/{shop}/settings',
    summary: 'Everything that a shop has set about itself',
    tag,
    access: 'shop.read',
    params,
    answers: { 200: SettingsShape },
    handler: async (ctx, input) => {
      const shop = await findShop(ctx, input.params.shop)
      allowInShop(ctx, 'shop.read', shop.id)
      return answerShop(ctx, shop)
    },
  }),
  route({
    method: 'PATCH',
    path: '/api/shops/{shop}',
    summary: 'Change place, contact, tax, papers or booking policies of a shop',
    tag,
    access: 'shop.edit',
    params,
    body: EditShop,
    answers: { 200: SettingsShape },
    handler: async (ctx, { params: { shop: ref }, body, request }) => {
      const shop = await findShop(ctx, ref)
      const version = versionOf(request, body.version)
      return answerShop(ctx, await editShop(ctx, shop, { ...body, version }))
    },
  }),
  ...(['approve', 'reinstate'] as const).map((verb) =>
    route({
      method: 'POST',
      path: `/api/shops/{shop}/${verb}`,
      summary: verb === 'approve' ? 'Open a new shop to the public' : 'Open a suspended shop again',
      tag,
      access: verb === 'approve' ? 'shop.approve' : 'shop.suspend',
      params,
      answers: { 200: SettingsShape },
      handler: async (ctx, input) => {
        const shop = await findShop(ctx, input.params.shop)
        return answerShop(ctx, await (verb === 'approve' ? approveShop : reinstateShop)(ctx, shop))
      },
    }),
  ),
  route({
    method: 'POST',
    path: '/api/shops/{shop}/suspend',
    summary: 'Take a shop out of the public’s sight: it takes no bookings; its people read the reason',
    tag,
    access: 'shop.suspend',
    params,
    body: SuspendShop,
    answers: { 200: SettingsShape },
    handler: async (ctx, { params: { shop: ref }, body }) =>
      answerShop(ctx, await suspendShop(ctx, await findShop(ctx, ref), body)),
  }),
  route({
    method: 'GET',
    path: '/api/shops/{shop}/texts',
    summary: 'What a shop tells about itself and its terms, in both languages',
    tag,
    access: 'shop.read',
    params,
    answers: { 200: TextsShape },
    handler: async (ctx, input) => {
      const shop = await findShop(ctx, input.params.shop)
      allowInShop(ctx, 'shop.read', shop.id)
      return ok({ texts: await textsOf(ctx, shop.id) })
    },
  }),
  route({
    method: 'PUT',
    path: '/api/shops/{shop}/texts',
    summary: 'Write some of the texts of a shop; an empty body takes one away',
    tag,
    access: 'content.edit',
    params,
    body: SetTexts,
    answers: { 200: TextsShape },
    handler: async (ctx, { params: { shop: ref }, body }) => {
      const shop = await findShop(ctx, ref)
      await setTexts(ctx, shop, body)
      return ok({ texts: await textsOf(ctx, shop.id) })
    },
  }),
]

const hoursRoutes: Route[] = [
  route({
    method: 'PUT',
    path: '/api/shops/{shop}/hours',
    summary: 'Replace the weekly opening hours',
    tag,
    access: 'shop.edit',
    params,
    body: SetHours,
    answers: { 200: z.object({ hours: z.array(HoursShape) }) },
    handler: async (ctx, { params: { shop: ref }, body, request }) => {
      const shop = await findShop(ctx, ref)
      await setHours(ctx, shop, { ...body, version: versionOf(request, body.version) })
      return ok({ hours: (await hoursOf(ctx, shop.id)).map(presentHours) })
    },
  }),
  route({
    method: 'GET',
    path: '/api/shops/{shop}/closures',
    summary: 'The closures of a shop as they were entered, past ones too',
    tag,
    access: 'shop.read',
    params,
    answers: { 200: z.object({ closures: z.array(ClosureShape) }) },
    handler: async (ctx, input) => {
      const shop = await findShop(ctx, input.params.shop)
      allowInShop(ctx, 'shop.read', shop.id)
      return ok({ closures: (await closuresOf(ctx, shop.id)).map(presentClosure) })
    },
  }),
  route({
    method: 'POST',
    path: '/api/shops/{shop}/closures',
    summary: 'Close a shop on some dates',
    tag,
    access: 'schedule.edit',
    params,
    body: AddClosure,
    answers: { 201: ClosureShape },
    handler: async (ctx, { params: { shop: ref }, body }) =>
      created(presentClosure(await addClosure(ctx, await findShop(ctx, ref), body))),
  }),
  route({
    method: 'DELETE',
    path: '/api/shops/{shop}/closures/{closure}',
    summary: 'Open a shop again on the dates of a closure',
    tag,
    access: 'schedule.edit',
    params: params.extend({ closure: z.string().max(64) }),
    answers: { 204: z.undefined() },
    handler: async (ctx, input) => {
      await removeClosure(ctx, await findShop(ctx, input.params.shop), input.params.closure)
      return noContent()
    },
  }),
]

const rateParams = params.extend({ rate: z.string().max(64) })

const taxRoutes: Route[] = [
  route({
    method: 'POST',
    path: '/api/shops/{shop}/tax-rates',
    summary: 'Add a rate of tax',
    tag,
    access: 'shop.edit',
    params,
    body: AddTaxRate,
    answers: { 201: TaxRateShape },
    handler: async (ctx, { params: { shop: ref }, body }) =>
      created(presentTaxRate(await addTaxRate(ctx, await findShop(ctx, ref), body))),
  }),
  route({
    method: 'PATCH',
    path: '/api/shops/{shop}/tax-rates/{rate}',
    summary: 'Change a rate of tax for what is written from now on',
    tag,
    access: 'shop.edit',
    params: rateParams,
    body: EditTaxRate,
    answers: { 200: TaxRateShape },
    handler: async (ctx, { params: { shop: ref, rate }, body }) =>
      ok(presentTaxRate(await editTaxRate(ctx, await findShop(ctx, ref), rate, body))),
  }),
  route({
    method: 'POST',
    path: '/api/shops/{shop}/tax-rates/{rate}/retire',
    summary: 'Take a rate of tax out of use',
    tag,
    access: 'shop.edit',
    params: rateParams,
    answers: { 204: z.undefined() },
    handler: async (ctx, { params: { shop: ref, rate } }) => {
      await retireTaxRate(ctx, await findShop(ctx, ref), rate)
      return noContent()
    },
  }),
]

export const settingsRoutes: Route[] = [...shopRoutes, ...hoursRoutes, ...taxRoutes]
