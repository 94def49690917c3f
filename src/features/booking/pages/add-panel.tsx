import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useDocument } from '../../../web/document.ts'
import { FormKey } from '../../../web/form-key.tsx'
import { SubmitButton } from '../../../web/ui/button.tsx'
import { RadioCards } from '../../../web/ui/choices.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { TextArea } from '../../../web/ui/inputs.tsx'
import { Section } from '../../../web/ui/page.tsx'
import { TimeInput } from '../../../web/ui/time-input.tsx'
import { NewOrderWho } from '../../repairs/pages/new-order-who.tsx'
import { ServeAgain } from '../../repairs/pages/serve-again.tsx'
import { localText } from '../../shops/pages/local-text.ts'
import { DateField } from '../../shops/pages/settings/date-field.tsx'
import { PanelFrame } from './panel-frame.tsx'
import type { AddPanel as Panel } from './read-panel.ts'
import { Alternatives } from './times-form.tsx'
import { useCalendar, useCalendarLink, useRefusal } from './use-calendar.ts'

/** A visit for whoever calls or stands there, known or new: when, who, on what, which work. The calendar stays in sight. */
export function AddPanel({ panel }: { panel: Panel }) {
  const t = useTranslations('calendar.add')
  const { locale } = useDocument()
  const { shop } = useCalendar()
  const link = useCalendarLink()
  const refusal = useRefusal('add')
  const { problem, values, formKey } = refusal
  // The page asks for its data anew while it is filled in; a second press must stay the same one.
  const [first] = useState(panel.formKey)
  return (
    <PanelFrame title={t('title')} from={['add-visit']}>
      <Form
        method="post"
        action={link({ add: panel.key.split(' ')[0], on: panel.place?.id, do: 'add' })}
        problem={problem}
        values={values}
        preventScrollReset
      >
        <FormKey value={formKey ?? first} />
        <Alternatives problem={problem} />
        <Section title={t('when')}>
          {panel.place ? (
            <p className="small">
              <input type="hidden" name="resourceId" value={panel.place.id} />
              {t('place', { name: localText(panel.place.name, locale) })}
            </p>
          ) : null}
          <div className="grid gap-4 sm:grid-cols-2">
            <DateField name="date" label={t('date')} defaultValue={panel.date} />
            <TimeInput name="time" label={t('time')} defaultValue={panel.time} />
          </div>
        </Section>
        <NewOrderWho
          shop={shop.slug}
          known={null}
          asset={null}
          devices={panel.devices}
          vehicles={panel.vehicles}
        />
        <Section title={t('work')}>
          <RadioCards
            many
            name="serviceIds"
            label={t('services')}
            choices={panel.services.map(({ id, name }) => ({ value: id, title: localText(name, locale) }))}
          />
          <TextArea name="description" label={t('issue')} rows={2} maxLength={10_000} optional />
        </Section>
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
        <ServeAgain problem={problem} />
        <div className="flex flex-wrap gap-2">
          <SubmitButton>{t('act')}</SubmitButton>
          <SubmitButton kind="quiet" name="first" value="1">
            {t('first')}
          </SubmitButton>
        </div>
      </Form>
    </PanelFrame>
  )
}
