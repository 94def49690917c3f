import { COOKIE_FIELD } from '../../../kit/http/form-key.ts'

/** Says that this form comes from a page that `askForCookies` made. */
export function AskedForCookies() {
  return <input type="hidden" name={COOKIE_FIELD} value="sent" />
}
