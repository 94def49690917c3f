import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Money } from './values.tsx'
import type { MoneyValue } from './values.tsx'

export interface PriceItem {
  id: string
  name: ReactNode
  /** Under the name: what is done, how long it takes. */
  note?: ReactNode
  /** Null for work that is priced on quote. */
  price: MoneyValue | null
  kind: 'fixed' | 'from' | 'quote'
  /** Under the price: whether tax is in it. */
  priceNote?: ReactNode
  /** The step that belongs to it: a "Book" link. */
  action?: ReactNode
}

/** A price as the shop means it: fixed, from, or on quote. */
export function Price({ price, kind }: Pick<PriceItem, 'price' | 'kind'>) {
  const t = useTranslations('ui')
  if (kind === 'quote' || !price) return <span className="text-ink-2">{t('onQuote')}</span>
  if (kind === 'fixed') return <Money value={price} />
  return <span className="nowrap">{t.rich('from', { price: () => <Money value={price} /> })}</span>
}

/** Services read like a menu: name, dots, price; what belongs to it beneath. */
export function PriceList({ items }: { items: readonly PriceItem[] }) {
  return (
    <ul className="prices">
      {items.map((item) => (
        <li key={item.id}>
          <div className="price-line">
            <span className="price-name">{item.name}</span>
            <span className="price-dots" aria-hidden="true" />
            <span className="font-semibold">
              <Price price={item.price} kind={item.kind} />
            </span>
          </div>
          {item.note || item.priceNote ? (
            <div className="price-below">
              <span className="measure">{item.note}</span>
              <span>{item.priceNote}</span>
            </div>
          ) : null}
          {item.action}
        </li>
      ))}
    </ul>
  )
}
