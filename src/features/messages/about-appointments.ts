import type { Ctx } from '../../kit/context.ts'
import type { Event } from '../../kit/events/events.ts'
import type { Reaction } from '../../kit/events/reactions.ts'
import { translator } from '../../kit/i18n/translator.ts'
import { formatDate, formatDateTime, formatTime } from '../../kit/time/format.ts'
import { askedReasons } from '../booking/ask-customer.ts'
import { calendarFile } from '../booking/calendar-file.ts'
import { type Appointment, appointmentById } from '../booking/read.ts'
import type { Shop } from '../shops/shop.ts'
import { latePolicyOf } from '../shops/texts.ts'
import { type OrderContext, orderContext } from './order-context.ts'
import { orderIdOf, tellCustomer, type Telling } from './tell-customer.ts'

const TELLINGS: Record<string, Pick<Telling, 'mail' | 'sms' | 'offersAccount'>> = {
  'appointment.placed': { mail: 'appointmentRequested', sms: 'appointmentRequested' },
  'appointment.confirmed': {
    mail: 'appointmentConfirmed',
    sms: 'appointmentConfirmed',
    offersAccount: true,
  },
  'appointment.moved': { mail: 'appointmentMoved', sms: 'appointmentMoved' },
  'appointment.declined': { mail: 'appointmentDeclined', sms: 'appointmentDeclined' },
  'appointment.canceled': { mail: 'appointmentCanceled', sms: 'appointmentCanceled' },
  'appointment.confirm_asked': { mail: 'appointmentConfirmAsk', sms: 'appointmentConfirmAsk' },
}

const RELEASED = { mail: 'appointmentReleased', sms: 'appointmentReleased' } as const

/** The confirmation and every change of an appointment, each with a calendar file that replaces the one before. */
export const tellAboutAppointments: Reaction = {
  name: 'messages.about-appointments',
  on: Object.keys(TELLINGS),
  when: 'after',
  run: async (ctx, event) => {
    const telling = event.data['released'] === true ? RELEASED : TELLINGS[event.type]
    if (!telling || !event.shopId || isQuiet(event)) return
    const appointment = await appointmentById(ctx, event.shopId, event.subject.id)
    const about = await orderContext(ctx, event.shopId, orderIdOf(event))
    if (!appointment || !about) return
    if (isOldNews(event, appointment)) return
    // An instant booking is placed and confirmed at once: the confirmation says it all.
    if (event.type === 'appointment.placed' && appointment.status !== 'requested') return
    await tellCustomer(ctx, event, about, {
      ...telling,
      params: paramsOf(appointment, about),
      secretParams: { late: await lateOf(ctx, about) },
      calendar: calendarFile(appointment, about.shop, wordsOf(about), {
        host: new URL(ctx.services.config.url).hostname,
        now: ctx.now,
        guest: about.customer,
      }),
    })
  },
}

/** What was booked cannot be: the customer is asked for another time, behind a link to the times. */
export const askForAnotherTime: Reaction = {
  name: 'messages.ask-for-another-time',
  on: ['appointment.time_asked'],
  when: 'after',
  run: async (ctx, event) => {
    if (!event.shopId) return
    const appointment = await appointmentById(ctx, event.shopId, event.subject.id)
    const about = await orderContext(ctx, event.shopId, orderIdOf(event))
    if (!appointment || !about || isOldNews(event, appointment)) return
    await tellCustomer(ctx, event, about, {
      mail: 'appointmentTimeAsked',
      sms: 'appointmentTimeAsked',
      params: { ...paramsOf(appointment, about), why: await whyOf(ctx, appointment, about) },
      secretParams: { path: `${about.trackingPath}/time` },
    })
  },
}

/** What the shop has written about coming late, as one line. */
async function lateOf(ctx: Ctx, { shop, locale }: OrderContext): Promise<string> {
  const policy = await latePolicyOf({ ...ctx, locale }, shop)
  return policy?.body.replaceAll(/\s+/g, ' ').trim() ?? ''
}

async function whyOf(ctx: Ctx, { id, shopId }: Appointment, { locale }: OrderContext): Promise<string> {
  const t = translator(locale, 'mail')
  const reasons = (await askedReasons(ctx, shopId, [id])).get(id) ?? []
  return reasons.map((reason) => t(`because.${reason}`)).join(' ')
}

const LIVE = new Set<Appointment['status']>(['requested', 'confirmed', 'arrived'])

/** A time that has changed again, or come to nothing, since the event: its own message tells the latest. */
function isOldNews(event: Event, appointment: Appointment): boolean {
  const tellsTime = !['appointment.declined', 'appointment.canceled'].includes(event.type)
  if (!tellsTime) return LIVE.has(appointment.status)
  if (event.type === 'appointment.confirm_asked' && appointment.customerConfirmedAt) return true
  return !LIVE.has(appointment.status) || event.data['startsAt'] !== appointment.startsAt.toString()
}

/** Another bay or technician at the same time is nothing to the customer. */
function isQuiet(event: Event): boolean {
  return event.type === 'appointment.moved' && event.data['newTime'] === false
}

function paramsOf({ startsAt, reason }: Appointment, { style, shop }: OrderContext) {
  return {
    date: formatDate(startsAt, style, 'long'),
    time: formatTime(startsAt, style),
    address: `${shop.address}, ${shop.city}`,
    phone: shop.phone ?? '',
    reason: reason ?? '',
    ...releaseOf(startsAt, shop, style),
  }
}

/** Whether, and from when on, a visit that its customer does not confirm is released. */
function releaseOf(startsAt: Temporal.Instant, { policies }: Shop, style: OrderContext['style']) {
  const minutes = policies.confirmReleaseMinutes
  if (minutes === null) return { releases: 0, until: '' }
  return { releases: 1, until: formatDateTime(startsAt.subtract({ minutes }), style, 'long') }
}

function wordsOf({ shop, asset, number, locale }: OrderContext) {
  const t = translator(locale, 'mail')
  return {
    summary: t('calendar.summary', { shop: shop.name, asset }),
    description: t('calendar.description', { number, phone: shop.phone ?? '' }),
  }
}
