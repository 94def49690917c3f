import type { ShopKind } from '../shop.ts'

/** Facts about a page for search engines (schema.org), as a data block: nothing in it runs. */
export function JsonLd({ facts }: { facts: Record<string, unknown> }) {
  // `<` would end the block early, whatever a shop calls itself.
  const json = JSON.stringify(facts).replaceAll('<', '\\u003c')
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: json }} />
}

const TYPES: Record<ShopKind, string> = {
  workshop: 'AutoRepair',
  inspection: 'AutomotiveBusiness',
  device: 'LocalBusiness',
}

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

interface ShopData {
  name: string
  kinds: readonly ShopKind[]
  address: string
  city: string
  location: { lat: number; lon: number } | null
  currency: string
  rating: { average: number; count: number } | null
  hours: readonly { weekday: number; opens: string; closes: string }[]
  contact: { phone: string | null; email: string | null }
}

/** A shop as schema.org knows a local business: place, hours, rating. */
export function shopFacts(shop: ShopData, url: string): Record<string, unknown> {
  const { location, rating, contact } = shop
  return {
    '@context': 'https://schema.org',
    '@type': shop.kinds.map((kind) => TYPES[kind]),
    '@id': url,
    url,
    name: shop.name,
    address: { '@type': 'PostalAddress', streetAddress: shop.address, addressLocality: shop.city },
    ...(contact.phone ? { telephone: contact.phone } : {}),
    ...(contact.email ? { email: contact.email } : {}),
    ...(location
      ? { geo: { '@type': 'GeoCoordinates', latitude: location.lat, longitude: location.lon } }
      : {}),
    currenciesAccepted: shop.currency,
    openingHoursSpecification: shop.hours.map(({ weekday, opens, closes }) => ({
      '@type': 'OpeningHoursSpecification',
      dayOfWeek: `https://schema.org/${DAYS[weekday - 1]}`,
      opens,
      closes,
    })),
    ...(rating && rating.count > 0
      ? {
          aggregateRating: {
            '@type': 'AggregateRating',
            ratingValue: rating.average,
            reviewCount: rating.count,
          },
        }
      : {}),
  }
}
