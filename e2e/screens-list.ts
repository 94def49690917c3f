/** A screen to keep as a picture. */
export interface Screen {
  name: string
  /** The English path; the Persian one stands under /fa. */
  path: string
  /** Who looks: a demo person's name before `@fixbay.example`, or nobody. */
  as?: string
  /** The pictures that the README shows, such as `en-1440-light`: kept in docs/images. */
  readme?: string[]
}

/** The screens that `npm run screens` takes, in the order in which a person meets them. */
export const screens: Screen[] = [
  { name: 'home', path: '/' },
  { name: 'home-search', path: '/?place=Berlin&q=repair' },
  { name: 'shop', path: '/shops/harbor-auto' },
  { name: 'shop-terms', path: '/shops/harbor-auto/terms' },
  { name: 'shop-imprint', path: '/shops/pixel-clinic/imprint' },
  ...['', 'services', 'services/new', 'hours', 'place', 'booking', 'tax', 'people', 'bays', 'texts'].map(
    (page) => ({
      name: `settings${page ? `-${page.replace('/', '-')}` : ''}`,
      path: `/desk/harbor-auto/settings${page ? `/${page}` : ''}`,
      as: 'owner',
    }),
  ),
  { name: 'dashboard', path: '/desk/harbor-auto', as: 'advisor' },
  { name: 'board', path: '/desk/harbor-auto/board', as: 'advisor' },
  { name: 'orders', path: '/desk/harbor-auto/orders', as: 'advisor' },
  { name: 'new-order', path: '/desk/harbor-auto/new-order', as: 'advisor' },
  { name: 'my-day', path: '/desk/harbor-auto/my-day', as: 'technician' },
  { name: 'book', path: '/shops/harbor-auto/book' },
  { name: 'book-phone', path: '/shops/pixel-clinic/book' },
  { name: 'book-ask', path: '/shops/tehran-karshenasi/book?ask=1' },
  { name: 'track-find', path: '/track' },
  ...['', 'repairs', 'appointments', 'garage', 'garage/new', 'invoices'].map((page) => ({
    name: `portal${page ? `-${page.replace('/', '-')}` : ''}`,
    path: `/me${page ? `/${page}` : ''}`,
    as: 'customer',
  })),
  { name: 'about', path: '/about' },
]
