import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { usePaths } from '../../../web/document.ts'
import { Section } from '../../../web/ui/page.tsx'
import { StatusTag } from '../../../web/ui/status-tag.tsx'
import { When } from '../../../web/ui/values.tsx'
import { useCustomer } from './use-customer.ts'

const SHOWN = 8

/** When they come and came, the latest first. */
export function CustomerAppointments() {
  const t = useTranslations('customers')
  const to = usePaths()
  const { shop, customer, may } = useCustomer()
  const { appointments, requests } = customer
  const what = new Map(requests.map((one) => [one.id, one]))
  return (
    <Section title={t('appointments')}>
      {appointments.length === 0 ? <p className="quiet">{t('noAppointments')}</p> : null}
      <ul className="divide-y divide-line">
        {appointments.slice(0, SHOWN).map(({ id, status, startsAt, requestId }) => (
          <li key={id} className="grid gap-x-4 gap-y-1 py-2 sm:grid-cols-[14rem_minmax(0,1fr)_auto]">
            <span>
              {may.calendar ? (
                <Link
                  to={to.calendar(shop.slug, { date: startsAt.slice(0, 10), appointment: id })}
                  className="link link-ink"
                >
                  <When at={startsAt} dateForm="medium" />
                </Link>
              ) : (
                <When at={startsAt} dateForm="medium" />
              )}
            </span>
            <span className="min-w-0 wrap-anywhere">{what.get(requestId)?.what}</span>
            <StatusTag kind="appointment" status={status} plain />
          </li>
        ))}
      </ul>
    </Section>
  )
}
