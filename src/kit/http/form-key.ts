/** The hidden field that makes a second press of a form the same press. */
export const FORM_KEY = '_key'
