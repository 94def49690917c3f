import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { useDocument, usePaths } from '../../../web/document.ts'
import { LinkButton } from '../../../web/ui/button.tsx'
import { Section } from '../../../web/ui/page.tsx'
import { Plate } from '../../../web/ui/plate.tsx'
import { Ltr, When } from '../../../web/ui/values.tsx'
import { numberText } from '../../repairs/pages/names.ts'
import { localText } from '../../shops/pages/local-text.ts'
import { useCalendar, useCalendarLink } from './use-calendar.ts'

/** Requests without a time, the newest first; each can be given one here. */
export function Waiting() {
  const t = useTranslations('calendar.waiting')
  const to = usePaths()
  const { locale } = useDocument()
  const { waiting, mayCreate, shop } = useCalendar()
  const link = useCalendarLink()
  if (!mayCreate) return null
  return (
    <Section
      title={t('title')}
      className="screen-only mt-10"
      aside={
        <span className="flex flex-wrap gap-x-4">
          <Link to={to.waitlist(shop.slug)} className="link">
            {t('waitlist')}
          </Link>
          {waiting.length > 0 ? (
            <Link to={to.orders(shop.slug, { status: 'pending' })} className="link">
              {t('all')}
            </Link>
          ) : null}
        </span>
      }
    >
      {waiting.length === 0 ? <p className="quiet">{t('none')}</p> : null}
      <ul className="visit-rows">
        {waiting.map(({ id, number, customer, asset, createdAt }) => (
          <li key={id} className="visit-row">
            <p>
              <Link to={to.order(shop.slug, id)} className="link link-ink">
                <Ltr>{numberText(number)}</Ltr>
              </Link>
            </p>
            <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <bdi className="font-medium wrap-anywhere">{customer}</bdi>
              {asset ? <bdi>{localText(asset.name, locale)}</bdi> : null}
              {asset?.plate ? <Plate plate={asset.plate} /> : null}
              <When at={createdAt} show="near" className="small quiet" />
            </p>
            <p>
              <LinkButton to={link({ book: id })} id={`waiting-${id}`} size="small" preventScrollReset>
                {t('book')}
                <span className="sr-only">: {numberText(number)}</span>
              </LinkButton>
            </p>
          </li>
        ))}
      </ul>
    </Section>
  )
}
