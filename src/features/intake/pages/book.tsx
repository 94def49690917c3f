import type { ShouldRevalidateFunctionArgs } from 'react-router'
import { accountIdOf } from '../../../kit/access/index.ts'
import { newFormKey } from '../../../kit/http/forms.ts'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { formatPhone } from '../../../kit/input.ts'
import { accountById } from '../../accounts/account.ts'
import { garageOf } from '../../assets/read.ts'
import { presentAsset } from '../../assets/asset-input.ts'
import { lentTo } from '../../household/lent.ts'
import { sendOrStay, useStanding } from '../../../web/send-or-stay.ts'
import { servicesOf } from '../../catalog/services.ts'
import { latePolicyOf } from '../../shops/texts.ts'
import type { Route } from './+types/book.ts'
import { pressed } from './book/act.ts'
import { bookableShop } from './book/bookable-shop.ts'
import { BookingForm } from './book/form.tsx'
import { readDraft, valuesOfQuery } from './book/draft.ts'
import { stateOf } from './book/read-state.ts'
import { presentOffered } from './time/read-choice.ts'

export const handle = { width: 'narrow' }

/** The shop, what it offers, who asks, and where the booking in the address stands. */
export async function loader({ context, params, url }: Route.LoaderArgs) {
  const ctx = pageCtx(context)
  const shop = await bookableShop(ctx, url, params.shop)
  const services = await servicesOf(ctx, shop.id)
  const accountId = accountIdOf(ctx.caller)
  const account = accountId ? await accountById(ctx, accountId) : undefined
  const { slug, name, kinds, taxMode, rounding, currency, timezone, status } = shop
  return {
    shop: {
      slug,
      name,
      kinds,
      taxMode,
      rounding,
      currency,
      timezone,
      status,
      latePolicy: await latePolicyOf(ctx, shop),
      phone: shop.phone ? { number: shop.phone, text: formatPhone(shop.phone, shop.region) } : null,
    },
    services: services.map((service) => presentOffered(ctx, shop, service)),
    garage: accountId
      ? [...(await garageOf(ctx, accountId)), ...(await lentTo(ctx, accountId))].map(presentAsset)
      : [],
    account: account ? { name: account.name, email: account.email, phone: account.phone } : null,
    state: await stateOf(ctx, shop, services, readDraft(valuesOfQuery(url.searchParams)), {}),
    formKey: newFormKey(),
  }
}

/** After a press the answer holds all that changed, unless it leads to another address. */
export const shouldRevalidate = ({ formMethod, actionStatus }: ShouldRevalidateFunctionArgs) =>
  formMethod !== 'POST' || actionStatus === undefined

export function action({ request, url, context, params }: Route.ActionArgs) {
  return pressed(pageCtx(context), request, url, params.shop)
}

/** Without a network what was typed stays. */
export function clientAction({ serverAction }: Route.ClientActionArgs) {
  return sendOrStay(serverAction)
}

/** Booking in four parts: what, when, on which car or phone, who. */
export default function Book({ loaderData, actionData }: Route.ComponentProps) {
  return <BookingForm given={loaderData} answer={useStanding(actionData)} />
}
