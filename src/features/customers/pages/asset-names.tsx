import { useTranslations } from 'use-intl'
import { useDocument } from '../../../web/document.ts'
import { Plate } from '../../../web/ui/plate.tsx'
import { localText } from '../../shops/pages/local-text.ts'

interface Named {
  id: string
  make?: string
  brand?: string
  model: string
  plate?: string | null
}

const SHOWN = 2

/** What it is in a word or two: "Toyota Corolla", "iPhone 14". */
export function nameOf({ make, brand, model }: Pick<Named, 'make' | 'brand' | 'model'>): string {
  const maker = make ?? brand ?? ''
  return model.toLowerCase().startsWith(maker.toLowerCase()) ? model : `${maker} ${model}`
}

/** Its name with the reader's digits. */
export function AssetName({ asset, className }: { asset: Named; className?: string }) {
  const { locale } = useDocument()
  return <bdi className={className}>{localText(nameOf(asset), locale)}</bdi>
}

/** A customer's things in a line: the first two, and how many more. */
export function AssetNames({ assets }: { assets: readonly Named[] }) {
  const t = useTranslations('customers')
  const more = assets.length - SHOWN
  return (
    <span className="flex flex-wrap items-center gap-x-4 gap-y-1">
      {assets.slice(0, SHOWN).map((asset) => (
        <span key={asset.id} className="flex flex-wrap items-center gap-x-2">
          <AssetName asset={asset} />
          {asset.plate ? <Plate plate={asset.plate} /> : null}
        </span>
      ))}
      {more > 0 ? <span className="quiet">{t('moreAssets', { count: more })}</span> : null}
    </span>
  )
}
