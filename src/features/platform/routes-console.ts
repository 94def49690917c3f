import { z } from 'zod'
import { created, noContent, ok, type Route, route } from '../../kit/http/route.ts'
import { listAccounts, ListAccounts } from '../accounts/list-accounts.ts'
import { listPlatformPeople } from '../accounts/platform-people.ts'
import { readAccount } from '../accounts/read-account.ts'
import { sendResetLinkTo } from '../accounts/send-reset-link.ts'
import { setPlatformRole } from '../accounts/set-platform-role.ts'
import { listAllShops, ListAllShops } from '../shops/list-all-shops.ts'
import {
  AccountRecordShape,
  AccountShape,
  AdminShape,
  InvitationShape,
  OverviewShape,
  presentAccount,
  presentAccountRecord,
  presentAdmins,
  presentInvitation,
  presentShopRecord,
  presentShopSummary,
  ShopRecordShape,
  ShopSummaryShape,
} from './answers-console.ts'
import { deactivateAccount, reactivateAccount } from './deactivate-account.ts'
import { AddAdmin, addAdmin, endInvitation, joinPlatform, listInvitations } from './invite-admin.ts'
import { readOverview } from './overview.ts'
import { PLATFORM_ROLES } from './platform-roles.ts'
import { readShop } from './read-shop.ts'

const tag = 'platform'
const account = z.strictObject({ account: z.string().max(64) })
const next = z.string().nullable()

const shopRoutes: Route[] = [
  route({
    method: 'GET',
    path: '/api/platform/overview',
    summary: 'What waits on the platform, and whether jobs and messages keep up',
    tag,
    access: 'platform.health',
    answers: { 200: OverviewShape },
    handler: async (ctx) => {
      const { queues, ...overview } = await readOverview(ctx)
      return ok({
        ...overview,
        queues: queues.map((one) => ({ ...one, oldest: one.oldest?.toString() ?? null })),
      })
    },
  }),
  route({
    method: 'GET',
    path: '/api/platform/shops',
    summary: 'All shops, whatever their state, the newest first',
    tag,
    access: 'shop.approve',
    query: ListAllShops,
    answers: { 200: z.object({ shops: z.array(ShopSummaryShape), next }) },
    handler: async (ctx, { query }) => {
      const found = await listAllShops(ctx, query)
      return ok({ shops: found.shops.map(presentShopSummary), next: found.next })
    },
  }),
  route({
    method: 'GET',
    path: '/api/platform/shops/{shop}',
    summary: 'A shop with its owners and what was decided about it',
    tag,
    access: 'shop.approve',
    params: z.strictObject({ shop: z.string().max(64) }),
    answers: { 200: ShopRecordShape },
    handler: async (ctx, { params }) => ok(presentShopRecord(await readShop(ctx, params.shop))),
  }),
]

const accountRoutes: Route[] = [
  route({
    method: 'GET',
    path: '/api/platform/accounts',
    summary: 'Accounts by name, e-mail address or phone, the newest first',
    tag,
    access: 'platform.accounts',
    query: ListAccounts,
    answers: { 200: z.object({ accounts: z.array(AccountShape), next }) },
    handler: async (ctx, { query }) => {
      const found = await listAccounts(ctx, query)
      return ok({ accounts: found.accounts.map(presentAccount), next: found.next })
    },
  }),
  route({
    method: 'GET',
    path: '/api/platform/accounts/{account}',
    summary: 'An account: its hats, open sessions, second factor. The look is audited',
    tag,
    access: 'platform.accounts',
    params: account,
    answers: { 200: AccountRecordShape },
    handler: async (ctx, { params }) => ok(presentAccountRecord(await readAccount(ctx, params.account))),
  }),
  ...(['deactivate', 'reactivate'] as const).map((verb) =>
    route({
      method: 'POST',
      path: `/api/platform/accounts/{account}/${verb}`,
      summary:
        verb === 'deactivate'
          ? 'Close an account: its sessions end, and nobody signs in to it'
          : 'Open a closed account again',
      tag,
      access: 'platform.accounts',
      params: account,
      answers: { 200: AccountShape },
      handler: async (ctx, { params }) =>
        ok(
          presentAccount(
            await (verb === 'deactivate' ? deactivateAccount : reactivateAccount)(ctx, params.account),
          ),
        ),
    }),
  ),
  route({
    method: 'POST',
    path: '/api/platform/accounts/{account}/send-reset-link',
    summary: 'Mail the owner of an account a link to a new password',
    tag,
    access: 'platform.accounts',
    params: account,
    answers: { 204: z.undefined() },
    handler: async (ctx, { params }) => {
      await sendResetLinkTo(ctx, params.account)
      return noContent()
    },
  }),
]

const adminRoutes: Route[] = [
  route({
    method: 'GET',
    path: '/api/platform/admins',
    summary: 'Who works for the platform, and who was asked to',
    tag,
    access: 'platform.admins',
    answers: { 200: z.object({ admins: z.array(AdminShape), invitations: z.array(InvitationShape) }) },
    handler: async (ctx) =>
      ok({
        admins: presentAdmins(await listPlatformPeople(ctx)),
        invitations: (await listInvitations(ctx)).map(presentInvitation),
      }),
  }),
  route({
    method: 'POST',
    path: '/api/platform/admins',
    summary: 'Give the account of a confirmed address a role on the platform, or ask by mail to join',
    tag,
    access: 'platform.admins',
    body: AddAdmin,
    answers: {
      201: z.object({ account: AccountShape.nullable(), invitation: InvitationShape.nullable() }),
    },
    handler: async (ctx, { body }) => {
      const added = await addAdmin(ctx, body)
      return created({
        account: 'account' in added ? presentAccount(added.account) : null,
        invitation: 'invitation' in added ? presentInvitation(added.invitation) : null,
      })
    },
  }),
  route({
    method: 'PATCH',
    path: '/api/platform/admins/{account}',
    summary: 'Give one of the platform’s people another role',
    tag,
    access: 'platform.admins',
    params: account,
    body: z.strictObject({ role: z.enum(PLATFORM_ROLES) }),
    answers: { 204: z.undefined() },
    handler: async (ctx, { params, body }) => {
      await setPlatformRole(ctx, params.account, body.role)
      return noContent()
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/platform/admins/{account}',
    summary: 'Take somebody’s roles on the platform away; their account stays',
    tag,
    access: 'platform.admins',
    params: account,
    answers: { 204: z.undefined() },
    handler: async (ctx, { params }) => {
      await setPlatformRole(ctx, params.account, null)
      return noContent()
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/platform/invitations/{invitation}',
    summary: 'End an invitation to the platform’s people',
    tag,
    access: 'platform.admins',
    params: z.strictObject({ invitation: z.string().max(64) }),
    answers: { 204: z.undefined() },
    handler: async (ctx, { params }) => {
      await endInvitation(ctx, params.invitation)
      return noContent()
    },
  }),
  route({
    method: 'POST',
    path: '/api/platform/join',
    summary: 'Join the platform’s people by the link that was mailed, with the account that is signed in',
    tag,
    access: 'account',
    rate: 'code',
    body: z.strictObject({ token: z.string().max(200) }),
    answers: { 200: z.object({ role: z.enum(PLATFORM_ROLES) }) },
    handler: async (ctx, { body }) => ok({ role: await joinPlatform(ctx, body.token) }),
  }),
]

/** The platform's console: shops, accounts, and the platform's own people. */
export const consoleRoutes: Route[] = [...shopRoutes, ...accountRoutes, ...adminRoutes]
