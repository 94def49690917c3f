import { useTranslations } from 'use-intl'
import { EmptyState } from '../../../web/ui/empty-state.tsx'
import { Section } from '../../../web/ui/page.tsx'
import { Money } from '../../../web/ui/values.tsx'
import { AddJob } from './add-job-form.tsx'
import { JobBlock } from './job-block.tsx'
import { useSheet } from './order-sheet.ts'

/** Middle: the jobs with their lines, and what all of it comes to. */
export function OrderJobs() {
  const t = useTranslations('desk')
  const { order, may } = useSheet()
  return (
    <>
      {order.jobs.length === 0 ? <EmptyState title={t('job.none')} /> : null}
      {order.jobs.map((job) => (
        <JobBlock key={job.id} job={job} />
      ))}
      <Section
        title={t('order.total')}
        aside={<Money value={order.total} className="text-17 font-semibold text-ink" />}
      >
        <p className="small quiet">
          {order.total === null
            ? t('order.unpriced')
            : t.rich(order.taxIncluded ? 'order.taxIn' : 'order.taxOn', {
                tax: () => <Money value={order.tax} />,
              })}
        </p>
        {may.edit ? <AddJob /> : null}
      </Section>
    </>
  )
}
