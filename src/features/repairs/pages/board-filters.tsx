import { Form, useSubmit } from 'react-router'
import { useTranslations } from 'use-intl'
import { X } from '../../../web/icons.tsx'
import { LinkButton } from '../../../web/ui/button.tsx'
import { Checkbox } from '../../../web/ui/choices.tsx'
import { Select } from '../../../web/ui/inputs.tsx'
import type { ReadBoard } from '../read-board.ts'

interface Named {
  id: string
  name: string
}

interface BoardFiltersProps {
  filter: ReadBoard
  technicians: readonly Named[]
  bays: readonly Named[]
}

const options = (named: readonly Named[]) => named.map(({ id, name }) => ({ value: id, label: name }))

/** What the board is narrowed to; it stands in the address, so a narrowed board can be kept or sent on. */
export function BoardFilters({ filter, technicians, bays }: BoardFiltersProps) {
  const t = useTranslations('board')
  const submit = useSubmit()
  const narrowed = Object.keys(filter).length > 0
  return (
    <Form
      method="get"
      className="mb-6 flex flex-wrap items-end gap-4 max-sm:grid max-sm:grid-cols-2"
      onChange={(event) => void submit(event.currentTarget, { replace: true, preventScrollReset: true })}
    >
      {technicians.length > 0 ? (
        <Select
          name="technician"
          label={t('technician')}
          none={t('anyone')}
          options={[...options(technicians), { value: 'none', label: t('nobody') }]}
          defaultValue={filter.technician}
          key={`technician ${filter.technician}`}
        />
      ) : null}
      {bays.length > 0 ? (
        <Select
          name="bay"
          label={t('bay')}
          none={t('anywhere')}
          options={options(bays)}
          defaultValue={filter.bay}
          key={`bay ${filter.bay}`}
        />
      ) : null}
      <Checkbox
        name="late"
        value="1"
        label={t('late')}
        defaultChecked={filter.late === '1'}
        key={`late ${filter.late}`}
      />
      {narrowed ? (
        <LinkButton to="?" kind="bare" icon={<X />} className="nowrap max-sm:px-0" replace preventScrollReset>
          {t('all')}
        </LinkButton>
      ) : null}
    </Form>
  )
}
