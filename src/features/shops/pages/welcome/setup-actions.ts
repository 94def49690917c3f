import { z } from 'zod'
import { accountIdOf } from '../../../../kit/access/index.ts'
import type { Ctx } from '../../../../kit/context.ts'
import { transaction } from '../../../../kit/db/index.ts'
import { invalid } from '../../../../kit/errors.ts'
import { formAction } from '../../../../kit/http/forms.ts'
import { translator } from '../../../../kit/i18n/translator.ts'
import { text } from '../../../../kit/input.ts'
import { paths } from '../../../../web/paths.ts'
import { addService } from '../../../catalog/add-service.ts'
import { PriceForm, priceOfForm } from '../../../catalog/pages/service-form.ts'
import { serviceChoices } from '../../../catalog/pages/service-choices.ts'
import { addPerson } from '../../../staff/add-person.ts'
import { addResource } from '../../../staff/add-resource.ts'
import { editPerson } from '../../../staff/edit-person.ts'
import { staffOf } from '../../../staff/people.ts'
import { addTaxRate, AddTaxRate } from '../../add-tax-rate.ts'
import { findShop } from '../../find.ts'
import { setHours } from '../../set-hours.ts'
import type { Shop } from '../../shop.ts'
import { stretchesOf, weekRows } from '../settings/week-form.ts'
import { type SetupStep, stepAfter } from './steps.ts'

type ActionArgs = Parameters<typeof formAction>[0]

const HoursForm = z.strictObject({ hours: weekRows() })
const TaxForm = z.strictObject({
  charges: z.enum(['yes', 'no']),
  name: AddTaxRate.shape.name.optional(),
  percent: AddTaxRate.shape.percent.optional(),
})
const PeopleForm = z.strictObject({
  who: z.enum(['me', 'other']),
  name: text({ max: 200 }).optional(),
  places: z.int().min(0).max(30),
})
const ServiceForm = z.strictObject({
  name: text({ max: 120 }),
  durationMinutes: z.int().min(5).max(10_080),
  priceKind: PriceForm.shape.priceKind,
  price: PriceForm.shape.price,
})

/** Does what a step asks, by the same capabilities as the settings, and leads to the next. */
export function setupAction(args: ActionArgs, ref: string, step: SetupStep) {
  const onward = (ctx: Ctx) => paths(ctx.locale).welcome(`${ref}/${stepAfter(step)}`)
  switch (step) {
    case 'hours':
      return formAction(args, HoursForm, async (ctx, { hours }) => {
        await setHours(ctx, await findShop(ctx, ref), { hours: stretchesOf(hours, 'hours') })
        return onward(ctx)
      })
    case 'tax':
      return formAction(args, TaxForm, async (ctx, { charges, name, percent }) => {
        if (charges === 'yes') {
          if (name === undefined) throw invalid('/name', 'missing')
          if (percent === undefined) throw invalid('/percent', 'missing')
          await addTaxRate(ctx, await findShop(ctx, ref), { name, percent, isDefault: true })
        }
        return onward(ctx)
      })
    case 'people':
      return formAction(args, PeopleForm, async (ctx, form) => {
        await equip(ctx, await findShop(ctx, ref), form)
        return onward(ctx)
      })
    case 'service':
      return formAction(args, ServiceForm, async (ctx, form) => {
        await offer(ctx, await findShop(ctx, ref), form)
        return onward(ctx)
      })
    case 'try':
      return formAction(args, z.strictObject({}), async (ctx) => paths(ctx.locale).desk(ref))
  }
}

/** The first technician, the caller or another person, and the places to work at. */
async function equip(ctx: Ctx, shop: Shop, form: z.output<typeof PeopleForm>): Promise<void> {
  await transaction(ctx, async (tx) => {
    const me = (await staffOf(tx, shop.id)).find((person) => person.accountId === accountIdOf(tx.caller))
    if (form.who === 'me' && me) {
      await editPerson(tx, shop, me.id, { roles: [...new Set([...me.roles, 'technician' as const])] })
    } else {
      if (form.name === undefined) throw invalid('/name', 'missing')
      await addPerson(tx, shop, {
        name: form.name,
        roles: ['technician'],
        ownRoles: [],
        email: null,
        phone: null,
      })
    }
    const t = translator(shop.locale, 'welcome')
    if (form.places > 0 && isBench(shop)) {
      await addResource(tx, shop, {
        kind: 'bench',
        name: t('people.benchName'),
        lanes: form.places,
        skills: [],
      })
      return
    }
    for (let number = 1; number <= form.places; number += 1) {
      await addResource(tx, shop, {
        kind: 'bay',
        name: t('people.bayName', { number }),
        lanes: 1,
        skills: [],
      })
    }
  })
}

/** Phones lie on a bench with several places, cars stand in bays. */
export function isBench(shop: Pick<Shop, 'kinds'>): boolean {
  return shop.kinds.every((kind) => kind === 'device')
}

/** The first service, which takes a technician and a place where the shop has them. */
async function offer(ctx: Ctx, shop: Shop, form: z.output<typeof ServiceForm>): Promise<void> {
  const { usualNeeds } = await serviceChoices(ctx, shop)
  const { name, durationMinutes, price, priceKind } = form
  await addService(ctx, shop, {
    name,
    durationMinutes,
    ...priceOfForm(shop, { price, priceKind }),
    description: '',
    translations: {},
    category: '',
    setupMinutes: 0,
    cleanupMinutes: 0,
    cost: null,
    taxRateId: null,
    leadMinutes: null,
    dailyLimit: null,
    runsBeside: false,
    dropOff: false,
    confirmBookings: null,
    needs: usualNeeds.map((kind) => ({
      kind,
      skill: null,
      count: 1,
      holdsSetup: kind !== 'technician',
      holdsCleanup: kind !== 'technician',
    })),
  })
}
