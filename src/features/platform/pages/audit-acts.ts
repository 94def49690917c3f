import type { Messages } from '../../../words/messages.ts'

type Acts = Messages['audit']['acts']

/** The groups of acts that are chosen from one by one, in the order of the filter. */
export const GROUPS = [
  'accounts',
  'staff',
  'apiKeys',
  'customers',
  'assets',
  'household',
  'service',
  'invoice',
  'payment',
  'shop',
  'shops',
  'booking',
  'privacy',
  'platform',
  'audit',
] as const satisfies readonly (keyof Acts)[]

/** Those that stand in a log only where somebody of the platform did them, or in another's place: each as a whole. */
export const EVENT_GROUPS = [
  'order',
  'job',
  'appointment',
  'waitlist',
  'customer',
  'asset',
  'garage',
  'person',
  'member',
  'role',
  'device',
  'key',
  'services',
  'resource',
  'shifts',
  'shift_exception',
  'time_off',
  'hours',
  'closure',
  'tax_rate',
  'texts',
  'account',
] as const satisfies readonly (keyof Acts)[]
