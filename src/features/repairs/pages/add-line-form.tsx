import { useRef, useState } from 'react'
import type { FormEvent } from 'react'
import { useTranslations } from 'use-intl'
import { ChevronDown, Plus } from '../../../web/icons.tsx'
import { Button } from '../../../web/ui/button.tsx'
import { LINE_KINDS } from '../line-kinds.ts'
import { formText } from './form-text.ts'
import type { JobView } from './job-block.tsx'
import { priceOf, quantityOf } from './job-lines.tsx'
import { useSheet } from './order-sheet.ts'

/** The last row of a job: kind, text, how many, price; Enter adds it and the next can be typed. */
export function AddLine({ job }: { job: JobView }) {
  const t = useTranslations('desk')
  const { act, shop, busy } = useSheet()
  const form = useRef<HTMLFormElement>(null)
  const [discount, setDiscount] = useState(false)
  const [open, setOpen] = useState(false)
  const add = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const typed = event.currentTarget
    const read = (name: string) => formText(typed, name)
    const kind = read('kind')
    if (read('text') === '' || busy) return
    const answer = await act('POST', `/jobs/${job.id}/lines`, {
      kind,
      text: read('text'),
      quantity: quantityOf(read('quantity') || '1') ?? read('quantity'),
      unitPrice: priceOf(
        discount && read('price') !== '' ? `-${read('price').replace(/^[-\u2212]/, '')}` : read('price'),
        shop.currency,
      ),
    })
    if (!answer.ok) return
    form.current?.reset()
    const select = form.current?.elements.namedItem('kind')
    if (select instanceof HTMLSelectElement) select.value = kind
    const text = form.current?.elements.namedItem('text')
    if (text instanceof HTMLInputElement) text.focus()
  }
  if (!open) {
    return (
      <Button kind="bare" size="small" icon={<Plus />} className="mt-2" onClick={() => setOpen(true)}>
        {t('line.addOne')}
      </Button>
    )
  }
  return (
    <form
      ref={form}
      className="line line-new"
      onSubmit={(event) => void add(event)}
      aria-label={t('line.addTo', { job: job.title })}
    >
      <span className="select line-kind">
        <select
          name="kind"
          aria-label={t('line.kind')}
          defaultValue="part"
          className="input"
          onChange={(event) => setDiscount(event.target.value === 'discount')}
        >
          {LINE_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t(`line.kinds.${kind}`)}
            </option>
          ))}
        </select>
        <ChevronDown />
      </span>
      <input
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the person has just asked for this row
        autoFocus
        name="text"
        aria-label={t('line.text')}
        placeholder={t('line.textNew')}
        maxLength={300}
        autoComplete="off"
        className="input line-text"
      />
      <input
        name="quantity"
        aria-label={t('line.quantity')}
        placeholder="1"
        inputMode="decimal"
        autoComplete="off"
        className="input input-ltr line-quantity text-end"
      />
      <input
        name="price"
        aria-label={t('line.price')}
        placeholder={t('line.price')}
        inputMode="decimal"
        autoComplete="off"
        className="input input-ltr line-price text-end"
      />
      <Button type="submit" icon={<Plus />} className="line-add" pending={busy}>
        {t('line.add')}
      </Button>
    </form>
  )
}
