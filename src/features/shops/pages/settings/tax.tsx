import { z } from 'zod'
import { useTranslations } from 'use-intl'
import { formAction } from '../../../../kit/http/forms.ts'
import { documentTotals, exponentOf, QUANTITY_UNIT } from '../../../../kit/money.ts'
import { roundings } from '../../../../kit/money/totals.ts'
import { formatPlainDate } from '../../../../kit/time/format.ts'
import { jalaliMonth } from '../../../../kit/time/jalali.ts'
import { SubmitButton } from '../../../../web/ui/button.tsx'
import { RadioCards } from '../../../../web/ui/choices.tsx'
import { Form } from '../../../../web/ui/form.tsx'
import { Select, TextInput } from '../../../../web/ui/inputs.tsx'
import { Facts, Section } from '../../../../web/ui/page.tsx'
import { Money } from '../../../../web/ui/values.tsx'
import { addTaxRate, AddTaxRate } from '../../add-tax-rate.ts'
import { editShop, EditShop } from '../../edit-shop.ts'
import { editTaxRate, EditTaxRate } from '../../edit-tax-rate.ts'
import { findShop } from '../../find.ts'
import { retireTaxRate } from '../../retire-tax-rate.ts'
import { presentTaxRate } from '../../settings-shapes.ts'
import type { Shop } from '../../shop.ts'
import { type TaxRate, taxRatesOf } from '../../taxes.ts'
import type { Route } from './+types/tax.ts'
import { SettingsPage, useAnswerOf } from './settings-page.tsx'
import { savedAt, settingsShop } from './settings-shop.ts'
import { Rates } from './tax-rates.tsx'

/** Tax, what stands on papers, and what a price comes to. */
export async function loader(args: Route.LoaderArgs) {
  const { shop, ctx, ...page } = await settingsShop(args, 'shop.read', 'shop.edit')
  const rates = await taxRatesOf(ctx, shop.id)
  return {
    ...page,
    rates: rates.map(presentTaxRate),
    months: monthsOf(shop, ctx.locale),
    sample: sampleOf(shop, rates),
    values: {
      version: shop.version,
      taxMode: shop.taxMode,
      rounding: shop.rounding,
      legalName: shop.legalName ?? '',
      taxNumber: shop.taxNumber ?? '',
      invoicePrefix: shop.invoicePrefix,
      fiscalYearStarts: shop.fiscalYearStarts,
    },
  }
}

/** A round price as listed, and what is paid for it. */
function sampleOf(shop: Shop, rates: readonly TaxRate[]) {
  const listed = 100 * 10 ** Math.max(exponentOf(shop.currency), shop.currency === 'IRR' ? 5 : 2)
  const rate = rates.find((one) => one.isDefault)
  const { net, tax, total } = documentTotals(
    [{ quantity: QUANTITY_UNIT, unitPrice: listed, taxRate: rate?.ratePpm ?? 0 }],
    { taxMode: shop.taxMode, rounding: shop.rounding },
  )
  const money = (amount: number) => ({ amount, currency: shop.currency })
  return { listed: money(listed), net: money(net), tax: money(tax), total: money(total) }
}

/** The months of the shop's calendar by name. */
function monthsOf(shop: Shop, locale: 'en' | 'fa'): string[] {
  const calendar = shop.calendar === 'jalali' ? 'persian' : 'gregory'
  return Array.from({ length: 12 }, (_, index) => {
    const first = calendar === 'persian' ? jalaliMonth(1405, index + 1)?.first : undefined
    const date = first ?? { year: 2026, month: index + 1, day: 1 }
    return formatPlainDate(date, { locale, calendar }, 'month').replace(/\P{L}+$/u, '')
  })
}

const PapersForm = EditShop.pick({
  version: true,
  taxMode: true,
  rounding: true,
  legalName: true,
  taxNumber: true,
  fiscalYearStarts: true,
})
  .required({ version: true, taxMode: true, rounding: true, fiscalYearStarts: true })
  .extend({ invoicePrefix: EditShop.shape.invoicePrefix.unwrap().default('') })
const RateForm = z.strictObject({ rate: z.string(), retire: z.boolean().optional(), ...EditTaxRate.shape })

/** Saves the papers, adds a rate, changes one or takes one out of use. */
export function action(args: Route.ActionArgs) {
  const { shop: ref } = args.params
  switch (args.url.searchParams.get('do')) {
    case 'add':
      return formAction(args, AddTaxRate, async (ctx, input) => {
        await addTaxRate(ctx, await findShop(ctx, ref), input)
        return savedAt(ctx, ref, 'tax')
      })
    case 'rate':
      return formAction(args, RateForm, async (ctx, { rate, retire, ...change }) => {
        const shop = await findShop(ctx, ref)
        if (retire) await retireTaxRate(ctx, shop, rate)
        else await editTaxRate(ctx, shop, rate, change)
        return savedAt(ctx, ref, 'tax')
      })
    default:
      return formAction(args, PapersForm, async (ctx, input) => {
        await editShop(ctx, await findShop(ctx, ref), input)
        return savedAt(ctx, ref, 'tax')
      })
  }
}

/** What about tax and invoices? */
export default function TaxSettings({ loaderData, actionData }: Route.ComponentProps) {
  const t = useTranslations('settings')
  const papers = useAnswerOf('papers', actionData)
  const { sample } = loaderData
  return (
    <SettingsPage
      title={t('tax.title')}
      lead={t('tax.lead')}
      saved={loaderData.saved}
      mayEdit={loaderData.mayEdit}
      beside={
        <>
          <p>{t(`tax.means.${loaderData.values.taxMode}`)}</p>
          <Facts
            rows={[
              [t('tax.listed'), <Money key="listed" value={sample.listed} />],
              [t('tax.net'), <Money key="net" value={sample.net} />],
              [t('tax.tax'), <Money key="tax" value={sample.tax} />],
              [t('tax.paid'), <Money key="total" value={sample.total} className="font-semibold" />],
            ]}
          />
        </>
      }
    >
      <Section title={t('tax.rates')}>
        <Rates rates={loaderData.rates} answer={actionData} />
      </Section>
      <Section title={t('tax.papers')}>
        <Form
          method="post"
          action="?do=papers"
          problem={papers?.problem}
          values={papers?.values ?? loaderData.values}
        >
          <input type="hidden" name="version" value={loaderData.values.version} />
          <PaperFields months={loaderData.months} />
          <SubmitButton className="sm:justify-self-start">{t('save')}</SubmitButton>
        </Form>
      </Section>
    </SettingsPage>
  )
}

function PaperFields({ months }: { months: readonly string[] }) {
  const t = useTranslations('settings')
  return (
    <>
      <RadioCards
        name="taxMode"
        label={t('tax.mode')}
        choices={(['added', 'included'] as const).map((value) => ({
          value,
          title: t(`tax.modes.${value}`),
          note: t(`tax.modeNotes.${value}`),
        }))}
      />
      <div className="grid gap-4 sm:grid-cols-2 sm:items-end">
        <TextInput name="legalName" label={t('tax.legalName')} hint={t('tax.legalNameHint')} optional />
        <TextInput name="taxNumber" label={t('tax.taxNumber')} ltr optional />
        <TextInput
          name="invoicePrefix"
          label={t('tax.prefix')}
          hint={t('tax.prefixHint')}
          maxLength={12}
          ltr
          optional
        />
        <Select
          name="fiscalYearStarts"
          label={t('tax.fiscalYear')}
          options={months.map((label, index) => ({ value: String(index + 1), label }))}
        />
        <Select
          name="rounding"
          label={t('tax.rounding')}
          hint={t('tax.roundingHint')}
          options={roundings.map((value) => ({ value, label: t(`tax.roundings.${value}`) }))}
        />
      </div>
    </>
  )
}
