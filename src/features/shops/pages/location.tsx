import { useTranslations } from 'use-intl'
import { useDocument } from '../../../web/document.ts'
import { ExternalLink, Mail, MapPin, Phone } from '../../../web/icons.tsx'
import { Ltr, PhoneLink } from '../../../web/ui/values.tsx'
import { localText } from './local-text.ts'

interface Props {
  shop: {
    name: string
    address: string
    city: string
    location: { lat: number; lon: number } | null
    contact: { email: string | null; website?: string | undefined }
  }
  phone: { number: string; text: string } | null
}

/** Where a shop is and how to reach it. The map is another site's and opens only when asked for. */
export function Location({ shop, phone }: Props) {
  const t = useTranslations('shops')
  const { locale } = useDocument()
  const { location, contact } = shop
  return (
    <ul className="grid gap-3">
      <li className="flex items-start gap-3">
        <MapPin />
        <div className="grid gap-1">
          <address className="not-italic">
            <bdi className="block">{localText(shop.address, locale)}</bdi>
            <bdi className="block">{shop.city}</bdi>
          </address>
          {location ? (
            <span className="flex flex-wrap gap-x-4">
              <a className="link" href={mapUrl(location)} rel="noreferrer">
                {t('onMap')}
              </a>
              <a
                className="link"
                href={`geo:${location.lat},${location.lon}?q=${location.lat},${location.lon}(${encodeURIComponent(shop.name)})`}
              >
                {t('inMapsApp')}
              </a>
            </span>
          ) : null}
        </div>
      </li>
      {phone ? (
        <li className="flex items-start gap-3">
          <Phone />
          <PhoneLink phone={phone.number}>{phone.text}</PhoneLink>
        </li>
      ) : null}
      {contact.email ? (
        <li className="flex items-start gap-3">
          <Mail />
          <a className="link link-ink" href={`mailto:${contact.email}`}>
            <Ltr>{contact.email}</Ltr>
          </a>
        </li>
      ) : null}
      {contact.website ? (
        <li className="flex items-start gap-3">
          <ExternalLink />
          <a className="link link-ink" href={contact.website} rel="noreferrer nofollow">
            <Ltr>{contact.website.replace(/^https?:\/\/(?:www\.)?|\/$/g, '')}</Ltr>
          </a>
        </li>
      ) : null}
    </ul>
  )
}

const mapUrl = ({ lat, lon }: { lat: number; lon: number }) =>
  `https://www.openstreetmap.org/?mlat=${lat}&mlon=${lon}#map=17/${lat}/${lon}`
