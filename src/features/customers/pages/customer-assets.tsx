import { useTranslations } from 'use-intl'
import { formatNumber } from '../../../kit/time/format.ts'
import { useDocument, usePaths } from '../../../web/document.ts'
import { Pencil, Plus, Smartphone, Car } from '../../../web/icons.tsx'
import { LinkButton } from '../../../web/ui/button.tsx'
import { Facts, Section } from '../../../web/ui/page.tsx'
import { Plate } from '../../../web/ui/plate.tsx'
import { Ltr } from '../../../web/ui/values.tsx'
import { AddAssetForm, EditAssetForm } from './asset-forms.tsx'
import { AssetName, nameOf } from './asset-names.tsx'
import { useCustomer, useRefusal } from './use-customer.ts'

export type Asset = ReturnType<typeof useCustomer>['customer']['assets'][number]

/** Their vehicles and devices, each with the way to new work on it. */
export function CustomerAssets() {
  const t = useTranslations('customers')
  const { customer, may, add } = useCustomer()
  const refusedKind = useRefusal('add').values?.['kind']
  const asked = refusedKind ?? add
  const kind = asked === 'vehicle' || asked === 'device' ? asked : null
  return (
    <Section title={t('assets')} aside={may.assets && kind === null ? <AddLinks /> : undefined}>
      {kind && may.assets ? <AddAssetForm key={kind} kind={kind} /> : null}
      {customer.assets.length === 0 && !kind ? <p className="quiet">{t('noAssets')}</p> : null}
      <ul className="divide-y divide-line">
        {customer.assets.map((asset) => (
          <li key={asset.id} className="py-4">
            <OneAsset asset={asset} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

function AddLinks() {
  const t = useTranslations('customers')
  const to = usePaths()
  const { shop, customer } = useCustomer()
  const link = (kind: 'vehicle' | 'device') => (
    <LinkButton
      to={to.customer(shop.slug, customer.id, { add: kind })}
      kind="bare"
      size="small"
      icon={kind === 'vehicle' ? <Car /> : <Smartphone />}
      preventScrollReset
    >
      {t(kind === 'vehicle' ? 'addVehicle' : 'addDevice')}
    </LinkButton>
  )
  return (
    <span className="flex flex-wrap gap-2">
      {shop.vehicles ? link('vehicle') : null}
      {shop.devices ? link('device') : null}
    </span>
  )
}

function OneAsset({ asset }: { asset: Asset }) {
  const t = useTranslations('customers')
  const to = usePaths()
  const { shop, customer, may, edit } = useCustomer()
  const what = nameOf(asset)
  if (may.assets && edit === asset.id) return <EditAssetForm asset={asset} />
  return (
    <div className="grid gap-3 md:grid-cols-[minmax(0,1fr)_auto]">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 pb-2">
          <AssetName asset={asset} className="text-17 font-semibold wrap-anywhere" />
          {asset.kind === 'vehicle' && asset.plate ? <Plate plate={asset.plate} /> : null}
        </p>
        <AssetFacts asset={asset} />
      </div>
      <div className="flex flex-wrap items-start gap-2">
        {may.open && customer.active ? (
          <LinkButton
            to={to.newOrder(shop.slug, { customer: customer.id, asset: asset.id })}
            size="small"
            icon={<Plus />}
            aria-label={t('newOrderFor', { what })}
          >
            {t('newOrder')}
          </LinkButton>
        ) : null}
        {may.assets ? (
          <LinkButton
            to={to.customer(shop.slug, customer.id, { edit: asset.id })}
            kind="bare"
            size="small"
            icon={<Pencil />}
            aria-label={t('editOf', { what })}
            preventScrollReset
          >
            {t('edit')}
          </LinkButton>
        ) : null}
      </div>
    </div>
  )
}

function AssetFacts({ asset }: { asset: Asset }) {
  const t = useTranslations('customers.asset')
  const { locale } = useDocument()
  const code = (text: string | null) => (text ? <Ltr className="wrap-anywhere">{text}</Ltr> : null)
  const notes = asset.notes ? <bdi className="whitespace-pre-line wrap-anywhere">{asset.notes}</bdi> : null
  if (asset.kind === 'device')
    return (
      <Facts
        rows={[
          [t('imei'), code(asset.imei)],
          [t('serial'), code(asset.serial)],
          [t('notes'), notes],
        ]}
      />
    )
  const { year, vin, odometer } = asset
  return (
    <Facts
      rows={[
        [t('year'), year === null ? null : formatNumber(year, locale, { useGrouping: false })],
        [t('vin'), code(vin)],
        [t('odometer'), odometer === null ? null : formatNumber(odometer, locale)],
        [t('notes'), notes],
      ]}
    />
  )
}
