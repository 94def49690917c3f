import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { useDocument, usePaths } from '../../../web/document.ts'
import { LinkButton } from '../../../web/ui/button.tsx'
import { Section } from '../../../web/ui/page.tsx'
import { HueTag } from '../../../web/ui/status-tag.tsx'
import { Count, PhoneLink, When } from '../../../web/ui/values.tsx'
import { numberText } from '../../repairs/pages/names.ts'
import { localText } from '../../shops/pages/local-text.ts'
import type { ConflictRow } from './read-conflict-rows.ts'

/** Visits whose person, place or shop is not there: who comes, what is in the way, and the way to change it. */
export function ConflictSection({ shop, rows }: { shop: string; rows: readonly ConflictRow[] }) {
  const t = useTranslations('calendar.inTheWay')
  if (rows.length === 0) return null
  return (
    <Section
      title={
        <>
          {t('title')} <Count value={rows.length} />
        </>
      }
    >
      <ul className="rows">
        {rows.map((row) => (
          <Row key={row.id} row={row} shop={shop} />
        ))}
      </ul>
    </Section>
  )
}

function Row({ row, shop }: { row: ConflictRow; shop: string }) {
  const t = useTranslations('calendar.inTheWay')
  const to = usePaths()
  const { locale } = useDocument()
  const { id, startsAt, date, name, phone, orderNumber, asset, what, causes, asked } = row
  const address = to.calendar(shop, { date, appointment: id })
  return (
    <li className="order-row">
      <div className="order-row-what">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Link to={address} className="order-row-link font-semibold">
            <When at={startsAt} show="nearTime" />
          </Link>
          <bdi>{name || numberText(orderNumber)}</bdi>
          {phone ? <PhoneLink phone={phone.number}>{phone.text}</PhoneLink> : null}
        </p>
        <p className="small quiet">
          {asset ? <bdi>{localText(asset.name, locale)}</bdi> : null} · {localText(what, locale)}
        </p>
      </div>
      <ul className="order-row-why grid gap-1">
        {causes.map(({ cause, name: who }) => (
          <li key={`${cause} ${who}`}>
            <HueTag hue="blocked" shape="alert" plain>
              {t(`cause.${cause}`, { name: who ? localText(who, locale) : t('somebody') })}
            </HueTag>
          </li>
        ))}
        {asked ? (
          <li>
            <HueTag hue="waiting" shape="ring" plain>
              {t('waits')}
            </HueTag>
          </li>
        ) : null}
      </ul>
      <div className="order-row-do">
        <LinkButton to={to.conflicts(shop, { visit: id })} size="small">
          {t('resolve')}
        </LinkButton>
      </div>
    </li>
  )
}
