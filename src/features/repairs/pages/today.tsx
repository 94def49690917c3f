import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { formatNumber } from '../../../kit/time/format.ts'
import { useDocument, usePaths } from '../../../web/document.ts'
import { Plate } from '../../../web/ui/plate.tsx'
import { Section, Sections } from '../../../web/ui/page.tsx'
import { StatusTag } from '../../../web/ui/status-tag.tsx'
import type { AppointmentStatus } from '../../../web/ui/statuses.ts'
import { When } from '../../../web/ui/values.tsx'
import { localText } from '../../shops/pages/local-text.ts'
import type { Stage } from '../stages.ts'
import type { CardView } from './card-view.ts'

interface Visit {
  id: string
  status: string
  /** Nobody has come, though it is time. */
  isMissing: boolean
  startsAt: number
  /** Its date at the shop. */
  day: string
  card: CardView | null
}

interface TodayProps {
  shop: string
  stages: readonly (readonly [Stage, number])[]
  appointments: readonly Visit[]
  /** Of the days after. */
  coming: readonly Visit[]
}

/** The day at a glance: where the work stands, who comes when, and who comes next. */
export function Today({ shop, stages, appointments, coming }: TodayProps) {
  const t = useTranslations('desk')
  const ui = useTranslations('ui')
  const to = usePaths()
  const { locale } = useDocument()
  return (
    <Sections className="content-start">
      <Section title={t('today.work')}>
        <dl className="tally">
          {stages.map(([stage, count]) => (
            <div key={stage} data-none={count === 0 || undefined}>
              <dt>
                <Link to={to.orders(shop, { status: stage })}>{ui(`order.${stage}`)}</Link>
              </dt>
              <dd>{formatNumber(count, locale)}</dd>
            </div>
          ))}
        </dl>
      </Section>
      <Section title={t('today.appointments')}>
        {appointments.length === 0 ? <p className="quiet">{t('today.noAppointments')}</p> : null}
        <Agenda shop={shop} visits={appointments} />
      </Section>
      {coming.length > 0 ? (
        <Section title={t('today.coming')}>
          {[...Map.groupBy(coming, ({ day }) => day)].map(([day, visits]) => (
            <div key={day}>
              <h3 className="small first-letter:uppercase">
                <When at={visits[0]?.startsAt ?? 0} show="near" />
              </h3>
              <Agenda shop={shop} visits={visits} />
            </div>
          ))}
        </Section>
      ) : null}
    </Sections>
  )
}

function Agenda({ shop, visits }: { shop: string; visits: readonly Visit[] }) {
  const t = useTranslations('desk')
  const to = usePaths()
  const { locale } = useDocument()
  return (
    <ol className="agenda">
      {visits.map(({ id, status, isMissing, startsAt, card }) => (
        <li key={id}>
          <When at={startsAt} show="time" className="font-semibold" />
          <div className="min-w-0">
            {card ? (
              <>
                <p className="flex flex-wrap items-center gap-x-2">
                  <Link to={to.order(shop, card.id)} className="link link-ink">
                    <bdi>{card.customer}</bdi>
                  </Link>
                  {card.plate ? <Plate plate={card.plate} /> : null}
                </p>
                <p className="small quiet">
                  <bdi>{localText(card.asset, locale)}</bdi> · <bdi>{localText(card.what, locale)}</bdi>
                </p>
              </>
            ) : null}
            <p className="small">
              <StatusTag kind="appointment" status={status as AppointmentStatus} plain />
              {isMissing ? <span className="late"> · {t('today.missing')}</span> : null}
            </p>
          </div>
        </li>
      ))}
    </ol>
  )
}
