import { index, layout, route, type RouteConfig } from '@react-router/dev/routes'

/** Every page once: `fa?` makes it English at `/…` and Persian at `/fa/…`. */
export default [
  route('set/:choice/:value', 'web/pages/set-choice.ts'),
  route('fa?', 'web/layouts/locale.tsx', [
    route('shops/:shop', 'features/shops/pages/shop-layout.tsx', [
      index('features/shops/pages/shop.tsx'),
      route('book', 'features/intake/pages/book.tsx'),
      route(':text', 'features/shops/pages/shop-text.tsx'),
    ]),
    route('track/:code', 'features/repairs/pages/track-layout.tsx', [
      index('features/repairs/pages/track.tsx'),
      route('time', 'features/intake/pages/choose-time.tsx'),
    ]),
    route('track/:code/appointment.ics', 'features/repairs/pages/track-calendar.ts'),
    layout('web/layouts/public.tsx', [
      route('track', 'features/repairs/pages/track-find.tsx'),
      index('features/shops/pages/home.tsx'),
      route('welcome', 'features/shops/pages/welcome/claim.tsx'),
      route('welcome/shop', 'features/shops/pages/welcome/open.tsx'),
      route('welcome/:shop/:step', 'features/shops/pages/welcome/setup.tsx'),
      route('about', 'web/pages/about.tsx'),
      route('preferences', 'web/pages/preferences.tsx'),
      route('pay/:token/return', 'features/payments/pages/pay-return.tsx'),
    ]),
    layout('web/layouts/plain.tsx', [
      route('join/:shop/:token', 'features/staff/pages/join.tsx'),
      route('sign-in', 'features/accounts/pages/sign-in.tsx'),
      route('register', 'features/accounts/pages/register.tsx'),
      route('forgot-password', 'features/accounts/pages/forgot-password.tsx'),
      route('reset-password', 'features/accounts/pages/reset-password.tsx'),
      route('verify-email', 'features/accounts/pages/verify-email.tsx'),
      route('sign-out', 'features/accounts/pages/sign-out.tsx'),
    ]),
    route('pay/:token', 'features/payments/pages/pay.ts'),
    route('me/send-verification', 'features/accounts/pages/send-verification.ts'),
    route('desk/:shop', 'web/layouts/desk.tsx', [
      route('settings', 'features/shops/pages/settings/index.tsx'),
      route('settings/hours', 'features/shops/pages/settings/hours.tsx'),
      route('settings/place', 'features/shops/pages/settings/place.tsx'),
      route('settings/booking', 'features/shops/pages/settings/booking.tsx'),
      route('settings/tax', 'features/shops/pages/settings/tax.tsx'),
      route('settings/texts', 'features/shops/pages/settings/texts.tsx'),
      route('settings/services', 'features/catalog/pages/services.tsx'),
      route('settings/services/new', 'features/catalog/pages/new-service.tsx'),
      route('settings/services/:service', 'features/catalog/pages/service.tsx'),
      route('settings/people', 'features/staff/pages/people.tsx'),
      route('settings/people/:person', 'features/staff/pages/person.tsx'),
      route('settings/bays', 'features/staff/pages/bays.tsx'),
      route('settings/bays/:bay', 'features/staff/pages/bay.tsx'),
      index('features/repairs/pages/dashboard.tsx'),
      route('board', 'features/repairs/pages/board.tsx'),
      route('orders', 'features/repairs/pages/orders.tsx'),
      route('orders/:id', 'features/repairs/pages/order.tsx'),
    ]),
    layout('web/layouts/dev.tsx', [
      route('dev/ui', 'web/pages/style-guide.tsx'),
      route('dev/outbox', 'features/platform/pages/outbox.tsx'),
      route('dev/outbox/:id/:part', 'features/platform/pages/outbox-part.ts'),
    ]),
    layout('web/layouts/portal.tsx', [route('me/profile', 'features/accounts/pages/profile.tsx')]),
  ]),
] satisfies RouteConfig
