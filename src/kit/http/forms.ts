import { randomUUID } from 'node:crypto'
import { data, type RouterContextProvider } from 'react-router'
import type { z } from 'zod'
import { refuseOtherHand } from '../access/index.ts'
import type { Ctx } from '../context.ts'
import { barePath } from '../i18n/locale.ts'
import { type ProblemBody, problemBody } from '../i18n/problem-words.ts'
import { readingAt } from '../input/reading.ts'
import { newPatience } from '../patience.ts'
import { type FormBody, readForm, type TakeFile } from './form-body.ts'
import { shapeForm } from './form-shape.ts'
import { goTo } from './go-to.ts'
import { once } from './idempotency.ts'
import { pageCtx } from './page-context.ts'
import { problemOf, problemOfIssues } from './problem.ts'

/** What a refused form gets back: `actionData` of its page. Spread it on `Form`. */
export interface FormAnswer {
  problem: ProblemBody
  /** What was typed, by field name. */
  values: FormBody['values']
  /** A fresh key for the next try. */
  formKey: string
}

interface ActionArgs {
  request: Request
  url: URL
  context: Readonly<RouterContextProvider>
}

/** Does what the form asks and says where to go: a path, or a `Response` where cookies are set on the way. */
export type RunForm<Input> = (ctx: Ctx, input: Input, form: FormBody) => Promise<string | Response>

interface FormOptions {
  /** Takes photos in; without it files are ignored. */
  takeFile?: (ctx: Ctx) => TakeFile
  /** Values that the address knows, put beside what was typed: `{ shop: params.shop }`. */
  given?: Record<string, unknown>
  /** Who may send it at all: asked before anything that was typed is looked at. */
  who?: (ctx: Ctx) => unknown
}

/** A key for a form that creates something: give it out in the loader, put it in the form by `<FormKey>`. */
export function newFormKey(): string {
  return randomUUID()
}

/**
 * The action of a page with a form: reads it, checks it by the capability's own schema, runs. A refusal comes back with
 * its status, its words and what was typed; success leads on by 303. With a key in the form, a second press (a double
 * click, a reload) waits for the first and leads to the same place.
 */
export async function formAction<Schema extends z.ZodType>(
  { request, url, context }: ActionArgs,
  schema: Schema,
  run: RunForm<z.output<Schema>>,
  { takeFile, given = {}, who }: FormOptions = {},
) {
  const ctx = pageCtx(context)
  let form: FormBody | undefined
  try {
    who?.(ctx)
    form = await readForm(request, takeFile?.(ctx))
    refuseOtherHand(ctx.caller, form.hand)
    if (form.problem) throw form.problem
    const { nested, cleared } = form
    const shaped = shapeForm(schema, { ...nested, ...given }, cleared)
    const parsed = readingAt(ctx.now, () => schema.safeParse(shaped, { reportInput: true }))
    if (!parsed.success) throw problemOfIssues(parsed.error.issues)
    const patience = newPatience()
    const done = await patience.within(proveAndPerform({ ...ctx, patience }, url, form, parsed.data, run))
    if (isRefusal(done)) return refused(done, form)
    return typeof done === 'string' ? goTo(url, done) : done
  } catch (error) {
    const problem = problemOf(error)
    if (problem.code === 'internal') throw error
    return refused(problemBody(problem, ctx.locale), form)
  }
}

/** Runs the form once its sender has shown who they are, where it carries something for that. */
async function proveAndPerform<Input>(ctx: Ctx, url: URL, form: FormBody, input: Input, run: RunForm<Input>) {
  const proven = form.proof ? await ctx.services.proveAgain(ctx, form.proof) : ctx
  return perform(proven, url, form, input, run)
}

/** Runs the form; with a key, once. A refusal that was kept under the key comes back as its body. */
async function perform<Input>(ctx: Ctx, url: URL, form: FormBody, input: Input, run: RunForm<Input>) {
  const { key } = form
  if (key === undefined) return run(ctx, input, form)
  const call = { key, method: 'POST', path: barePath(url.pathname), body: form.nested }
  const kept = await once(
    ctx,
    call,
    async (tx) => {
      const to = await run(tx, input, form)
      // The answer is kept as data; a cookie must not lie in a table.
      if (typeof to !== 'string') throw new Error('A form with a key leads on by a path')
      return { status: 200, body: { to } }
    },
    (problem) => problemBody(problem, ctx.locale),
  )
  return kept.status === 200 ? (kept.body as { to: string }).to : (kept.body as ProblemBody)
}

const isRefusal = (done: string | Response | ProblemBody): done is ProblemBody =>
  typeof done !== 'string' && !(done instanceof Response)

function refused(problem: ProblemBody, form: FormBody | undefined) {
  const answer: FormAnswer = { problem, values: form?.values ?? {}, formKey: newFormKey() }
  const wait = problem.status === 429 ? { 'retry-after': '60' } : undefined
  return data(answer, { status: problem.status, ...(wait ? { headers: wait } : {}) })
}
