import { useRef, useState } from 'react'
import type { FormEvent } from 'react'
import { useTranslations } from 'use-intl'
import { formatMoney } from '../../../kit/money/format.ts'
import { useDocument } from '../../../web/document.ts'
import { Plus } from '../../../web/icons.tsx'
import { Button } from '../../../web/ui/button.tsx'
import { Combobox } from '../../../web/ui/desk/combobox.tsx'
import { formText } from './form-text.ts'
import { useSheet } from './order-sheet.ts'

/** Adds a job: one of the price list, or any other by its name. */
export function AddJob() {
  const t = useTranslations('desk')
  const { locale } = useDocument()
  const { act, services, busy } = useSheet()
  const form = useRef<HTMLFormElement>(null)
  // A new field after each job: the one before keeps its text.
  const [round, setRound] = useState(0)
  const add = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const title = formText(event.currentTarget, 'title')
    if (title === '' || busy) return
    const service = services.find(({ name }) => name === title)
    const answer = await act('POST', '/jobs', service ? { serviceId: service.id } : { title })
    if (answer.ok) setRound(round + 1)
  }
  return (
    <form ref={form} className="flex flex-wrap items-end gap-3" onSubmit={(event) => void add(event)}>
      <div className="min-w-0 flex-1 basis-64">
        <Combobox
          key={round}
          name="title"
          label={t('job.add')}
          hint={t('job.addHint')}
          free
          items={services.map(({ id, name, price }) => ({
            id,
            label: name,
            ...(price ? { note: formatMoney(price, locale) } : {}),
          }))}
        />
      </div>
      <Button type="submit" icon={<Plus />} pending={busy}>
        {t('job.addAct')}
      </Button>
    </form>
  )
}
