/** The hidden field that makes a second press of a form the same press. */
export const FORM_KEY = '_key'
/** The hidden field that names the hand for which a form was made (`handOf`). */
export const HAND_FIELD = '_hand'
/** What a form carries to show once more who sends it: the password or a code, whose request, whether to send one. */
export const PROOF_FIELD = '_proof'
export const PROOF_REQUEST = '_request'
export const PROOF_SEND = '_send'
/** The same in a call that a page makes. */
export const HAND_HEADER = 'fixbay-hand'
/** The hidden field of a form whose page sent a cookie beside it. */
export const COOKIE_FIELD = '_cookie'
