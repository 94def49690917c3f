import { useTranslations } from 'use-intl'
import { formatQuantity } from '../../../../kit/money/format.ts'
import { useDocument } from '../../../../web/document.ts'
import { Section } from '../../../../web/ui/page.tsx'
import { HueTag } from '../../../../web/ui/status-tag.tsx'
import { Money } from '../../../../web/ui/values.tsx'
import type { RepairView } from './read-view.ts'

/** The jobs as far as the customer sees them, and what they come to. */
export function Work({ view }: { view: RepairView }) {
  const t = useTranslations('track.work')
  const { jobs, price, tax, taxIncluded, isFinal, status } = view
  // Called off before anything was billed: the prices are history.
  const isOff = status === 'canceled' && view.invoices.length === 0
  const isOver = isFinal || status === 'canceled'
  if (jobs.length === 0) return null
  return (
    <Section title={t('title')}>
      <table className="estimate">
        <thead className="sr-only">
          <tr>
            <th scope="col">{t('job')}</th>
            <th scope="col">{t('price')}</th>
          </tr>
        </thead>
        <tbody>
          {jobs.map((job) => (
            <Job key={job.id} job={job} />
          ))}
          {tax.amount > 0 && !taxIncluded && !isOff ? (
            <tr>
              <th scope="row">{t('tax')}</th>
              <td>
                <Money value={tax} />
              </td>
            </tr>
          ) : null}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t(isOff ? 'due' : isOver ? 'total' : 'soFar')}</th>
            <td>{isOff ? <Money value={view.balance} /> : price ? <Money value={price} /> : t('later')}</td>
          </tr>
        </tfoot>
      </table>
      <p className="small text-ink-2">
        {taxIncluded && price && !isOff ? `${t('taxIn')} ` : null}
        {isOver ? null : t('promise')}
      </p>
    </Section>
  )
}

function Job({ job }: { job: RepairView['jobs'][number] }) {
  const t = useTranslations('track.work')
  const { locale } = useDocument()
  return (
    <tr>
      <th scope="row">
        <bdi>{job.title}</bdi>{' '}
        {job.answer === 'declined' ? (
          <HueTag hue="over" shape="cross" plain>
            {t('declined')}
          </HueTag>
        ) : null}
        {job.lines.map(({ id, text, quantity }) => (
          <span key={id} className="small block text-ink-2">
            <bdi>{text}</bdi>
            {quantity === 1000 ? null : ` × ${formatQuantity(quantity, locale)}`}
          </span>
        ))}
      </th>
      <td>{job.total ? <Money value={job.total} /> : job.answer === 'declined' ? null : t('later')}</td>
    </tr>
  )
}
