import { useNavigate } from 'react-router'
import { useTranslations } from 'use-intl'
import { usePaths } from '../../../web/document.ts'
import { Back, FileText, Onward, Plus, Printer } from '../../../web/icons.tsx'
import { Button, buttonClass, LinkButton } from '../../../web/ui/button.tsx'
import { DatePicker } from '../../../web/ui/desk/date-picker.tsx'
import { useHotkeys } from '../../../web/ui/desk/hotkeys.ts'
import { Tabs } from '../../../web/ui/nav.tsx'
import { useCalendar, useCalendarLink } from './use-calendar.ts'

/** Which days, by what, and the ways onto paper. */
export function CalendarHead() {
  const t = useTranslations('calendar')
  const schedule = useTranslations('schedule')
  const to = usePaths()
  const { shop, view, by, date, today, previous, next, scope, plan, mayCreate } = useCalendar()
  const link = useCalendarLink()
  const navigate = useNavigate()
  const goTo = (day: string) => void navigate(link({ date: day }))
  useHotkeys({ t: () => goTo(today) })
  const week = view === 'week'
  return (
    <div className="calendar-head screen-only">
      <div className="flex flex-wrap items-end gap-2">
        <LinkButton
          to={link({ date: previous })}
          icon={<Back />}
          aria-label={t(week ? 'previousWeek' : 'previousDay')}
        />
        <LinkButton to={link({ date: today })} aria-current={date === today ? 'date' : undefined}>
          {t('today')}
        </LinkButton>
        <LinkButton
          to={link({ date: next })}
          icon={<Onward />}
          aria-label={t(week ? 'nextWeek' : 'nextDay')}
        />
        <DatePicker
          key={date}
          name="date"
          label={t('goTo')}
          defaultValue={date}
          onChoose={(day) => {
            if (day && day !== date) goTo(day)
          }}
        />
      </div>
      {mayCreate ? (
        <LinkButton
          to={link({ add: 'now' })}
          id="add-visit"
          kind="primary"
          icon={<Plus />}
          preventScrollReset
        >
          {t('add.title')}
        </LinkButton>
      ) : null}
      <div className="flex flex-wrap items-end gap-8">
        <Tabs
          label={t('view')}
          tabs={[
            { to: link({ view: undefined }), label: t('day'), current: !week },
            { to: link({ view: 'week' }), label: t('week'), current: week },
          ]}
        />
        {week || scope === 'own' ? null : (
          // A phone has the list alone, which is the same by either.
          <div className="max-md:hidden">
            <Tabs
              label={t('by')}
              tabs={[
                { to: link({ by: 'places' }), label: t('places'), current: by === 'places' },
                { to: link({ by: 'people' }), label: t('people'), current: by === 'people' },
              ]}
            />
          </div>
        )}
      </div>
      {week ? null : (
        <div className="flex flex-wrap items-center gap-2">
          <Button size="small" icon={<Printer />} className="max-md:hidden" onClick={() => window.print()}>
            {t('print')}
          </Button>
          {scope === 'own' ? null : (
            <LinkButton to={to.dayCustomers(shop.slug, { date })} kind="bare" size="small">
              {schedule('day.title')}
            </LinkButton>
          )}
          {plan
            ? (['en', 'fa'] as const).map((locale) => (
                <a
                  key={locale}
                  href={plan[locale]}
                  target="_blank"
                  rel="noreferrer"
                  className={buttonClass({ kind: 'bare', size: 'small' })}
                >
                  <FileText />
                  {t('planShort', { language: t(`language.${locale}`) })}
                </a>
              ))
            : null}
        </div>
      )}
    </div>
  )
}
