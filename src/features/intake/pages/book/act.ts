import { data, redirect } from 'react-router'
import { accountIdOf } from '../../../../kit/access/index.ts'
import type { Ctx } from '../../../../kit/context.ts'
import { fileUrl } from '../../../../kit/files/links.ts'
import { takeUpload, waitingUploads } from '../../../../kit/files/uploads.ts'
import { type FormBody, readForm } from '../../../../kit/http/form-body.ts'
import { newFormKey } from '../../../../kit/http/forms.ts'
import { goTo } from '../../../../kit/http/go-to.ts'
import { problemOf } from '../../../../kit/http/problem.ts'
import { newPatience } from '../../../../kit/patience.ts'
import { type ProblemBody, problemBody } from '../../../../kit/i18n/problem-words.ts'
import { paths } from '../../../../web/paths.ts'
import { type Service, servicesOf } from '../../../catalog/services.ts'
import type { Shop } from '../../../shops/shop.ts'
import {
  all,
  type Draft,
  isTyped,
  last,
  type Part,
  PARTS,
  queryOf,
  readDraft,
  typedOf,
  type Values,
} from './draft.ts'
import { keepTime } from './keep-time.ts'
import { bookableShop } from './bookable-shop.ts'
import { bookOnce, readWhich } from './book-once.ts'
import { type BookingState, stateOf } from './read-state.ts'

/** What the page is given after a press: where the booking stands, what was typed, what was wrong. */
export interface BookingAnswer {
  state: BookingState
  values: Values
  photos: WaitingPhoto[]
  problem: (ProblemBody & { alternatives?: { startsAt: string }[] }) | undefined
  formKey: string
}

/** A photo that was sent up and will go with the booking. */
export interface WaitingPhoto {
  id: string
  url: string
}

interface Press {
  ctx: Ctx
  url: URL
  shop: Shop
  offered: Service[]
  form: FormBody
  draft: Draft
}

/** A press of one of the form's buttons: on to a part, back to one, or the booking itself. */
export async function pressed(ctx: Ctx, request: Request, url: URL, slug: string) {
  const shop = await bookableShop(ctx, url, slug)
  const offered = await servicesOf(ctx, shop.id)
  const form = await readForm(request, async (bytes) => (await takeUpload(ctx, bytes)).id)
  const draft = readDraft(form.values)
  if (form.values['drop'] !== undefined) draft.wanted = 'which'
  // The photos have gone up: from here on only the database is waited for.
  const patience = newPatience()
  const press: Press = { ctx: { ...ctx, patience }, url, shop, offered, form, draft }
  try {
    return await patience.within(pressedOn(press))
  } catch (error) {
    const problem = problemOf(error)
    if (problem.code === 'internal') throw error
    return answer(press, problemBody(problem, ctx.locale))
  }
}

async function pressedOn(press: Press) {
  const { form, draft, ctx } = press
  if (form.problem) throw form.problem
  const time = last(form.values['book'])
  if (time !== undefined) return book(press, time)
  if (draft.wanted === 'who') readWhich(form, draft, ctx.now)
  const kept = await keepTime(ctx, press.shop, draft)
  // The choice stands in the address, as long as nothing was typed that would be lost on the way. The browser keeps its
  // document: whoever types at once types into the form that stays.
  const hold = kept.hold === null ? null : { token: kept.hold }
  if (kept.isNew && !isTyped(typedOf(form.values)))
    return redirect(paths(ctx.locale).book(press.shop.slug, queryOf({ ...draft, hold })), 303)
  return answer({ ...press, draft: { ...draft, hold: kept.hold } }, undefined)
}

async function book(press: Press, time: string) {
  const { ctx, url, shop, form, draft } = press
  // The pressed button says which time is meant: the chosen one, or one offered in its place.
  const chosen: Draft = { ...draft, startsAt: time === '' ? draft.startsAt : time }
  const isGuest = accountIdOf(ctx.caller) === null
  const done = await bookOnce(ctx, url, { shop, offered: press.offered, draft: chosen, form, isGuest })
  if ('problem' in done) return answer({ ...press, draft: chosen }, done.problem)
  return goTo(url, `${paths(ctx.locale).track(done.code)}?new=1`)
}

async function answer(press: Press, problem: BookingAnswer['problem']) {
  const { ctx, shop, offered, form, draft } = press
  const values = typedOf(form.values)
  if (problem?.code === 'unavailable') return withoutDatabase(press, problem)
  const forced = problem && partOf(problem)
  // Photos that are gone (a day old, or used) are left out.
  const imageIds = (await waitingUploads(ctx, all(values['imageIds']))).filter(
    (id) => id !== last(form.values['drop']),
  )
  const given: BookingAnswer = {
    state: await stateOf(ctx, shop, offered, draft, values, forced),
    values: { ...values, imageIds },
    photos: imageIds.map((id) => ({ id, url: fileUrl(ctx, id, 'thumb') })),
    problem: problem && withFieldNames(problem),
    formKey: newFormKey(),
  }
  return data(given, { status: problem?.status ?? 200 })
}

/** The database is away: nothing can be read, and nothing typed is lost. */
function withoutDatabase({ form, draft }: Press, problem: BookingAnswer['problem']) {
  const { services, startsAt, ask, wait, wanted } = draft
  const open = wanted ?? 'who'
  const hold = draft.hold ? { token: draft.hold, until: '' } : null
  const nothing = { missing: false, gone: false, lapsed: false, times: null, wishDays: [] }
  const state = { services, startsAt, ask, wait, hold, open, ...nothing }
  const values = typedOf(form.values)
  const given: BookingAnswer = { state, values, photos: [], problem, formKey: form.key ?? newFormKey() }
  return data(given, { status: 503 })
}

const FIELDS: readonly [RegExp, Part][] = [
  [/^\/serviceIds/, 'what'],
  [/^\/(?:startsAt|preferredAt|wait)/, 'when'],
  [/^\/(?:asset|assetId|description|imageIds)\b/, 'which'],
]

/** The part in which a refusal can be put right. */
function partOf(problem: ProblemBody): Part {
  if (problem.code === 'slot-taken' || problem.code === 'not-a-slot') return 'when'
  const parts = (problem.errors ?? []).map(
    ({ pointer }) => FIELDS.find(([pattern]) => pattern.test(pointer))?.[1] ?? 'who',
  )
  return PARTS.find((part) => parts.includes(part)) ?? 'who'
}

/** Pointers of the capability's input as the names of the page's fields. */
function withFieldNames<Body extends ProblemBody>(problem: Body): Body {
  const errors = problem.errors?.map(({ pointer, message }) => ({
    pointer: pointer.replace(/^\/serviceIds(?:\/\d+)?/, '/service').replace(/^\/imageIds\/.*/, '/imageIds'),
    message,
  }))
  return errors ? { ...problem, errors } : problem
}
