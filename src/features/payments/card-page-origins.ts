/** Where a form that begins a card payment may lead: the pages of the banks that adapters know (CSP `form-action`). */
export const CARD_PAGE_ORIGINS = [
  'https://checkout.stripe.com',
  'https://payment.zarinpal.com',
  'https://sandbox.zarinpal.com',
]
