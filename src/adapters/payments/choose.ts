import { needed, oneOf, urlOr, type Environment, WrongSetting } from '../settings.ts'
import { createCardPagePayments } from './card-page/adapter.ts'
import { createCardPage, deliverTo, type CardPage } from './card-page/page.ts'
import { createCardStore } from './card-page/store.ts'
import type { PaymentsAdapter } from './port.ts'
import { createStripePayments } from './stripe.ts'
import { createZarinpalPayments } from './zarinpal.ts'

interface CardPagePlace {
  url: string
  folder: string
  eventsPath: string
}

const MERCHANT = /^[0-9a-zA-Z-]{36}$/

/** `FIXBAY_PAYMENTS`: `card-page` (the test bank, with its page), `stripe` or `zarinpal` with their keys. */
export function paymentsFrom(
  environment: Environment,
  place: CardPagePlace,
): { payments: PaymentsAdapter; cardPage?: CardPage } {
  const choice = oneOf(environment, 'FIXBAY_PAYMENTS', ['card-page', 'stripe', 'zarinpal'])
  const because = `FIXBAY_PAYMENTS is ${choice}`
  switch (choice) {
    case 'card-page': {
      const store = createCardStore(place.folder)
      const deliver = deliverTo(place.url + place.eventsPath)
      return {
        payments: createCardPagePayments({ store, url: place.url }),
        cardPage: createCardPage({ store, deliver }),
      }
    }
    case 'stripe': {
      const secretKey = needed(environment, 'FIXBAY_STRIPE_KEY', because)
      const webhookSecret = needed(environment, 'FIXBAY_STRIPE_WEBHOOK_SECRET', because)
      return { payments: createStripePayments({ secretKey, webhookSecret, api: stripeApi(environment) }) }
    }
    case 'zarinpal': {
      const merchantId = needed(environment, 'FIXBAY_ZARINPAL_MERCHANT', because)
      if (!MERCHANT.test(merchantId))
        throw new WrongSetting('FIXBAY_ZARINPAL_MERCHANT must have 36 letters and digits.')
      const apiUrl = urlOr(environment, 'FIXBAY_ZARINPAL_URL', 'https://payment.zarinpal.com')
      return { payments: createZarinpalPayments({ merchantId, apiUrl }) }
    }
  }
}

/** Another address of Stripe's API, for a simulator. */
function stripeApi(environment: Environment): { host: string; port: number; protocol: 'http' | 'https' } {
  const url = new URL(urlOr(environment, 'FIXBAY_STRIPE_URL', 'https://api.stripe.com'))
  const protocol = url.protocol === 'http:' ? 'http' : 'https'
  return { host: url.hostname, port: Number(url.port) || (protocol === 'http' ? 80 : 443), protocol }
}
