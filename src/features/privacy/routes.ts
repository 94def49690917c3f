import { z } from 'zod'
import { paperUrl } from '../../kit/papers/links.ts'
import { created, noContent, ok, type Route, route } from '../../kit/http/route.ts'
import { findShop } from '../shops/find.ts'
import { askCustomerExport, askExport, lastCustomerExport, lastExport } from './ask-export.ts'
import { AskErasure, askErasure, openErasure, withdrawErasure } from './ask-erasure.ts'
import { askShopExport, lastShopExport } from './ask-shop-export.ts'
import { Choices, readChoices, setChoices } from './choices.ts'
import { KeepBooks, keepBooks, readCertificate, readCompliance } from './compliance.ts'
import { readMyConsents, SayConsent, sayMyConsent } from './my-consents.ts'
import {
  CertificateAnswer,
  ComplianceAnswer,
  ErasureAnswer,
  ExportAnswer,
  MyConsentsAnswer,
  presentErasure,
  presentExport,
} from './shapes.ts'
import { StartErasure, startErasure } from './start-erasure.ts'

const tag = 'privacy'
const id = () => z.string().max(64)
const one = z.strictObject({ shop: id(), customer_id: id() })
const LastExport = z.object({ export: ExportAnswer.nullable() })

const own: Route[] = [
  route({
    method: 'GET',
    path: '/api/me/export',
    summary: 'The copy of your data that you asked for last',
    tag,
    access: 'account',
    answers: { 200: LastExport },
    handler: async (ctx) => {
      const last = await lastExport(ctx)
      return ok({ export: last ? presentExport(ctx, last) : null })
    },
  }),
  route({
    method: 'POST',
    path: '/api/me/export',
    summary: 'Ask for a copy of everything that is held about you; once a day',
    tag,
    access: 'account',
    answers: { 201: ExportAnswer },
    handler: async (ctx) => created(presentExport(ctx, await askExport(ctx))),
  }),
  route({
    method: 'GET',
    path: '/api/me/erasure',
    summary: 'Whether your account is to be erased, and when',
    tag,
    access: 'account',
    answers: { 200: z.object({ erasure: ErasureAnswer.nullable() }) },
    handler: async (ctx) => {
      const open = await openErasure(ctx)
      return ok({ erasure: open ? presentErasure(open) : null })
    },
  }),
  route({
    method: 'POST',
    path: '/api/me/erasure',
    summary: 'Ask for your account and what shops hold of you to be erased, in a week',
    tag,
    access: 'account',
    body: AskErasure,
    // A password is in it: no answer is kept.
    noIdempotency: true,
    rate: 'sign-in',
    answers: { 201: ErasureAnswer },
    handler: async (ctx, { body }) => created(presentErasure(await askErasure(ctx, body))),
  }),
  route({
    method: 'DELETE',
    path: '/api/me/erasure',
    summary: 'Keep your account after all',
    tag,
    access: 'account',
    answers: { 204: z.undefined() },
    handler: async (ctx) => {
      await withdrawErasure(ctx)
      return noContent()
    },
  }),
  route({
    method: 'GET',
    path: '/api/me/notification-choices',
    summary: 'What you want to be written, by which way',
    tag,
    access: 'account',
    answers: { 200: Choices },
    handler: async (ctx) => ok(await readChoices(ctx)),
  }),
  route({
    method: 'PUT',
    path: '/api/me/notification-choices',
    summary: 'Choose what you want to be written; what concerns your account always goes',
    tag,
    access: 'account',
    body: Choices,
    answers: { 200: Choices },
    handler: async (ctx, { body }) => ok(await setChoices(ctx, body)),
  }),
  route({
    method: 'GET',
    path: '/api/me/consents',
    summary: 'What you agreed to, shop by shop',
    tag,
    access: 'account',
    answers: { 200: MyConsentsAnswer },
    handler: async (ctx) =>
      ok({
        shops: (await readMyConsents(ctx)).map(({ shop: { id, slug, name }, consents }) => ({
          shop: { id, slug, name },
          consents: consents.map(({ purpose, channel, granted, source, at }) => ({
            purpose,
            channel,
            granted,
            source,
            at: at.toString(),
          })),
        })),
      }),
  }),
  route({
    method: 'POST',
    path: '/api/me/consents',
    summary: 'Agree to something at a shop, or take it back',
    tag,
    access: 'account',
    body: SayConsent,
    answers: { 204: z.undefined() },
    handler: async (ctx, { body }) => {
      await sayMyConsent(ctx, body)
      return noContent()
    },
  }),
]

const ofShop: Route[] = [
  route({
    method: 'GET',
    path: '/api/shops/{shop}/customers/{customer_id}/export',
    summary: "The copy of a customer's data that was made last",
    tag,
    access: 'customers.export',
    params: one,
    answers: { 200: LastExport },
    handler: async (ctx, { params }) => {
      const last = await lastCustomerExport(ctx, await findShop(ctx, params.shop), params.customer_id)
      return ok({ export: last ? presentExport(ctx, last) : null })
    },
  }),
  route({
    method: 'POST',
    path: '/api/shops/{shop}/customers/{customer_id}/export',
    summary: 'Have a copy made of what this shop holds about a customer; once a day',
    tag,
    access: 'customers.export',
    params: one,
    answers: { 201: ExportAnswer },
    handler: async (ctx, { params }) =>
      created(
        presentExport(
          ctx,
          await askCustomerExport(ctx, await findShop(ctx, params.shop), params.customer_id),
        ),
      ),
  }),
  route({
    method: 'GET',
    path: '/api/shops/{shop}/export',
    summary: 'The copy of all data of the shop that was asked for last',
    tag,
    access: 'data.export',
    params: z.strictObject({ shop: id() }),
    answers: { 200: LastExport },
    handler: async (ctx, { params }) => {
      const last = await lastShopExport(ctx, await findShop(ctx, params.shop))
      return ok({ export: last ? presentExport(ctx, last) : null })
    },
  }),
  route({
    method: 'POST',
    path: '/api/shops/{shop}/export',
    summary: 'Have a copy made of all data of the shop; once a day',
    tag,
    access: 'data.export',
    params: z.strictObject({ shop: id() }),
    answers: { 201: ExportAnswer },
    handler: async (ctx, { params }) =>
      created(presentExport(ctx, await askShopExport(ctx, await findShop(ctx, params.shop)))),
  }),
  route({
    method: 'POST',
    path: '/api/shops/{shop}/customers/{customer_id}/erase',
    summary: 'Erase a customer of this shop; it cannot be undone',
    tag,
    access: 'customers.erase',
    params: one,
    body: StartErasure,
    answers: { 201: ErasureAnswer },
    handler: async (ctx, { params, body }) =>
      created(
        presentErasure(await startErasure(ctx, await findShop(ctx, params.shop), params.customer_id, body)),
      ),
  }),
  route({
    method: 'GET',
    path: '/api/shops/{shop}/compliance',
    summary: 'Requests, consents, certificates, second factors and the newest seal of the audit log',
    tag,
    access: 'compliance.page',
    params: z.strictObject({ shop: id() }),
    answers: { 200: ComplianceAnswer },
    handler: async (ctx, { params }) => {
      const { erasures, exports, certificates, seal, ...rest } = await readCompliance(
        ctx,
        await findShop(ctx, params.shop),
      )
      return ok({
        erasures: erasures.map((one) => ({
          ...presentErasure(one),
          customerId: one.customerId,
          failures: one.failures,
          retryAt: one.retryAt?.toString() ?? null,
        })),
        exports: exports.map((one) => ({
          id: one.id,
          customerId: one.customerId,
          askedAt: one.askedAt.toString(),
        })),
        certificates: certificates.map(({ id, certificate, madeAt }) => ({
          id,
          number: certificate.number,
          madeAt: madeAt.toString(),
        })),
        customers: rest.customers,
        consents: rest.consents,
        booksYears: rest.booksYears,
        secondFactor: rest.secondFactor,
        seal: seal && { ...seal, sealedAt: seal.sealedAt.toString() },
      })
    },
  }),
  route({
    method: 'PUT',
    path: '/api/shops/{shop}/books',
    summary: 'For how many years the shop keeps its books',
    tag,
    access: 'shop.edit',
    params: z.strictObject({ shop: id() }),
    body: KeepBooks,
    answers: { 204: z.undefined() },
    handler: async (ctx, { params, body }) => {
      await keepBooks(ctx, await findShop(ctx, params.shop), body)
      return noContent()
    },
  }),
  route({
    method: 'GET',
    path: '/api/shops/{shop}/erasure-certificates/{certificate}',
    summary: 'What an erasure at this shop did and what is kept',
    tag,
    access: 'compliance.page',
    params: z.strictObject({ shop: id(), certificate: id() }),
    answers: { 200: CertificateAnswer },
    handler: async (ctx, { params }) => {
      const shop = await findShop(ctx, params.shop)
      const { id, certificate } = await readCertificate(ctx, shop, params.certificate)
      return ok({ id, certificate, pdfUrl: paperUrl(ctx, 'certificate', id, ctx.locale) })
    },
  }),
]

export const routes: Route[] = [...own, ...ofShop]
