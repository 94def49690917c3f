import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useDocument, usePaths } from '../../../web/document.ts'
import { Button } from '../../../web/ui/button.tsx'
import { RadioCards } from '../../../web/ui/choices.tsx'
import { useLookup } from '../../../web/ui/desk/use-lookup.ts'
import { fieldId, useFieldScope } from '../../../web/ui/form.tsx'
import { PhoneInput, TextInput } from '../../../web/ui/inputs.tsx'
import { Section } from '../../../web/ui/page.tsx'
import { Plate } from '../../../web/ui/plate.tsx'
import { Ltr } from '../../../web/ui/values.tsx'
import { localText } from '../../shops/pages/local-text.ts'
import type { KnownCustomer } from './known-customer.ts'
import { assetName } from './names.ts'

interface WhoProps {
  shop: string
  vehicles: boolean
  devices: boolean
  /** The customer whose page led here, and which of their things. */
  known: KnownCustomer | null
  asset: string | null
}

/** For whom, and on what: a known customer with their car at a glance, or a new one. */
export function NewOrderWho({ shop, vehicles, devices, ...first }: WhoProps) {
  const t = useTranslations('desk')
  const [known, setKnown] = useState(first.known)
  const [asset, setAsset] = useState(() => firstAsset(first))
  const choose = (customer: KnownCustomer | null) => {
    setKnown(customer)
    setAsset(customer?.assets[0]?.id ?? '')
  }
  const assets = known?.assets ?? []
  return (
    <>
      <Section title={t('order.customer')}>
        {known ? (
          <Known customer={known} change={() => choose(null)} />
        ) : (
          <NewCustomer shop={shop} onKnown={choose} />
        )}
      </Section>
      <Section title={t(vehicles ? 'order.vehicle' : 'order.device')}>
        {assets.length > 0 ? <KnownAssets assets={assets} chosen={asset} onChoose={setAsset} /> : null}
        {asset === '' ? <NewAsset vehicles={vehicles} devices={devices} /> : null}
      </Section>
    </>
  )
}

function Known({ customer, change }: { customer: KnownCustomer; change: () => void }) {
  const t = useTranslations('desk')
  return (
    <div className="flex flex-wrap items-center justify-between gap-3">
      <input type="hidden" name="customerId" value={customer.id} />
      <p>
        <bdi className="font-semibold">{customer.name}</bdi>
        {customer.phone ? <Ltr className="quiet ms-3">{customer.phone}</Ltr> : null}
      </p>
      <Button size="small" onClick={change}>
        {t('counter.other')}
      </Button>
    </div>
  )
}

function NewCustomer({ shop, onKnown }: { shop: string; onKnown: (customer: KnownCustomer) => void }) {
  const t = useTranslations('desk')
  const { value } = useFieldScope('customer.name')
  const [typed, setTyped] = useState(value ?? '')
  const found = useKnown(shop, typed)
  const list = useRef<HTMLUListElement>(null)
  // The page is opened to type a name: by the key `n` or the button.
  useEffect(() => document.getElementById(fieldId('customer.name'))?.focus(), [])
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <div className="sm:col-span-2">
        <TextInput
          name="customer.name"
          label={t('customer.name')}
          hint={t('counter.nameHint')}
          value={typed}
          maxLength={200}
          autoComplete="off"
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowDown' || found.length === 0) return
            event.preventDefault()
            list.current?.querySelector('button')?.focus()
          }}
        />
      </div>
      <PhoneInput name="customer.phone" label={t('customer.phone')} autoComplete="off" />
      <TextInput name="customer.email" type="email" label={t('customer.email')} autoComplete="off" optional />
      {found.length > 0 ? (
        <div className="sm:col-span-2">
          <p className="small quiet">{t('counter.known')}</p>
          <ul ref={list} className="known">
            {found.map((one) => (
              <li key={one.id}>
                <button type="button" onClick={() => onKnown(one)}>
                  <bdi className="font-semibold">{one.name}</bdi>
                  <span className="small quiet">{noteOf(one)}</span>
                </button>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </div>
  )
}

/** Customers of the shop that what is typed may mean. */
function useKnown(shop: string, typed: string): readonly KnownCustomer[] {
  const address = usePaths().newOrder(shop)
  const load = useCallback(
    async (text: string, signal: AbortSignal) => {
      if (text.trim().length < 2) return []
      const answer = await fetch(`${address}/customers?q=${encodeURIComponent(text)}`, { signal })
      return ((await answer.json()) as { customers: KnownCustomer[] }).customers
    },
    [address],
  )
  return useLookup(typed, load)
}

const noteOf = ({ phone, assets }: KnownCustomer): string =>
  [phone, ...assets.slice(0, 2).map((asset) => [assetName(asset), asset.plate].filter(Boolean).join(' '))]
    .filter(Boolean)
    .join(' · ')

function firstAsset({ known, asset }: Pick<WhoProps, 'known' | 'asset'>): string {
  const named = known?.assets.find(({ id }) => id === asset) ?? known?.assets[0]
  return named?.id ?? ''
}

function KnownAssets({
  assets,
  chosen,
  onChoose,
}: {
  assets: KnownCustomer['assets']
  chosen: string
  onChoose: (id: string) => void
}) {
  const t = useTranslations('desk')
  const { locale } = useDocument()
  return (
    <RadioCards
      name="assetId"
      label={t('counter.which')}
      defaultValue={chosen}
      onChange={onChoose}
      choices={[
        ...assets.map((asset) => ({
          value: asset.id,
          title: localText(assetName(asset), locale),
          end: asset.plate ? <Plate plate={asset.plate} /> : undefined,
        })),
        { value: '', title: t('counter.anotherAsset') },
      ]}
    />
  )
}

function NewAsset({ vehicles, devices }: { vehicles: boolean; devices: boolean }) {
  const t = useTranslations('desk')
  const { value } = useFieldScope('asset.kind')
  const [kind, setKind] = useState(value ?? (vehicles ? 'vehicle' : 'device'))
  const vehicle = kind === 'vehicle'
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      {vehicles && devices ? (
        <div className="sm:col-span-2">
          <RadioCards
            name="asset.kind"
            label={t('counter.kind')}
            layout="tiles"
            defaultValue={kind}
            onChange={setKind}
            choices={[
              { value: 'vehicle', title: t('order.vehicle') },
              { value: 'device', title: t('order.device') },
            ]}
          />
        </div>
      ) : (
        <input type="hidden" name="asset.kind" value={kind} />
      )}
      {vehicle ? (
        <>
          <TextInput name="asset.make" label={t('asset.make')} maxLength={80} autoComplete="off" required />
          <TextInput name="asset.model" label={t('asset.model')} maxLength={80} autoComplete="off" required />
          <TextInput name="asset.plate" label={t('asset.plate')} autoComplete="off" optional />
          <TextInput
            name="asset.year"
            label={t('asset.year')}
            inputMode="numeric"
            ltr
            autoComplete="off"
            optional
          />
        </>
      ) : (
        <>
          <TextInput name="asset.brand" label={t('asset.brand')} maxLength={80} autoComplete="off" required />
          <TextInput name="asset.model" label={t('asset.model')} maxLength={80} autoComplete="off" required />
          <TextInput
            name="asset.imei"
            label={t('asset.imei')}
            inputMode="numeric"
            ltr
            autoComplete="off"
            optional
          />
          <TextInput name="asset.serial" label={t('asset.serial')} ltr autoComplete="off" optional />
        </>
      )}
    </div>
  )
}
