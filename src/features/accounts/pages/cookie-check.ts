import { data } from 'react-router'
import type { Ctx } from '../../../kit/context.ts'
import { Problem } from '../../../kit/errors.ts'
import type { FormBody } from '../../../kit/http/form-body.ts'
import { askCookie } from '../cookie.ts'

/** The data of a page whose form signs in, and a cookie beside it: whether it comes back says whether one can be kept. */
export function askForCookies<Data>(ctx: Ctx, shown: Data) {
  return data(shown, { headers: { 'set-cookie': askCookie(ctx.services.config) } })
}

/** Refuses a form of such a page that came without any cookie: no sign-in would last to the next page. */
export function refuseWithoutCookies({ services }: Ctx, request: Request, form: FormBody): void {
  if (!form.cookieSent || request.headers.get('cookie')) return
  throw new Problem('illegal-move', { reason: 'cookies_off', params: { site: services.config.url } })
}
