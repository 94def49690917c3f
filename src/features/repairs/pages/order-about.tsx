import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { formatNumber } from '../../../kit/time/format.ts'
import { useDocument, usePaths } from '../../../web/document.ts'
import { Facts, Section } from '../../../web/ui/page.tsx'
import { Plate } from '../../../web/ui/plate.tsx'
import { StatusTag } from '../../../web/ui/status-tag.tsx'
import { EmailLink, Ltr, PhoneLink, When } from '../../../web/ui/values.tsx'
import { localText } from '../../shops/pages/local-text.ts'
import { numberText } from './names.ts'
import { OrderPhotos } from './order-photos.tsx'
import { useSheet } from './order-sheet.ts'

/** Start side: what the customer says and shows, whose and what it is, and what was done on it before. */
export function OrderAbout() {
  const t = useTranslations('desk')
  const { locale } = useDocument()
  const { order } = useSheet()
  return (
    <>
      {order.description === null ? null : (
        <Section title={t('order.issue')}>
          <p className="own-way whitespace-pre-line">{localText(order.description, locale)}</p>
          {order.preferredAt ? (
            <p className="small quiet">
              {t('order.prefers')} <When at={order.preferredAt} show="nearTime" />
            </p>
          ) : null}
          <OrderPhotos />
        </Section>
      )}
      <AssetFacts />
      <CustomerFacts />
      <Past />
    </>
  )
}

function AssetFacts() {
  const t = useTranslations('desk')
  const { locale } = useDocument()
  const { asset } = useSheet().order
  if (!asset) return null
  const code = (text: string | null) => (text ? <Ltr>{text}</Ltr> : null)
  if (asset.kind === 'device') {
    return (
      <Section title={t('order.device')}>
        <Facts
          rows={[
            [t('asset.brand'), asset.brand],
            [t('asset.model'), asset.model],
            [t('asset.imei'), code(asset.imei)],
            [t('asset.serial'), code(asset.serial)],
          ]}
        />
      </Section>
    )
  }
  return (
    <Section title={t('order.vehicle')}>
      <Facts
        rows={[
          [t('asset.make'), localText(asset.make, locale)],
          [t('asset.model'), localText(asset.model, locale)],
          [
            t('asset.year'),
            asset.year === null ? null : formatNumber(asset.year, locale, { useGrouping: false }),
          ],
          [t('asset.plate'), asset.plate ? <Plate key="plate" plate={asset.plate} /> : null],
          [t('asset.vin'), code(asset.vin)],
          [t('asset.odometer'), asset.odometer === null ? null : formatNumber(asset.odometer, locale)],
        ]}
      />
    </Section>
  )
}

function CustomerFacts() {
  const t = useTranslations('desk')
  const { order, phone } = useSheet()
  const { customer } = order
  if (!customer) return null
  return (
    <Section title={t('order.customer')}>
      <Facts
        rows={[
          [t('customer.name'), <bdi key="name">{customer.name}</bdi>],
          [
            t('customer.phone'),
            phone ? (
              <PhoneLink key="phone" phone={phone.number}>
                {phone.text}
              </PhoneLink>
            ) : null,
          ],
          [t('customer.email'), customer.email ? <EmailLink key="email" address={customer.email} /> : null],
        ]}
      />
    </Section>
  )
}

function Past() {
  const t = useTranslations('desk')
  const to = usePaths()
  const { locale } = useDocument()
  const { past, shop } = useSheet()
  return (
    <Section title={t('order.past')}>
      {past.length === 0 ? <p className="quiet">{t('order.noPast')}</p> : null}
      <ul className="grid gap-3">
        {past.map((one) => (
          <li key={one.id}>
            <p className="flex flex-wrap items-center gap-2">
              <Link to={to.order(shop.slug, one.id)} className="link link-ink">
                <Ltr>{numberText(one.number)}</Ltr>
              </Link>
              <StatusTag kind="order" status={one.status} plain />
            </p>
            <p className="small quiet">
              <When at={one.createdAt} show="date" dateForm="medium" /> ·{' '}
              <bdi>{localText(one.what ?? '', locale)}</bdi>
            </p>
          </li>
        ))}
      </ul>
    </Section>
  )
}
