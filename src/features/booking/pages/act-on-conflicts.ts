import { z } from 'zod'
import type { Ctx } from '../../../kit/context.ts'
import { notFound } from '../../../kit/errors.ts'
import { formAction } from '../../../kit/http/forms.ts'
import { instant, text } from '../../../kit/input.ts'
import { localDate } from '../../../kit/time.ts'
import { paths } from '../../../web/paths.ts'
import { findShop } from '../../shops/find.ts'
import type { Shop } from '../../shops/shop.ts'
import { askCustomer } from '../ask-customer.ts'
import { GiveConflicts, giveConflicts } from '../give-conflicts.ts'
import { conflictsOfShop } from '../read-conflicts.ts'
import { resolveConflict, type ResolveConflict } from '../resolve-conflict.ts'
import type { Route } from './+types/conflicts.ts'

const GiveForm = z.strictObject({ resourceId: z.string().max(64) })
const MoveForm = z.strictObject({ startsAt: instant() })
const KeepForm = z.strictObject({ reason: text({ min: 1, max: 500 }) })
const CancelForm = z.strictObject({ reason: text({ max: 500 }).nullish() })
const AskForm = z.strictObject({ ask: z.string().max(1) })

/** The forms of the guided way out of a conflict, by `?do=`; each leads on to the next conflict, or back to the calendar. */
export function actOnConflicts(args: Route.ActionArgs) {
  const { searchParams } = args.url
  const id = searchParams.get('conflict') ?? ''
  const slug = args.params.shop
  const resolve = async (ctx: Ctx, input: ResolveConflict) => {
    const shop = await findShop(ctx, slug)
    const next = await nextAfter(ctx, shop, searchParams.get('visit'))
    const { appointment, resolution } = await resolveConflict(ctx, shop, id, input)
    const done = resolution ?? 'open'
    if (searchParams.get('from') === 'calendar') {
      const date = localDate(appointment.startsAt, shop.timezone).toString()
      return paths(ctx.locale).calendar(slug, {
        date,
        appointment: appointment.id,
        done: CALENDAR_DONE[input.how],
      })
    }
    return paths(ctx.locale).conflicts(slug, { done, visit: resolution ? next : appointment.id })
  }
  switch (searchParams.get('do')) {
    case 'give':
      return formAction(args, GiveForm, (ctx, input) => resolve(ctx, { how: 'give', ...input }))
    case 'move':
      return formAction(args, MoveForm, (ctx, input) => resolve(ctx, { how: 'move', ...input }))
    case 'keep':
      return formAction(args, KeepForm, (ctx, input) => resolve(ctx, { how: 'keep', ...input }))
    case 'cancel':
      return formAction(args, CancelForm, (ctx, input) => resolve(ctx, { how: 'cancel', ...input }))
    case 'ask':
      return formAction(args, AskForm, async (ctx) => {
        const shop = await findShop(ctx, slug)
        await askCustomer(ctx, shop, id)
        const next = await nextAfter(ctx, shop, searchParams.get('visit'))
        return paths(ctx.locale).conflicts(slug, { done: 'asked', visit: next })
      })
    case 'give-all':
      return formAction(args, GiveConflicts, async (ctx, input) => {
        const { given, left } = await giveConflicts(ctx, await findShop(ctx, slug), input)
        return paths(ctx.locale).conflicts(slug, { given: given.length, left: left.length })
      })
    default:
      throw notFound()
  }
}

const CALENDAR_DONE = { give: 'placed', move: 'moved', keep: 'kept', cancel: 'canceled' } as const

/** The visit to come to next, so that a list is walked from top to bottom; undefined after the last. */
async function nextAfter(ctx: Ctx, shop: Shop, visit: string | null): Promise<string | undefined> {
  const ids = (await conflictsOfShop(ctx, shop)).map(({ appointment }) => appointment.id)
  return ids.slice(ids.indexOf(visit ?? '') + 1).find((id) => id !== visit)
}
