import { useTranslations } from 'use-intl'
import { parseMoney, parseQuantity } from '../../../kit/money/parse.ts'
import { formatAmount, formatQuantity } from '../../../kit/money/format.ts'
import { formatPlainDate } from '../../../kit/time/format.ts'
import { useDocument } from '../../../web/document.ts'
import { Lock, X } from '../../../web/icons.tsx'
import { IconButton } from '../../../web/ui/button.tsx'
import { AddLine } from './add-line-form.tsx'
import { InlineField } from './inline-field.tsx'
import type { JobView } from './job-block.tsx'
import { useSheet } from './order-sheet.ts'
import { type Saved, savedBy } from './use-api.ts'
import { dateNumbers, typedDate } from './typed-date.ts'

export type LineView = JobView['lines'][number]

// Rows are drawn as grids, and in some browsers a table loses its meaning with its display: the roles say it again.
const roles = {
  table: { role: 'table' },
  rowgroup: { role: 'rowgroup' },
  row: { role: 'row' },
  columnheader: { role: 'columnheader', scope: 'col' },
  cell: { role: 'cell' },
} as const

const figure = { ltr: true, end: true, numeric: true } as const

/** The priced lines of a job, each figure edited where it stands. */
export function JobLines({ job }: { job: JobView }) {
  const t = useTranslations('desk')
  const { may } = useSheet()
  const open = may.edit && job.authorisation !== 'declined'
  return (
    <div className="lines">
      {job.lines.length > 0 ? (
        <table {...roles.table} aria-label={t('line.of', { job: job.title })}>
          <thead {...roles.rowgroup}>
            <tr className="line line-head" {...roles.row}>
              <th {...roles.columnheader}>{t('line.kind')}</th>
              <th {...roles.columnheader}>{t('line.text')}</th>
              <th {...roles.columnheader} className="text-right">
                {t('line.qty')}
              </th>
              <th {...roles.columnheader} className="text-right">
                {t('line.price')}
              </th>
              <th {...roles.columnheader} className="text-right">
                {t('line.total')}
              </th>
              <th {...roles.columnheader}>
                <span className="sr-only">{t('line.actions')}</span>
              </th>
            </tr>
          </thead>
          <tbody {...roles.rowgroup}>
            {job.lines.map((line) => (
              <LineRow key={line.id} line={line} />
            ))}
          </tbody>
        </table>
      ) : null}
      {open ? <AddLine job={job} /> : null}
    </div>
  )
}

function LineRow({ line }: { line: LineView }) {
  const t = useTranslations('desk')
  const { act, may, shop } = useSheet()
  const fixed = !may.edit || line.invoiced
  const edit = async (change: object, version?: number) =>
    savedBy(await act('PATCH', `/lines/${line.id}`, { ...change, version }))
  const { locale } = useDocument()
  const price = line.unitPrice ? formatAmount(line.unitPrice, locale) : ''
  return (
    <tr className="line" {...roles.row}>
      <td {...roles.cell} className="line-kind">
        {t(`line.kinds.${line.kind}`)}
      </td>
      <td {...roles.cell} className="line-text">
        <InlineField
          label={t('line.text')}
          value={line.text}
          version={line.version}
          readOnly={fixed}
          onSave={(text, version) => edit({ text }, version)}
        />
        <LineDate line={line} fixed={fixed} onSave={(availableFrom) => edit({ availableFrom })} />
      </td>
      <td {...roles.cell} className="line-quantity">
        <InlineField
          {...figure}
          label={t('line.quantity')}
          value={formatQuantity(line.quantity * 1000, locale)}
          version={line.version}
          readOnly={fixed}
          onSave={(typed, version) => edit({ quantity: quantityOf(typed) ?? typed }, version)}
        />
      </td>
      <td {...roles.cell} className="line-price">
        <InlineField
          {...figure}
          label={t('line.price')}
          value={price}
          placeholder={t('line.noPrice')}
          version={line.version}
          readOnly={fixed}
          onSave={(typed, version) => edit({ unitPrice: priceOf(typed, shop.currency) }, version)}
        />
      </td>
      <td {...roles.cell} className="line-total">
        <bdi>{line.total ? formatAmount(line.total, locale) : '–'}</bdi>
      </td>
      <td {...roles.cell} className="line-end">
        <LineEnd line={line} fixed={fixed} remove={() => void act('DELETE', `/lines/${line.id}`)} />
      </td>
    </tr>
  )
}

/** When a part (or work bought elsewhere) is there: until then the job is offered no time. */
function LineDate({
  line,
  fixed,
  onSave,
}: {
  line: LineView
  fixed: boolean
  onSave: (date: unknown) => Promise<Saved>
}) {
  const t = useTranslations('desk')
  const { locale, calendar } = useDocument()
  const { kind, availableFrom } = line
  const isWaited = kind === 'part' || kind === 'sublet'
  if (!availableFrom && (fixed || !isWaited)) return null
  return (
    <span className="line-date">
      {t('line.from')}
      <InlineField
        ltr
        label={t('line.fromLabel', { line: line.text })}
        value={
          availableFrom ? formatPlainDate(dateNumbers(availableFrom), { locale, calendar }, 'numeric') : ''
        }
        placeholder={t('line.fromNone')}
        readOnly={fixed}
        onSave={(typed) => onSave(typedDate(typed, calendar))}
      />
    </span>
  )
}

function LineEnd({ line, fixed, remove }: { line: LineView; fixed: boolean; remove: () => void }) {
  const t = useTranslations('desk')
  if (line.invoiced) {
    return (
      <span className="quiet" title={t('line.invoiced')}>
        <Lock className="small" />
        <span className="sr-only">{t('line.invoiced')}</span>
      </span>
    )
  }
  if (fixed) return null
  return (
    <IconButton icon={<X />} size="small" label={t('line.remove', { line: line.text })} onClick={remove} />
  )
}

/** What was typed as pieces or hours; undefined where it cannot be read. */
export function quantityOf(typed: string): number | undefined {
  const milli = parseQuantity(typed)
  return milli === null ? undefined : milli / 1000
}

/** What was typed as a price: none where it is empty; what cannot be read goes to the server as it is, to be refused there. */
export function priceOf(typed: string, currency: string): unknown {
  if (typed.trim() === '') return null
  return parseMoney(typed, currency) ?? { amount: typed, currency }
}
