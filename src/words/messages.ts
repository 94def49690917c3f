import type about from './en/about.json'
import type accounts from './en/accounts.json'
import type acting from './en/acting.json'
import type apiDocs from './en/apiDocs.json'
import type apiKeys from './en/apiKeys.json'
import type audit from './en/audit.json'
import type board from './en/board.json'
import type booking from './en/booking.json'
import type calendar from './en/calendar.json'
import type cardPage from './en/cardPage.json'
import type catalog from './en/catalog.json'
import type common from './en/common.json'
import type compliance from './en/compliance.json'
import type customers from './en/customers.json'
import type desk from './en/desk.json'
import type devices from './en/devices.json'
import type errorPages from './en/errorPages.json'
import type errors from './en/errors.json'
import type home from './en/home.json'
import type household from './en/household.json'
import type mail from './en/mail.json'
import type money from './en/money.json'
import type organisation from './en/organisation.json'
import type outbox from './en/outbox.json'
import type papers from './en/papers.json'
import type payments from './en/payments.json'
import type permissions from './en/permissions.json'
import type platform from './en/platform.json'
import type portal from './en/portal.json'
import type privacy from './en/privacy.json'
import type repairs from './en/repairs.json'
import type roles from './en/roles.json'
import type schedule from './en/schedule.json'
import type security from './en/security.json'
import type settings from './en/settings.json'
import type shopPrivacy from './en/shopPrivacy.json'
import type shops from './en/shops.json'
import type sms from './en/sms.json'
import type staff from './en/staff.json'
import type track from './en/track.json'
import type ui from './en/ui.json'
import type unsubscribe from './en/unsubscribe.json'
import type welcome from './en/welcome.json'

/** The namespaces and their keys: one line for each file in `en/` (words.test.ts fails on a missing one). */
export interface Messages {
  about: typeof about
  accounts: typeof accounts
  acting: typeof acting
  apiDocs: typeof apiDocs
  apiKeys: typeof apiKeys
  audit: typeof audit
  board: typeof board
  booking: typeof booking
  calendar: typeof calendar
  cardPage: typeof cardPage
  catalog: typeof catalog
  common: typeof common
  compliance: typeof compliance
  customers: typeof customers
  desk: typeof desk
  devices: typeof devices
  errorPages: typeof errorPages
  errors: typeof errors
  home: typeof home
  household: typeof household
  mail: typeof mail
  money: typeof money
  organisation: typeof organisation
  outbox: typeof outbox
  papers: typeof papers
  payments: typeof payments
  permissions: typeof permissions
  platform: typeof platform
  portal: typeof portal
  privacy: typeof privacy
  repairs: typeof repairs
  roles: typeof roles
  schedule: typeof schedule
  security: typeof security
  settings: typeof settings
  shopPrivacy: typeof shopPrivacy
  shops: typeof shops
  sms: typeof sms
  staff: typeof staff
  track: typeof track
  ui: typeof ui
  unsubscribe: typeof unsubscribe
  welcome: typeof welcome
}

export type Namespace = keyof Messages

declare module 'use-intl' {
  interface AppConfig {
    Locale: 'en' | 'fa'
    Messages: Messages
  }
}
