import { useState } from 'react'
import { Form as RouterForm, useSubmit } from 'react-router'
import { useTranslations } from 'use-intl'
import { useDocument, usePaths } from '../../../web/document.ts'
import { FormKey } from '../../../web/form-key.tsx'
import { SubmitButton } from '../../../web/ui/button.tsx'
import { RadioCards } from '../../../web/ui/choices.tsx'
import { FormScope } from '../../../web/ui/form.tsx'
import { Plate } from '../../../web/ui/plate.tsx'
import { When } from '../../../web/ui/values.tsx'
import { MissedLines } from '../../customers/pages/customer-missed.tsx'
import { ServeAgain } from '../../repairs/pages/serve-again.tsx'
import { localText } from '../../shops/pages/local-text.ts'
import { PanelFrame } from './panel-frame.tsx'
import type { BookPanel as Panel } from './read-panel.ts'
import { TimesForm } from './times-form.tsx'
import { useCalendar, useCalendarLink, useRefusal } from './use-calendar.ts'

/** Gives a waiting request its time: which work, which day, when. */
export function BookPanel({ panel }: { panel: Panel }) {
  const t = useTranslations('calendar')
  const { locale } = useDocument()
  const { order, customer, asset, preferredAt, times } = panel
  return (
    <PanelFrame title={t('book.title', { number: String(order.number) })} from={[`waiting-${order.id}`]}>
      <div className="grid gap-1">
        <p className="flex flex-wrap items-center gap-2">
          <bdi className="font-semibold">{customer}</bdi>
          {asset ? <bdi>{localText(asset.name, locale)}</bdi> : null}
          {asset?.plate ? <Plate plate={asset.plate} /> : null}
        </p>
        <div className="small text-ink-2">
          <MissedLines missed={panel.missed} />
        </div>
        <p className="small quiet whitespace-pre-line line-clamp-6 wrap-anywhere" dir="auto">
          {order.description}
        </p>
        {preferredAt ? (
          <p className="small">
            {t('waiting.prefers')} <When at={preferredAt} show="nearTime" />
          </p>
        ) : null}
      </div>
      <Services panel={panel} />
      {times ? <BookForm panel={panel} times={times} /> : <p className="quiet">{t('book.chooseServices')}</p>}
    </PanelFrame>
  )
}

/** The work; its times are shown anew with each choice. */
function Services({ panel: { services, order, times } }: { panel: Panel }) {
  const t = useTranslations('calendar')
  const submit = useSubmit()
  const to = usePaths()
  const { locale } = useDocument()
  const { shop, date, view, by } = useCalendar()
  const kept = { date, view, by, book: order.id, pick: times?.date }
  return (
    <FormScope values={{ service: services.filter(({ chosen }) => chosen).map(({ id }) => id) }}>
      <RouterForm
        method="get"
        action={to.calendar(shop.slug)}
        preventScrollReset
        onChange={(event) => void submit(event.currentTarget, { replace: true, preventScrollReset: true })}
      >
        {Object.entries(kept).map(([name, value]) =>
          value ? <input key={name} type="hidden" name={name} value={value} /> : null,
        )}
        <RadioCards
          many
          name="service"
          label={t('book.services')}
          hint={t('book.servicesHint')}
          choices={services.map(({ id, name }) => ({ value: id, title: localText(name, locale) }))}
        />
        <noscript>
          <SubmitButton kind="quiet" size="small">
            {t('times.show')}
          </SubmitButton>
        </noscript>
      </RouterForm>
    </FormScope>
  )
}

function BookForm({ panel, times }: { panel: Panel; times: NonNullable<Panel['times']> }) {
  const t = useTranslations('calendar.book')
  const link = useCalendarLink()
  const refusal = useRefusal('book')
  // The page asks for its data anew while it is open; a second press must stay the same one.
  const [first] = useState(panel.formKey)
  const chosen = panel.services.filter(({ chosen: is }) => is).map(({ id }) => id)
  const query = { book: panel.order.id, service: chosen }
  return (
    <TimesForm
      times={times}
      query={query}
      action={link({ ...query, pick: times.date, do: 'book' })}
      refusal={refusal}
    >
      <FormKey value={refusal.formKey ?? first} />
      {chosen.map((id) => (
        <input key={id} type="hidden" name="serviceIds" value={id} />
      ))}
      <RadioCards
        name="source"
        label={t('source')}
        layout="tiles"
        defaultValue="phone"
        choices={[
          { value: 'phone', title: t('phone') },
          { value: 'walk_in', title: t('walkIn') },
        ]}
      />
      <ServeAgain problem={refusal.problem} />
      <div className="flex flex-wrap gap-2">
        <SubmitButton>{t('act')}</SubmitButton>
        {panel.firstNow ? (
          <SubmitButton kind="quiet" name="alternative" value={panel.firstNow}>
            <span>
              {t('firstNow')} <When at={panel.firstNow} show="nearTime" />
            </span>
          </SubmitButton>
        ) : null}
      </div>
    </TimesForm>
  )
}
