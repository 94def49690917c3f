import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { formatRange } from '../../../kit/time/format.ts'
import { useDocument, usePaths } from '../../../web/document.ts'
import { Notice } from '../../../web/ui/notice.tsx'
import { Facts } from '../../../web/ui/page.tsx'
import { Plate } from '../../../web/ui/plate.tsx'
import { useReading } from '../../../web/ui/reading.tsx'
import { StatusTag } from '../../../web/ui/status-tag.tsx'
import type { OrderStatus } from '../../../web/ui/statuses.ts'
import { EmailLink, Ltr, PhoneLink } from '../../../web/ui/values.tsx'
import { MissedLines } from '../../customers/pages/customer-missed.tsx'
import { numberText } from '../../repairs/pages/names.ts'
import { localText } from '../../shops/pages/local-text.ts'
import { ConflictChoices } from './conflict-choices.tsx'
import { PanelFrame } from './panel-frame.tsx'
import type { VisitPanel as Panel } from './read-panel.ts'
import { useCalendar } from './use-calendar.ts'
import { VisitActions } from './visit-actions.tsx'
import { VisitPlaces } from './visit-places.tsx'

/** A visit beside the calendar: who, when, what, and everything that can be done about it. */
export function VisitPanel({ panel }: { panel: Panel }) {
  const t = useTranslations('calendar')
  const { done, answer, conflicts, shop } = useCalendar()
  const { visit, conflict } = panel
  const inConflict = conflicts.includes(visit.id)
  return (
    <PanelFrame
      title={<bdi>{visit.customer?.name ?? numberText(visit.order.number)}</bdi>}
      above={<StatusTag kind="appointment" status={visit.status} />}
      from={[`visit-${visit.id}`, `row-${visit.id}`]}
    >
      {done && !answer ? <Notice kind="ready">{t(`done.${done}`)}</Notice> : null}
      {inConflict && !conflict ? <Notice kind="blocked">{t('panel.conflict')}</Notice> : null}
      <VisitFacts panel={panel} />
      <div className="small text-ink-2 empty:hidden">
        <MissedLines missed={panel.missed} />
      </div>
      {conflict ? <ConflictChoices shop={shop.slug} view={conflict} from="calendar" /> : null}
      <VisitActions panel={panel} />
      <VisitPlaces panel={panel} />
    </PanelFrame>
  )
}

function VisitFacts({ panel: { visit, held, may } }: { panel: Panel }) {
  const t = useTranslations('calendar.panel')
  const to = usePaths()
  const { locale } = useDocument()
  const { style } = useReading()
  const { shop } = useCalendar()
  const { customer, phone, asset, order } = visit
  return (
    <Facts
      rows={[
        [
          t('when'),
          <bdi key="when" className="font-semibold">
            {formatRange(visit.startsAt, visit.endsAt, style, 'short')}
          </bdi>,
        ],
        [
          t('customer'),
          customer ? (
            <span key="customer" className="grid justify-items-start gap-1">
              {may.customer ? (
                <Link to={to.customer(shop.slug, customer.id)} className="link link-ink">
                  <bdi>{customer.name}</bdi>
                </Link>
              ) : (
                <bdi>{customer.name}</bdi>
              )}
              {phone ? <PhoneLink phone={phone.number}>{phone.text}</PhoneLink> : null}
              {customer.email ? <EmailLink address={customer.email} /> : null}
            </span>
          ) : null,
        ],
        [
          t('asset'),
          asset ? (
            <span key="asset" className="flex flex-wrap items-center gap-2">
              <bdi>{localText(asset.name, locale)}</bdi>
              {asset.plate ? <Plate plate={asset.plate} /> : null}
            </span>
          ) : null,
        ],
        [t('what'), localText(visit.what, locale)],
        [t('where'), held.map((name) => localText(name, locale)).join(' · ')],
        [
          t('order'),
          <span key="order" className="flex flex-wrap items-center gap-2">
            <Link to={to.order(shop.slug, order.id)} className="link link-ink">
              <Ltr>{numberText(order.number)}</Ltr>
            </Link>
            <StatusTag kind="order" status={order.status as OrderStatus} plain />
          </span>,
        ],
        [t('source'), t(`sources.${visit.source}`)],
        [t('reason'), visit.reason],
      ]}
    />
  )
}
