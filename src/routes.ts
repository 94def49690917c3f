import { index, layout, route, type RouteConfig } from '@react-router/dev/routes'

/** Every page once: `fa?` makes it English at `/…` and Persian at `/fa/…`. */
export default [
  route('set/:choice/:value', 'web/pages/set-choice.ts'),
  route('fa?', 'web/layouts/locale.tsx', [
    route('shops/:shop', 'features/shops/pages/shop-layout.tsx', [
      index('features/shops/pages/shop.tsx'),
      route(':text', 'features/shops/pages/shop-text.tsx'),
    ]),
    layout('web/layouts/public.tsx', [
      index('features/shops/pages/home.tsx'),
      route('about', 'web/pages/about.tsx'),
      route('preferences', 'web/pages/preferences.tsx'),
      route('pay/:token/return', 'features/payments/pages/pay-return.tsx'),
    ]),
    layout('web/layouts/plain.tsx', [
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
      index('features/repairs/pages/dashboard.tsx'),
      route('board', 'features/repairs/pages/board.tsx'),
    ]),
    layout('web/layouts/portal.tsx', [route('me/profile', 'features/accounts/pages/profile.tsx')]),
  ]),
] satisfies RouteConfig
