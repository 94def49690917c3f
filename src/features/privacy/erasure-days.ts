/** How long one can change one's mind. */
export const ERASURE_DAYS = 7
