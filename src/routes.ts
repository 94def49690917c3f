import { index, layout, route, type RouteConfig } from '@react-router/dev/routes'

/** Every page once: `fa?` makes it English at `/…` and Persian at `/fa/…`. */
export default [
  route('set/:choice/:value', 'web/pages/set-choice.ts'),
  route('fa?', 'web/layouts/locale.tsx', [
    route('shops/:shop', 'features/shops/pages/shop-layout.tsx', [
      index('features/shops/pages/shop.tsx'),
      route(':text', 'features/shops/pages/shop-text.tsx'),
    ]),
    layout('web/layouts/public.tsx', [index('web/pages/home.tsx'), route('about', 'web/pages/about.tsx')]),
  ]),
] satisfies RouteConfig
