import type { BrowserContext, Page } from 'playwright-core'
import { atDevice, inPlaceOf } from './support/screens.ts'

/** The running program, as the one who looks may ask it. */
export interface Running {
  /** What REST answers at a path below `/api`. */
  get(path: string): Promise<unknown>
  /** The code of a visit that was booked for the pictures: no list gives codes away. */
  trackingCode(): Promise<string>
  /** The secret end of the newest link below a path, such as `/join/`, that was written to an address. */
  letter(to: string, below: string): Promise<string>
}

/** A screen to keep as a picture. */
export interface Screen {
  name: string
  /** The English path; the Persian one stands under /fa. `:id` stands for what `id` finds. */
  path: string
  /** Finds on the running server what `:id` stands for, and behind a space what `:other` does. */
  id?: (running: Running) => Promise<string>
  /** Who looks: a demo person's name before `@fixbay.example`, or nobody. */
  as?: string
  /** How the browser comes to be what it is where a sign-in is not all: a shared device, somebody in another's place. */
  enter?: (context: BrowserContext, url: string) => Promise<void>
  /** What is pressed on the page before it is looked at. */
  press?: (page: Page) => Promise<void>
  /** What the page answers where it is not 200. */
  status?: number
  /** Stands only until the installation has an owner: taken before the demo shops are loaded. */
  isFirst?: true
  /** The pictures that the README shows, such as `en-1440-light`: kept in docs/images. */
  readme?: string[]
}

/** The id of the first thing that REST lists at `path` under `list`. */
const first =
  (path: string, list: string) =>
  async ({ get }: Running): Promise<string> => {
    const answer = (await get(path)) as Record<string, { id: string }[]>
    const found = answer[list]?.[0]
    if (!found) throw new Error(`/api/${path} lists no ${list}`)
    return found.id
  }

const orderIn = (status: string, shop = 'harbor-auto') =>
  first(`service-request?shop=${shop}&status=${status}&limit=1`, 'requests')
const ownOrderIn = (status: string) => first(`service-request?status=${status}&limit=1`, 'requests')
const serviceOf = (shop: string) => first(`shops/${shop}/services`, 'services')
/** The visit of an order that waits for it. */
async function visitToCome(running: Running): Promise<string> {
  const order = await orderIn('scheduled')(running)
  const { appointment } = (await running.get(`service-request/${order}`)) as { appointment: { id: string } }
  return appointment.id
}

/** The first two likely doubles. */
async function twoDoubles({ get }: Running): Promise<string> {
  const { pairs } = (await get('shops/harbor-auto/customer-doubles')) as {
    pairs: { one: { id: string }; other: { id: string } }[]
  }
  if (!pairs[0]) throw new Error('nobody stands twice in the list of customers')
  return `${pairs[0].one.id} ${pairs[0].other.id}`
}

const booked = ({ trackingCode }: Running) => trackingCode()

/** The id of a person of Harbor Auto who has this role. */
const personIn =
  (role: string) =>
  async ({ get }: Running): Promise<string> => {
    const { people } = (await get('shops/harbor-auto/staff')) as { people: { id: string; roles: string[] }[] }
    const found = people.find(({ roles }) => roles.includes(role))
    if (!found) throw new Error(`nobody of the shop is ${role}`)
    return found.id
  }

const letterTo =
  (to: string, below: string) =>
  ({ letter }: Running) =>
    letter(to, below)

/** Fills in and makes a key: its text is shown this once. */
const makeAKey = async (page: Page): Promise<void> => {
  await page
    .getByRole('textbox')
    .first()
    .fill(`Key ${crypto.randomUUID().slice(0, 8)}`)
  await page.locator('input[name="permissions"]').first().check()
  await page.locator('main form button[type="submit"]').last().click()
  await page.locator('main .select-all').waitFor()
}

/** Opens what the page keeps shut. */
const unfold = async (page: Page): Promise<void> => {
  await page.locator('main details').evaluateAll((all) => {
    for (const one of all) one.setAttribute('open', '')
  })
}

const chooseFace = async (page: Page, name: string): Promise<void> => {
  await page.locator('.face-link', { hasText: name }).click()
  await page.waitForURL(/person=/)
}

const actingAsAdvisor = inPlaceOf('advisor')
const nobodyAtDevice = atDevice()
const advisorAtDevice = atDevice({ person: 'Ada Brooks' })

const desk = '/desk/harbor-auto'
const tehran = '/desk/tehran-karshenasi'

const publicScreens: Screen[] = [
  { name: 'welcome', path: '/welcome', isFirst: true },
  { name: 'home', path: '/' },
  { name: 'home-search', path: '/?place=Berlin&q=repair' },
  { name: 'home-nothing', path: '/?place=Atlantis&q=zeppelin' },
  { name: 'shop', path: '/shops/harbor-auto', readme: ['en-1440-light'] },
  { name: 'shop-device', path: '/shops/pixel-clinic' },
  { name: 'shop-inspection', path: '/shops/tehran-karshenasi' },
  ...['about', 'terms', 'privacy', 'imprint'].map((text) => ({
    name: `shop-${text}`,
    path: `/shops/harbor-auto/${text}`,
  })),
  { name: 'book', path: '/shops/harbor-auto/book' },
  { name: 'book-ask', path: '/shops/tehran-karshenasi/book?ask=1' },
  {
    name: 'book-when',
    path: '/shops/tehran-karshenasi/book?service=:id',
    id: serviceOf('tehran-karshenasi'),
    readme: ['fa-390-light'],
  },
  { name: 'booked', path: '/track/:id?new=1', id: booked },
  { name: 'track', path: '/track/:id', id: booked },
  { name: 'track-time', path: '/track/:id/time', id: booked },
  { name: 'track-find', path: '/track' },
  { name: 'track-wrong', path: '/track/ABCDEFGHJKMNPQRS', status: 404 },
  { name: 'sign-in', path: '/sign-in' },
  { name: 'sign-in-phone', path: '/sign-in/phone' },
  { name: 'sign-in-passkey', path: '/sign-in/passkey' },
  { name: 'sign-out', path: '/sign-out', as: 'customer' },
  { name: 'register', path: '/register' },
  { name: 'forgot-password', path: '/forgot-password' },
  { name: 'reset-password', path: '/reset-password?token=spent' },
  { name: 'verify-email', path: '/verify-email' },
  { name: 'preferences', path: '/preferences' },
  { name: 'about', path: '/about' },
  { name: 'api-docs', path: '/api/docs' },
  { name: 'link-over', path: '/link-over', status: 404 },
  { name: 'not-found', path: '/no/such/page', status: 404 },
  { name: 'no-right', path: `${desk}/settings/tax`, as: 'customer', status: 404 },
]

const portalScreens: Screen[] = [
  ...[
    '',
    'repairs',
    'appointments',
    'garage',
    'garage/new',
    'household',
    'invoices',
    'profile',
    'calendar',
    'privacy',
    'consents',
    'notifications',
  ].map((page) => ({
    name: `portal${page ? `-${page.replace('/', '-')}` : ''}`,
    path: `/me${page ? `/${page}` : ''}`,
  })),
  { name: 'household-limits', path: '/me/household', press: unfold },
  ...['', 'password', 'phone', 'two-step', 'passkeys', 'prove'].map((page) => ({
    name: `security${page ? `-${page}` : ''}`,
    path: `/me/security${page ? `/${page}` : ''}`,
  })),
  { name: 'portal-repair', path: '/me/repairs/:id', id: ownOrderIn('in_progress') },
  { name: 'portal-repair-unpaid', path: '/me/repairs/:id', id: ownOrderIn('payment_pending') },
  { name: 'portal-repair-time', path: '/me/repairs/:id/time', id: ownOrderIn('scheduled') },
  { name: 'portal-garage-thing', path: '/me/garage/:id', id: first('garage', 'assets') },
].map((screen) => ({ ...screen, as: 'customer' }))

/** Others than the demo's customer: a member of their household, and somebody who asked to be erased. */
const morePortalScreens: Screen[] = [
  { name: 'household-member', path: '/me/household', as: 'hugo' },
  { name: 'household-none', path: '/me/household', as: 'elena' },
  { name: 'portal-erasure-asked', path: '/me/privacy', as: 'elena' },
  { name: 'portal-consents-some', path: '/me/consents', as: 'elena' },
]

/** What a link in a letter leads to, for a guest and for somebody who is signed in. */
const letterScreens: Screen[] = [
  ['household', '/household/:id', 'ida.customer@mail.example', '/household/', 'hugo'] as const,
  ['join', '/join/harbor-auto/:id', 'peter.quint@mail.example', '/join/', 'elena'] as const,
  ['claim', '/claim/harbor-auto/:id', 'b.lindholm@mail.example', '/claim/', 'elena'] as const,
  [
    'organisation',
    '/join-organisation/:id',
    'ines.falk@mail.example',
    '/join-organisation/',
    'elena',
  ] as const,
  ['platform', '/join-platform/:id', 'nora.vance@mail.example', '/join-platform/', 'elena'] as const,
].flatMap(([name, path, to, below, as]) => {
  const screen = { path, id: letterTo(to, below) }
  return [
    { ...screen, name: `link-${name}` },
    { ...screen, name: `link-${name}-signed-in`, as },
  ]
})

const deskScreens: Screen[] = [
  { name: 'dashboard', path: desk },
  { name: 'board', path: `${desk}/board`, readme: ['en-1440-light'] },
  { name: 'board-filtered', path: `${desk}/board?late=1` },
  { name: 'orders', path: `${desk}/orders` },
  { name: 'orders-none', path: `${desk}/orders?q=nobody+has+this` },
  { name: 'new-order', path: `${desk}/new-order` },
  { name: 'order', path: `${desk}/orders/:id`, id: orderIn('in_progress'), readme: ['en-1440-light'] },
  { name: 'order-asked', path: `${desk}/orders/:id`, id: orderIn('pending') },
  { name: 'order-closed', path: `${desk}/orders/:id`, id: orderIn('closed') },
  { name: 'order-tab', path: `${desk}/orders/:id?tab=state`, id: orderIn('in_progress') },
  { name: 'money-none', path: `${desk}/orders/:id/invoice`, id: orderIn('in_progress') },
  { name: 'money-draft', path: `${desk}/orders/:id/invoice`, id: orderIn('ready_for_pickup') },
  { name: 'money-unpaid', path: `${desk}/orders/:id/invoice`, id: orderIn('payment_pending') },
  { name: 'money-paid', path: `${desk}/orders/:id/invoice`, id: orderIn('closed') },
  { name: 'calendar', path: `${desk}/calendar`, readme: ['en-1440-light'] },
  { name: 'calendar-people', path: `${desk}/calendar?by=people` },
  { name: 'conflicts', path: `${desk}/conflicts` },
  { name: 'calendar-week', path: `${desk}/calendar?view=week` },
  { name: 'calendar-visit', path: `${desk}/calendar?appointment=:id`, id: visitToCome },
  { name: 'calendar-work', path: `${desk}/calendar?appointment=:id`, id: visitToCome, press: unfold },
  { name: 'calendar-book', path: `${desk}/calendar?book=:id`, id: orderIn('pending') },
  { name: 'calendar-add', path: `${desk}/calendar?add=now` },
  { name: 'waitlist', path: `${desk}/waitlist` },
  { name: 'day-customers', path: `${desk}/day-customers` },
  { name: 'customers', path: `${desk}/customers` },
  { name: 'customers-new', path: `${desk}/customers/new` },
  { name: 'customer-doubles', path: `${desk}/customers/doubles` },
  { name: 'customer-merge', path: `${desk}/customers/:id/merge?with=:other`, id: twoDoubles },
  {
    name: 'customer',
    path: `${desk}/customers/:id`,
    id: first('shops/harbor-auto/customers?limit=1', 'customers'),
  },
  {
    name: 'customer-merged',
    path: `${desk}/customers/:id`,
    id: first('shops/harbor-auto/customers?q=Ferro', 'customers'),
  },
].map((screen) => ({ ...screen, as: 'advisor' }))

const settingsScreens: Screen[] = [
  ...[
    '',
    'services',
    'services/new',
    'hours',
    'place',
    'booking',
    'tax',
    'people',
    'devices',
    'api-keys',
    'api-keys/new',
    'bays',
    'texts',
  ].map((page) => ({
    name: `settings${page ? `-${page.replace('/', '-')}` : ''}`,
    path: `${desk}/settings${page ? `/${page}` : ''}`,
  })),
  { name: 'settings-service', path: `${desk}/settings/services/:id`, id: serviceOf('harbor-auto') },
  {
    name: 'settings-person',
    path: `${desk}/settings/people/:id`,
    id: first('shops/harbor-auto/staff', 'people'),
  },
  {
    name: 'settings-person-technician',
    path: `${desk}/settings/people/:id`,
    id: personIn('technician'),
  },
  { name: 'settings-devices-open', path: `${desk}/settings/devices`, press: unfold },
  { name: 'settings-api-keys-shown', path: `${desk}/settings/api-keys/new`, press: makeAKey },
  { name: 'settings-api-keys-open', path: `${desk}/settings/api-keys`, press: unfold },
  ...[
    'roles',
    'roles?role=technician',
    'roles/new',
    'security',
    'security?check=1&role=owner&role=manager',
  ].map((page) => ({
    name: `settings-${page.replace('/', '-').replace(/\?.*/, '-chosen')}`,
    path: `${desk}/settings/${page}`,
  })),
  {
    name: 'settings-role',
    path: `${desk}/settings/roles/:id`,
    id: first('shops/harbor-auto/roles', 'own'),
  },
  {
    name: 'settings-bay',
    path: `${desk}/settings/bays/:id`,
    id: first('shops/harbor-auto/resources', 'resources'),
  },
  { name: 'settings-organisation-none', path: `${desk}/settings/organisation` },
  { name: 'time-off', path: `${desk}/time-off` },
  { name: 'load', path: `${desk}/load` },
  { name: 'audit', path: `${desk}/audit` },
  { name: 'compliance', path: `${desk}/compliance` },
  {
    name: 'customer-data',
    path: `${desk}/customers/:id/data`,
    id: first('shops/harbor-auto/customers', 'customers'),
  },
  ...['hours', 'tax', 'people', 'service', 'try'].map((step) => ({
    name: `welcome-${step}`,
    path: `/welcome/harbor-auto/${step}`,
  })),
].map((screen) => ({ ...screen, as: 'owner' }))

const otherScreens: Screen[] = [
  { name: 'welcome-shop', path: '/welcome/shop', as: 'superadmin' },
  { name: 'open-shop', path: '/open-shop' },
  { name: 'open-shop-form', path: '/open-shop', as: 'customer' },
  { name: 'open-shop-of-business', path: '/open-shop', as: 'nadia' },
  { name: 'settings-organisation', path: '/desk/pixel-clinic/settings/organisation', as: 'nadia' },
  {
    name: 'settings-organisation-member',
    path: '/desk/pixel-clinic/settings/organisation/:id',
    id: first('shops/pixel-clinic/organisation', 'members'),
    as: 'nadia',
  },
  { name: 'settings-people-of-business', path: '/desk/pixel-clinic-potsdam/settings/people', as: 'marius' },
  { name: 'shop-suspended', path: '/shops/old-mill-motors' },
  { name: 'desk-pending', path: '/desk/bridge-street-phones', as: 'bridget' },
  { name: 'desk-suspended', path: '/desk/old-mill-motors', as: 'milo' },
  { name: 'platform', path: '/platform', as: 'superadmin' },
  { name: 'platform-support', path: '/platform', as: 'support' },
  { name: 'platform-shops', path: '/platform/shops', as: 'admin' },
  { name: 'platform-shop-waiting', path: '/platform/shops/bridge-street-phones', as: 'admin' },
  { name: 'platform-shop-suspended', path: '/platform/shops/old-mill-motors', as: 'admin' },
  { name: 'platform-accounts', path: '/platform/accounts', as: 'admin' },
  {
    name: 'platform-account',
    path: '/platform/accounts/:id',
    id: first('platform/accounts?q=bridget', 'accounts'),
    as: 'superadmin',
  },
  { name: 'platform-admins', path: '/platform/admins', as: 'superadmin' },
  {
    name: 'platform-admin',
    path: '/platform/admins/:id',
    id: first('platform/admins', 'admins'),
    as: 'superadmin',
  },
  { name: 'platform-audit', path: '/platform/audit', as: 'superadmin' },
  { name: 'my-day', path: `${desk}/my-day`, as: 'technician', readme: ['en-390-light'] },
  { name: 'my-schedule', path: `${desk}/my-schedule`, as: 'technician' },
  { name: 'tehran-waitlist', path: `${tehran}/waitlist`, as: 'modir' },
  { name: 'tehran-load', path: `${tehran}/load`, as: 'modir' },
  { name: 'tehran-dashboard', path: tehran, as: 'modir' },
  { name: 'tehran-board', path: `${tehran}/board`, as: 'modir' },
  { name: 'tehran-calendar', path: `${tehran}/calendar`, as: 'modir' },
  {
    name: 'tehran-order',
    path: `${tehran}/orders/:id`,
    id: orderIn('in_progress', 'tehran-karshenasi'),
    as: 'modir',
  },
  {
    name: 'tehran-money',
    path: `${tehran}/orders/:id/invoice`,
    id: orderIn('payment_pending', 'tehran-karshenasi'),
    as: 'modir',
  },
  { name: 'security-pin', path: '/me/security/pin', as: 'advisor' },
  { name: 'tehran-people', path: `${tehran}/settings/people`, as: 'modir' },
  { name: 'tehran-roles', path: `${tehran}/settings/roles`, as: 'modir' },
  { name: 'tehran-devices', path: `${tehran}/settings/devices`, as: 'modir' },
  { name: 'tehran-api-keys', path: `${tehran}/settings/api-keys`, as: 'modir' },
  { name: 'tehran-doubles', path: `${tehran}/customers/doubles`, as: 'modir' },
  { name: 'tehran-audit', path: `${tehran}/audit`, as: 'modir' },
  { name: 'tehran-compliance', path: `${tehran}/compliance`, as: 'modir' },
  { name: 'devices-none', path: '/desk/bridge-street-phones/settings/devices', as: 'bridget' },
  { name: 'api-keys-none', path: '/desk/bridge-street-phones/settings/api-keys', as: 'bridget' },
  { name: 'doubles-none', path: '/desk/bridge-street-phones/customers/doubles', as: 'bridget' },
  { name: 'compliance-none', path: '/desk/bridge-street-phones/compliance', as: 'bridget' },
  { name: 'act-as', path: '/platform/act-as?account=advisor@fixbay.example', as: 'support' },
  { name: 'acting-desk', path: desk, enter: actingAsAdvisor },
  { name: 'acting-board', path: `${desk}/board`, enter: actingAsAdvisor },
  { name: 'acting-denied', path: '/me', enter: actingAsAdvisor, status: 403 },
  { name: 'device', path: '/device', enter: nobodyAtDevice },
  { name: 'device-enter', path: '/device', enter: nobodyAtDevice, press: (page) => chooseFace(page, 'Ada') },
  { name: 'device-pin', path: '/device', enter: nobodyAtDevice, press: (page) => chooseFace(page, 'Fay') },
  { name: 'device-desk', path: desk, enter: advisorAtDevice },
  { name: 'device-denied', path: '/me', enter: advisorAtDevice, status: 403 },
  { name: 'dev-ui', path: '/dev/ui' },
  { name: 'dev-outbox', path: '/dev/outbox' },
]

/** The screens that `npm run screens` takes, in the order in which a person meets them. */
export const screens: readonly Screen[] = [
  ...publicScreens,
  ...portalScreens,
  ...morePortalScreens,
  ...letterScreens,
  ...deskScreens,
  ...settingsScreens,
  ...otherScreens,
]

/** Pages of `src/routes.ts` that have no picture, and why. */
export const withoutPicture: Readonly<Record<string, string>> = {
  'unsubscribe/:shop/:customer/:purpose/:signature': 'its link stands in a mail alone',
  'sign-in/code': 'stands only while a code is on its way',
  'sign-in/second-step': 'stands only between a password and its second step',
  'me/security/show': 'stands only where a second step is owed',
  'device/pin': 'comes by pressing on from the device’s page: the picture device-pin',
  'pay/:token/return': 'stands only for a payer who comes back from the bank unpaid',
}
