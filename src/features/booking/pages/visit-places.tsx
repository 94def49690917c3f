import { useTranslations } from 'use-intl'
import { useDocument } from '../../../web/document.ts'
import { SubmitButton } from '../../../web/ui/button.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { Select } from '../../../web/ui/inputs.tsx'
import { localText } from '../../shops/pages/local-text.ts'
import type { VisitPanel } from './read-panel.ts'
import { useCalendarLink } from './use-calendar.ts'

/** Gives the visit to another technician, bay or bench of the same kind. */
export function VisitPlaces({ panel: { places, visit } }: { panel: VisitPanel }) {
  const t = useTranslations('calendar.panel')
  const { locale } = useDocument()
  const link = useCalendarLink()
  if (places.every(({ options }) => options.length < 2)) return null
  return (
    <Form
      method="post"
      action={link({ appointment: visit.id, do: 'places' })}
      className="border-t border-line pt-4"
      preventScrollReset
    >
      {places.map(({ id, kind, options }) => (
        <Select
          key={id}
          name="resourceIds"
          id={`place-${id}`}
          label={t(`place.${kind}`)}
          options={options.map((one) => ({ ...one, label: localText(one.label, locale) }))}
          defaultValue={id}
        />
      ))}
      <div>
        <SubmitButton kind="quiet" size="small">
          {t('save')}
        </SubmitButton>
      </div>
    </Form>
  )
}
