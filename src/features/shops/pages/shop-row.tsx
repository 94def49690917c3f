import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { formatNumber } from '../../../kit/time/format.ts'
import { useDocument, usePaths } from '../../../web/document.ts'
import { Price } from '../../../web/ui/price-list.tsx'
import { Rating } from '../../../web/ui/rating.tsx'
import { ZoneProvider } from '../../../web/ui/reading.tsx'
import { When } from '../../../web/ui/values.tsx'
import type { ShopKind } from '../shop.ts'
import { Address } from './address.tsx'
import { OpenLine } from './open-line.tsx'

interface Row {
  slug: string
  name: string
  kinds: readonly ShopKind[]
  address: string
  city: string
  timezone: string
  distanceKm?: number | undefined
  rating: { average: number; count: number } | null
  price: { price: { amount: number; currency: string }; taxIncluded: boolean } | null
  /** Epoch milliseconds. */
  firstFree: number | null
  open: { open: boolean; at: number | null }
}

/** One shop of the list: what, how far, how well rated, first free time, open or when, from what price. */
export function ShopRow({ shop }: { shop: Row }) {
  const t = useTranslations('home')
  const words = useTranslations('shops')
  const { locale } = useDocument()
  const to = usePaths()
  const { distanceKm, rating, price, firstFree } = shop
  return (
    <li className="relative grid gap-x-8 gap-y-1 py-4 md:grid-cols-[minmax(0,1fr)_15rem_11rem] md:items-start lg:grid-cols-[minmax(0,1fr)_18rem_13rem]">
      <div className="grid min-w-0 gap-1">
        <h2 className="text-17">
          <Link to={to.shop(shop.slug)} className="link link-ink after:absolute after:inset-0">
            <bdi>{shop.name}</bdi>
          </Link>
        </h2>
        <p className="flex flex-wrap gap-x-4 text-ink-2">
          <span>{shop.kinds.map((kind) => words(`kind.${kind}`)).join(words('listComma'))}</span>
          {rating ? <Rating value={rating.average} count={rating.count} compact /> : null}
        </p>
        <p className="text-ink-2">
          {distanceKm === undefined ? null : (
            <>
              <bdi className="font-semibold text-ink">
                {formatNumber(distanceKm, locale, {
                  style: 'unit',
                  unit: 'kilometer',
                  maximumFractionDigits: distanceKm < 10 ? 1 : 0,
                })}
              </bdi>
              {' · '}
            </>
          )}
          <Address {...shop} />
        </p>
      </div>
      <ZoneProvider zone={shop.timezone}>
        <div className="grid gap-1">
          {firstFree === null ? null : (
            <p>
              {t('firstFree')}{' '}
              <Link to={to.book(shop.slug)} className="link relative z-10 font-semibold">
                <When at={firstFree} show="nearTime" />
              </Link>
            </p>
          )}
          <OpenLine {...shop.open} />
        </div>
      </ZoneProvider>
      <p className="md:text-end">
        {price ? (
          <>
            <span className="font-semibold">
              <Price price={price.price} kind="from" />
            </span>{' '}
            <span className="small nowrap text-ink-2">{t(price.taxIncluded ? 'taxIn' : 'taxOn')}</span>
          </>
        ) : null}
      </p>
    </li>
  )
}
