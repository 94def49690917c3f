import { useTranslations } from 'use-intl'
import { useDocument } from '../../../web/document.ts'
import { cx } from '../../../web/ui/class-names.ts'
import { Checkbox, RadioCards } from '../../../web/ui/choices.tsx'
import { useFieldScope } from '../../../web/ui/form.tsx'
import { MoneyInput, Select, TextArea, TextInput } from '../../../web/ui/inputs.tsx'
import { Section } from '../../../web/ui/page.tsx'

/** What a service form offers to choose from. */
export interface ServiceChoices {
  currency: string
  /** The language that is not the shop's own. */
  other: 'en' | 'fa'
  categories: readonly string[]
  skills: readonly string[]
  rates: readonly { id: string; name: string; percent: number }[]
}

/** How a service is told: name, description, category, in both languages. */
export function WordFields({ other, categories }: Pick<ServiceChoices, 'other' | 'categories'>) {
  const t = useTranslations('catalog.form')
  const { locale } = useDocument()
  const language = new Intl.DisplayNames(locale, { type: 'language' }).of(other) ?? other
  const direction = other === 'fa' ? 'rtl' : 'ltr'
  return (
    <Section title={t('told')}>
      <TextInput name="name" label={t('name')} maxLength={120} required />
      <TextArea
        name="description"
        label={t('description')}
        hint={t('descriptionHint')}
        rows={3}
        maxLength={4000}
      />
      <TextInput
        name="category"
        label={t('category')}
        hint={t('categoryHint')}
        maxLength={60}
        list="categories"
        optional
      />
      <datalist id="categories">
        {categories.map((category) => (
          <option key={category} value={category}>
            {category}
          </option>
        ))}
      </datalist>
      <details>
        <summary className="link w-fit">{t('otherLanguage', { language })}</summary>
        <div className="mt-4 grid gap-4">
          <TextInput
            name={`translations.${other}.name`}
            label={t('name')}
            lang={other}
            dir={direction}
            maxLength={120}
            optional
          />
          <TextArea
            name={`translations.${other}.description`}
            label={t('description')}
            lang={other}
            dir={direction}
            rows={3}
            maxLength={4000}
          />
          <TextInput
            name={`translations.${other}.category`}
            label={t('category')}
            lang={other}
            dir={direction}
            maxLength={60}
            optional
          />
        </div>
      </details>
    </Section>
  )
}

/** The list price and what kind it is. */
export function PriceFields({ currency }: { currency: string }) {
  const t = useTranslations('catalog.form')
  return (
    <>
      <RadioCards
        name="priceKind"
        label={t('priceKind')}
        defaultValue="fixed"
        choices={(['fixed', 'from', 'quote'] as const).map((value) => ({
          value,
          title: t(`priceKinds.${value}`),
          note: t(`priceKindNotes.${value}`),
        }))}
      />
      <MoneyInput name="price" label={t('price')} hint={t('priceHint')} currency={currency} />
    </>
  )
}

/** How long it takes and what it holds. */
export function WorkFields({ skills, rows }: { skills: readonly string[]; rows: number }) {
  const t = useTranslations('catalog.form')
  return (
    <Section title={t('work')} className="group">
      <RadioCards
        name="dropOff"
        label={t('booked')}
        choices={(['false', 'true'] as const).map((value) => ({
          value,
          title: t(`bookedKinds.${value}`),
          note: t(`bookedNotes.${value}`),
        }))}
      />
      <div className="grid gap-4 sm:grid-cols-3 sm:items-end">
        <MinutesInput name="durationMinutes" label={t('duration')} hint={t('durationHint')} />
        <MinutesInput name="setupMinutes" label={t('setup')} hint={t('setupHint')} timed />
        <MinutesInput name="cleanupMinutes" label={t('cleanup')} hint={t('cleanupHint')} timed />
      </div>
      <div className={TIMED}>
        <Checkbox name="runsBeside" label={t('beside')} hint={t('besideHint')} />
      </div>
      <fieldset className={cx('fields', TIMED)}>
        <legend className="fields-legend">{t('needs')}</legend>
        <p className="field-hint">{t('needsHint')}</p>
        {Array.from({ length: rows }, (_, row) => (
          <NeedFields key={row} name={`needs.${row}`} />
        ))}
        <datalist id="skills">
          {skills.map((skill) => (
            <option key={skill} value={skill}>
              {skill}
            </option>
          ))}
        </datalist>
      </fieldset>
    </Section>
  )
}

// Work that is dropped off has no time of its own, so that nothing of this is asked.
const TIMED = 'group-has-[[name=dropOff][value=true]:checked]:hidden'

interface MinutesProps {
  name: string
  label: string
  hint: string
  timed?: boolean
}

function MinutesInput({ timed = false, ...field }: MinutesProps) {
  const t = useTranslations('catalog.form')
  return (
    <div className={timed ? TIMED : undefined}>
      <TextInput {...field} inputMode="numeric" after={t('minutes')} ltr />
    </div>
  )
}

function NeedFields({ name }: { name: string }) {
  const t = useTranslations('catalog.form')
  const { value } = useFieldScope(`${name}.count`)
  return (
    <div className="grid gap-3 sm:grid-cols-[minmax(0,2fr)_minmax(0,2fr)_6rem]">
      <Select
        name={`${name}.kind`}
        label={t('needKind')}
        none={t('needNone')}
        options={(['technician', 'bay', 'bench', 'equipment', 'loaner'] as const).map((kind) => ({
          value: kind,
          label: t(`kinds.${kind}`),
        }))}
      />
      <TextInput name={`${name}.skill`} label={t('skill')} list="skills" maxLength={60} optional />
      <TextInput
        name={`${name}.count`}
        label={t('count')}
        inputMode="numeric"
        defaultValue={value ?? '1'}
        ltr
      />
      <div className="flex flex-wrap gap-x-6 gap-y-2 sm:col-span-3">
        <Checkbox name={`${name}.holdsSetup`} label={t('holdsSetup')} defaultChecked />
        <Checkbox name={`${name}.holdsCleanup`} label={t('holdsCleanup')} defaultChecked />
      </div>
    </div>
  )
}

/** Tax, own cost, and limits that differ from the shop's. */
export function MoreFields({ currency, rates }: Pick<ServiceChoices, 'currency' | 'rates'>) {
  const t = useTranslations('catalog.form')
  return (
    <Section title={t('more')}>
      <div className="grid gap-4 sm:grid-cols-2 sm:items-end">
        <Select
          name="taxRateId"
          label={t('tax')}
          none={t('taxDefault')}
          options={rates.map(({ id, name, percent }) => ({ value: id, label: `${name} ${percent} %` }))}
        />
        <MoneyInput name="cost" label={t('cost')} hint={t('costHint')} currency={currency} optional />
        <TextInput
          name="leadMinutes"
          label={t('lead')}
          hint={t('leadHint')}
          inputMode="numeric"
          after={t('minutes')}
          ltr
          optional
        />
        <Select
          name="confirmBookings"
          label={t('confirm')}
          none={t('confirmAsShop')}
          options={(['instant', 'by_staff'] as const).map((value) => ({
            value,
            label: t(`confirms.${value}`),
          }))}
        />
        <TextInput
          name="dailyLimit"
          label={t('daily')}
          hint={t('dailyHint')}
          inputMode="numeric"
          ltr
          optional
        />
      </div>
    </Section>
  )
}
