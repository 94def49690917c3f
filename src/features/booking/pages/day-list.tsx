import { useTranslations } from 'use-intl'
import { Section } from '../../../web/ui/page.tsx'
import { useCalendar } from './use-calendar.ts'
import { VisitRow } from './visit-row.tsx'

/** The same day as a list with phones: what a phone shows, and what is printed; who does not come stands apart. */
export function DayList() {
  const t = useTranslations('calendar')
  const { days } = useCalendar()
  const visits = days[0]?.visits ?? []
  const isOff = ({ status }: (typeof visits)[number]) =>
    status === 'canceled' || status === 'declined' || status === 'no_show'
  const coming = visits.filter((visit) => !isOff(visit))
  const off = visits.filter(isOff)
  return (
    <>
      <Section title={t('list')} className="day-list" aside={t('count', { count: coming.length })}>
        {coming.length === 0 ? <p className="quiet">{t('nobodyComes')}</p> : null}
        <ol className="visit-rows">
          {coming.map((visit) => (
            <VisitRow key={visit.id} visit={visit} />
          ))}
        </ol>
      </Section>
      {off.length > 0 ? (
        <Section title={t('notComing')} className="screen-only">
          <ol className="visit-rows">
            {off.map((visit) => (
              <VisitRow key={visit.id} visit={visit} />
            ))}
          </ol>
        </Section>
      ) : null}
    </>
  )
}
