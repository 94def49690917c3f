import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { formatDuration } from '../../../kit/time/format.ts'
import { useDocument, usePaths } from '../../../web/document.ts'
import { localText } from './local-text.ts'
import { PriceList } from '../../../web/ui/price-list.tsx'
import type { PublicService } from '../../catalog/services.ts'

interface Listed extends PublicService {
  category: string
}

/** Services read like a menu, by category in the shop's order, each with its way to a time. */
export function ServiceMenu({ slug, services }: { slug: string; services: readonly Listed[] }) {
  const categories = [...Map.groupBy(services, (service) => service.category)]
  if (categories.length === 1) return <MenuPart slug={slug} services={services} />
  return (
    <div className="grid gap-8">
      {categories.map(([category, found]) => (
        <section key={category} aria-label={category || undefined} className="grid gap-2">
          {category ? <h3>{category}</h3> : null}
          <MenuPart slug={slug} services={found} />
        </section>
      ))}
    </div>
  )
}

function MenuPart({ slug, services }: { slug: string; services: readonly Listed[] }) {
  const t = useTranslations('shops')
  const to = usePaths()
  const { locale } = useDocument()
  return (
    <PriceList
      items={services.map((service) => ({
        id: service.id,
        name: localText(service.name, locale),
        price: service.price,
        kind: service.priceKind,
        note: (
          <>
            <span className="nowrap">{formatDuration(service.durationMinutes, locale)}</span>
            {service.description ? (
              <span className="whitespace-pre-line"> · {localText(service.description, locale)}</span>
            ) : null}
          </>
        ),
        priceNote: (
          <Link className="link link-row" to={to.book(slug, { service: service.id })}>
            {t('bookService')}
            <span className="sr-only">: {service.name}</span>
          </Link>
        ),
      }))}
    />
  )
}
