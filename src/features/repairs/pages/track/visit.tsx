import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { CalendarPlus } from '../../../../web/icons.tsx'
import { buttonClass, LinkButton, SubmitButton } from '../../../../web/ui/button.tsx'
import { RadioCards } from '../../../../web/ui/choices.tsx'
import { Form } from '../../../../web/ui/form.tsx'
import { Facts, Section } from '../../../../web/ui/page.tsx'
import { StatusTag } from '../../../../web/ui/status-tag.tsx'
import { PhoneLink, When } from '../../../../web/ui/values.tsx'
import { Address } from '../../../shops/pages/address.tsx'
import { ZoneLine } from '../../../intake/pages/book/zone-line.tsx'
import { mapOf } from './next-step.tsx'
import type { RepairView } from './read-view.ts'

interface Props {
  view: RepairView
  /** Where another time is chosen, and where the calendar file is. */
  timePath: string
  calendarPath: string
}

/** When and where the visit is, and how to move or cancel it. */
export function Visit({ view, timePath, calendarPath }: Props) {
  const t = useTranslations('track.visit')
  const { visit, shop } = view
  if (!visit || !isShown(view)) return null
  return (
    <Section
      title={t('title')}
      aside={
        visit.status === 'confirmed' ? null : <StatusTag kind="appointment" status={visit.status} plain />
      }
    >
      <Facts
        rows={[
          [t('when'), <When key="when" at={visit.startsAt} dateForm="long" />],
          [
            t('where'),
            <a key="where" className="link link-ink" href={mapOf(shop)} rel="noreferrer">
              <Address before={shop.name} address={shop.address} city={shop.city} />
            </a>,
          ],
          [t('reason'), visit.reason ? <bdi key="reason">{visit.reason}</bdi> : null],
        ]}
      />
      {visit.isComing ? (
        <>
          <ZoneLine at={visit.startsAt} />
          <p className="flex flex-wrap gap-2">
            <a className={buttonClass({ size: 'small' })} href={calendarPath} download>
              <CalendarPlus className="small" />
              {t('calendar')}
            </a>
            {visit.mayMove ? (
              <LinkButton to={timePath} size="small">
                {t('move')}
              </LinkButton>
            ) : null}
          </p>
          {visit.said ? <p className="small">{t('said')}</p> : null}
          <UntilLine view={view} />
          <LatePolicy view={view} />
        </>
      ) : null}
      {view.mayCancel && visit.isComing ? <CancelBox view={view} /> : null}
    </Section>
  )
}

/** Once somebody has come, the visit is a line of the story. */
function isShown({ visit, status }: RepairView): boolean {
  return visit?.isComing === true || (status === 'pending' && visit !== null)
}

/** What the shop has written about coming late. */
function LatePolicy({ view: { latePolicy } }: { view: RepairView }) {
  const t = useTranslations('track.visit')
  if (!latePolicy) return null
  return (
    <div className="small text-ink-2">
      <p className="font-medium">{t('late')}</p>
      <p className="own-way measure whitespace-pre-line" lang={latePolicy.locale} dir="auto">
        {latePolicy.body}
      </p>
    </div>
  )
}

function UntilLine({ view: { visit, shop } }: { view: RepairView }) {
  const t = useTranslations('track.visit')
  if (!visit) return null
  const phone = () =>
    shop.phone ? <PhoneLink phone={shop.phone.number}>{shop.phone.text}</PhoneLink> : t('theShop')
  return (
    <p className="small text-ink-2">
      {visit.mayMove && visit.mayCancel
        ? t.rich('until', { time: () => <When at={visit.until} show="nearTime" /> })
        : t.rich('tooLate', { phone })}
    </p>
  )
}

/** Cancels after one more question; opens without JavaScript. */
export function CancelBox({ view }: { view: RepairView }) {
  const t = useTranslations('track.cancel')
  const comes = view.visit?.isComing === true && view.visit.mayCancel
  return (
    <details className="cancel-box">
      <summary className="link link-row text-ink-2">{t(comes ? 'open' : 'openAll')}</summary>
      <Form method="post" className="pt-2" id="cancel">
        <input type="hidden" name="act" value="cancel" />
        {comes ? (
          <RadioCards
            name="scope"
            label={t('question')}
            defaultValue="visit"
            choices={[
              { value: 'visit', title: t('visit'), note: t('visitNote') },
              { value: 'all', title: t('all'), note: t('allNote') },
            ]}
          />
        ) : (
          <>
            <input type="hidden" name="scope" value="all" />
            <p>{t('allNote')}</p>
          </>
        )}
        <p>
          <SubmitButton kind="danger">{t(comes ? 'confirm' : 'confirmAll')}</SubmitButton>
        </p>
      </Form>
    </details>
  )
}

/** The way to the shop's own page. */
export function ShopLine({ view, to }: { view: RepairView; to: string }) {
  return (
    <Link to={to} className="link link-ink">
      <bdi>{view.shop.name}</bdi>
    </Link>
  )
}
