import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { useDocument } from '../../../web/document.ts'
import { Plate } from '../../../web/ui/plate.tsx'
import { HueTag, StatusTag } from '../../../web/ui/status-tag.tsx'
import { Ltr, PhoneLink, When } from '../../../web/ui/values.tsx'
import { numberText } from '../../repairs/pages/names.ts'
import { localText } from '../../shops/pages/local-text.ts'
import type { Visit } from './read-visits.ts'
import { useCalendar, useCalendarLink } from './use-calendar.ts'

/** One visit of a list: when, who with their phone, on what, for what, where. */
export function VisitRow({ visit }: { visit: Visit }) {
  const t = useTranslations('calendar')
  const { locale } = useDocument()
  const { resources, conflicts } = useCalendar()
  const link = useCalendarLink()
  const { id, customer, phone, asset, what, order } = visit
  const where = resources.filter((one) => visit.resourceIds.includes(one.id)).map(({ name }) => name)
  return (
    <li className="visit-row">
      <p className="visit-row-when">
        <When at={visit.startsAt} show="time" className="font-semibold" />
        <span className="small quiet">
          – <When at={visit.endsAt} show="time" />
        </span>
      </p>
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Link
            to={link({ appointment: id })}
            id={`row-${id}`}
            className="link link-ink font-medium wrap-anywhere"
          >
            <bdi>{customer?.name ?? numberText(order.number)}</bdi>
          </Link>
          {phone ? <PhoneLink phone={phone.number}>{phone.text}</PhoneLink> : null}
        </p>
        <p className="small flex flex-wrap items-center gap-x-3 gap-y-1">
          {asset ? <bdi>{localText(asset.name, locale)}</bdi> : null}
          {asset?.plate ? <Plate plate={asset.plate} /> : null}
          <span className="wrap-anywhere">{localText(what, locale)}</span>
        </p>
        <p className="small quiet flex flex-wrap gap-x-3">
          <Ltr>{numberText(order.number)}</Ltr>
          <bdi>{where.map((name) => localText(name, locale)).join(' · ')}</bdi>
        </p>
      </div>
      <p className="visit-row-status">
        <StatusTag kind="appointment" status={visit.status} plain />
        {visit.asked ? (
          <HueTag hue="waiting" shape="ring" plain>
            {t('asked')}
          </HueTag>
        ) : null}
        {conflicts.includes(id) ? (
          <HueTag hue="blocked" shape="alert" plain>
            {t('conflict')}
          </HueTag>
        ) : null}
      </p>
    </li>
  )
}
