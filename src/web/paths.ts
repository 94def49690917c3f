import { inLocale, type Locale } from '../kit/i18n/locale.ts'

type Query = Record<string, string | number | readonly string[] | undefined>

/**
 * Every page's address in a language. Links, redirects, mails and texts take theirs from here;
 * put `config.url` in front of those that are sent.
 */
export function paths(locale: Locale) {
  const at = (path: string, query?: Query) => inLocale(withQuery(path, query), locale)
  return {
    home: (query?: Query) => at('/', query),
    about: () => at('/about'),
    apiDocs: () => at('/api/docs'),
    /** `to`: the page to come back to. */
    preferences: (to?: string) => at('/preferences', { to }),
    /** Where the link of a file leads that opens nothing any more. */
    linkOver: () => at('/link-over'),
    ...publicPaths(at),
    ...accountPaths(at),
    ...deskPaths(at),
    /** Where anybody opens a shop of their own; `in`: the organisation that it is to belong to. */
    openShop: (query?: { in?: string }) => at('/open-shop', query),
    /** The first start: the one-time code, then the first shop. */
    welcome: (step?: string) => at(step ? `/welcome/${step}` : '/welcome'),
    ...platformPaths(at),
    /** `account`: an id or an address. */
    actAs: (query?: Query) => at('/platform/act-as', query),
    endActing: () => at('/act-as/end'),
    /** Who is at a shop's shared device. */
    device: (query?: Query) => at('/device', query),
    devicePin: (query?: Query) => at('/device/pin', query),
    lockDevice: () => at('/device/lock'),
    devOutbox: () => at('/dev/outbox'),
    devUi: () => at('/dev/ui'),
  }
}

export type Paths = ReturnType<typeof paths>
type At = (path: string, query?: Query) => string

const publicPaths = (at: At) => ({
  shop: (slug: string) => at(`/shops/${seg(slug)}`),
  shopAbout: (slug: string) => at(`/shops/${seg(slug)}/about`),
  shopTerms: (slug: string) => at(`/shops/${seg(slug)}/terms`),
  shopPrivacy: (slug: string) => at(`/shops/${seg(slug)}/privacy`),
  shopImprint: (slug: string) => at(`/shops/${seg(slug)}/imprint`),
  book: (slug: string, query?: Query) => at(`/shops/${seg(slug)}/book`, query),
  track: (code: string) => at(`/track/${seg(code)}`),
  /** Where a code is typed. */
  trackFind: () => at('/track'),
  trackTime: (code: string) => at(`/track/${seg(code)}/time`),
  trackCalendar: (code: string) => at(`/track/${seg(code)}/appointment.ics`),
  pay: (token: string) => at(`/pay/${seg(token)}`),
})

const accountPaths = (at: At) => ({
  /** `to`: where the person goes once signed in. */
  signIn: (to?: string, more?: Query) => at('/sign-in', { to, ...more }),
  signInByPhone: (to?: string) => at('/sign-in/phone', { to }),
  signInCode: (to?: string) => at('/sign-in/code', { to }),
  signInByPasskey: (to?: string) => at('/sign-in/passkey', { to }),
  secondStep: (to?: string) => at('/sign-in/second-step', { to }),
  signOut: () => at('/sign-out'),
  register: (to?: string) => at('/register', { to }),
  claim: (shop: string, token: string) => at(`/claim/${seg(shop)}/${seg(token)}`),
  join: (shop: string, token: string) => at(`/join/${seg(shop)}/${seg(token)}`),
  joinOrganisation: (token: string) => at(`/join-organisation/${seg(token)}`),
  forgotPassword: () => at('/forgot-password'),
  resetPassword: (query?: Query) => at('/reset-password', query),
  me: () => at('/me'),
  myGarage: () => at('/me/garage'),
  myHousehold: (query?: Query) => at('/me/household', query),
  joinHousehold: (token: string) => at(`/household/${seg(token)}`),
  newGarageThing: (kind?: string) => at('/me/garage/new', { kind }),
  garageThing: (id: string) => at(`/me/garage/${seg(id)}`),
  myAppointments: () => at('/me/appointments'),
  myCalendar: (query?: Query) => at('/me/calendar', query),
  myRepairs: () => at('/me/repairs'),
  myRepair: (id: string) => at(`/me/repairs/${seg(id)}`),
  myRepairTime: (id: string) => at(`/me/repairs/${seg(id)}/time`),
  myInvoices: () => at('/me/invoices'),
  myProfile: () => at('/me/profile'),
  /** How one signs in and where one is signed in; `part` is a page of it. */
  security: (query?: Query) => at('/me/security', query),
  securityPart: (
    part: 'password' | 'phone' | 'two-step' | 'passkeys' | 'pin' | 'show' | 'prove',
    query?: Query,
  ) => at(`/me/security/${part}`, query),
  sendVerification: () => at('/me/send-verification'),
  myPrivacy: (query?: Query) => at('/me/privacy', query),
  myConsents: (query?: Query) => at('/me/consents', query),
  myNotifications: (query?: Query) => at('/me/notifications', query),
})

const deskPaths = (at: At) => ({
  desk: (shop: string, query?: Query) => at(`/desk/${seg(shop)}`, query),
  board: (shop: string, query?: Query) => at(`/desk/${seg(shop)}/board`, query),
  calendar: (shop: string, query?: Query) => at(`/desk/${seg(shop)}/calendar`, query),
  conflicts: (shop: string, query?: Query) => at(`/desk/${seg(shop)}/conflicts`, query),
  waitlist: (shop: string, query?: Query) => at(`/desk/${seg(shop)}/waitlist`, query),
  orders: (shop: string, query?: Query) => at(`/desk/${seg(shop)}/orders`, query),
  order: (shop: string, id: string) => at(`/desk/${seg(shop)}/orders/${seg(id)}`),
  orderMoney: (shop: string, id: string, query?: Query) =>
    at(`/desk/${seg(shop)}/orders/${seg(id)}/invoice`, query),
  newOrder: (shop: string, query?: Query) => at(`/desk/${seg(shop)}/new-order`, query),
  mySchedule: (shop: string, query?: Query) => at(`/desk/${seg(shop)}/my-schedule`, query),
  timeOff: (shop: string, query?: Query) => at(`/desk/${seg(shop)}/time-off`, query),
  load: (shop: string, query?: Query) => at(`/desk/${seg(shop)}/load`, query),
  dayCustomers: (shop: string, query?: Query) => at(`/desk/${seg(shop)}/day-customers`, query),
  dayCustomersFile: (shop: string, query?: Query) => at(`/desk/${seg(shop)}/day-customers.csv`, query),
  myDay: (shop: string) => at(`/desk/${seg(shop)}/my-day`),
  customers: (shop: string, query?: Query) => at(`/desk/${seg(shop)}/customers`, query),
  customerDoubles: (shop: string) => at(`/desk/${seg(shop)}/customers/doubles`),
  mergeCustomers: (shop: string, id: string, query: Query) =>
    at(`/desk/${seg(shop)}/customers/${seg(id)}/merge`, query),
  newCustomer: (shop: string) => at(`/desk/${seg(shop)}/customers/new`),
  customer: (shop: string, id: string, query?: Query) => at(`/desk/${seg(shop)}/customers/${seg(id)}`, query),
  customerData: (shop: string, id: string, query?: Query) =>
    at(`/desk/${seg(shop)}/customers/${seg(id)}/data`, query),
  compliance: (shop: string, query?: Query) => at(`/desk/${seg(shop)}/compliance`, query),
  audit: (shop: string, query?: Query) => at(`/desk/${seg(shop)}/audit`, query),
  auditCsv: (shop: string, query?: Query) => at(`/desk/${seg(shop)}/audit.csv`, query),
  settings: (shop: string, page?: string) => at(`/desk/${seg(shop)}/settings${page ? `/${page}` : ''}`),
})

const platformPaths = (at: At) => ({
  platform: () => at('/platform'),
  platformShops: (query?: Query) => at('/platform/shops', query),
  platformShop: (shop: string, query?: Query) => at(`/platform/shops/${seg(shop)}`, query),
  platformAccounts: (query?: Query) => at('/platform/accounts', query),
  platformAccount: (id: string, query?: Query) => at(`/platform/accounts/${seg(id)}`, query),
  platformAdmins: (query?: Query) => at('/platform/admins', query),
  platformAdmin: (id: string) => at(`/platform/admins/${seg(id)}`),
  platformAudit: (query?: Query) => at('/platform/audit', query),
  /** Where an invitation to the platform's people is accepted. */
  joinPlatform: (token: string) => at(`/join-platform/${seg(token)}`),
})

/** The address that keeps a choice (language, calendar, theme) and comes back to `to`. */
export function choicePath(choice: 'locale' | 'calendar' | 'theme', value: string, to: string): string {
  return withQuery(`/set/${choice}/${value}`, { to })
}

const seg = encodeURIComponent

function withQuery(path: string, query: Query = {}): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value])
      if (one !== undefined) search.append(name, String(one))
  }
  const text = search.toString()
  return text ? `${path}?${text}` : path
}
