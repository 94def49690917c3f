/** The hidden field that makes a second press of a form the same press. */
export const FORM_KEY = '_key'
/** The hidden field that names the hand for which a form was made (`handOf`). */
export const HAND_FIELD = '_hand'
/** The same in a call that a page makes. */
export const HAND_HEADER = 'fixbay-hand'
