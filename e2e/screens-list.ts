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
  { name: 'about', path: '/about' },
]
