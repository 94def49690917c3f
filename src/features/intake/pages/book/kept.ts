/** Where a tab keeps a booking that is being typed, so that a sign-in or a reload on the way loses nothing. */
export const KEPT_BOOKING = 'fixbay.booking'
