import { useTranslations } from 'use-intl'
import { useDocument } from '../../../web/document.ts'
import { RadioCards } from '../../../web/ui/choices.tsx'
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
    <Section title={t('work')}>
      <div className="grid gap-4 sm:grid-cols-3 sm:items-end">
        <MinutesInput name="durationMinutes" label={t('duration')} hint={t('durationHint')} />
        <MinutesInput name="setupMinutes" label={t('setup')} hint={t('setupHint')} />
        <MinutesInput name="cleanupMinutes" label={t('cleanup')} hint={t('cleanupHint')} />
      </div>
      <fieldset className="fields">
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

function MinutesInput({ name, label, hint }: { name: string; label: string; hint: string }) {
  const t = useTranslations('catalog.form')
  return <TextInput name={name} label={label} hint={hint} inputMode="numeric" after={t('minutes')} ltr />
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
