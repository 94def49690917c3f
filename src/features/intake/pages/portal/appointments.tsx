import { useTranslations } from 'use-intl'
import { signedIn } from '../../../../kit/access/index.ts'
import { pageCtx } from '../../../../kit/http/page-context.ts'
import { useDocument, usePaths } from '../../../../web/document.ts'
import { Head } from '../../../../web/head.tsx'
import { LinkButton } from '../../../../web/ui/button.tsx'
import { EmptyState } from '../../../../web/ui/empty-state.tsx'
import { Pagination } from '../../../../web/ui/nav.tsx'
import { PageHeader, Section, Sections } from '../../../../web/ui/page.tsx'
import type { Route } from './+types/appointments.ts'
import { readVisits } from './read-visits.ts'
import { comingVisits } from './still-to-come.ts'
import { Rows, VisitRow } from './rows.tsx'

export { headers } from '../../../accounts/pages/no-store.ts'

export const handle = { noScripts: true }

/** Everything that the caller booked, a page at a time. */
export async function loader({ context, url }: Route.LoaderArgs) {
  const ctx = pageCtx(context)
  const after = url.searchParams.get('after') ?? undefined
  const found = await readVisits(ctx, signedIn(ctx).accountId, { after, limit: 50 })
  return { ...found, isLater: after !== undefined }
}

/** Visits to come, to move or cancel, then those that were. */
export default function Appointments({ loaderData: { visits, next, isLater } }: Route.ComponentProps) {
  const t = useTranslations('portal')
  const schedule = useTranslations('schedule')
  const to = usePaths()
  const { now } = useDocument()
  const coming = comingVisits(visits, now)
  const past = visits.filter((visit) => !coming.includes(visit))
  return (
    <>
      <Head title={t('visits.title')} hidden />
      <PageHeader
        title={t('visits.title')}
        actions={
          <LinkButton to={to.myCalendar()} kind="quiet" reloadDocument>
            {schedule('feed.title')}
          </LinkButton>
        }
      />
      <Sections>
        {coming.length > 0 ? (
          <Section title={t('visits.coming')}>
            <Rows>
              {coming.map((visit) => (
                <VisitRow key={visit.id} visit={visit} />
              ))}
            </Rows>
          </Section>
        ) : isLater ? null : (
          <EmptyState
            title={t('visits.none')}
            next={
              <LinkButton to={to.home()} kind="primary" reloadDocument>
                {t('overview.find')}
              </LinkButton>
            }
          >
            {t('visits.noneHint')}
          </EmptyState>
        )}
        {past.length > 0 ? (
          <Section title={t('visits.past')}>
            <Rows>
              {past.map((visit) => (
                <VisitRow key={visit.id} visit={visit} />
              ))}
            </Rows>
          </Section>
        ) : null}
      </Sections>
      <Pagination
        next={next && `${to.myAppointments()}?after=${next}`}
        first={isLater ? to.myAppointments() : null}
      />
    </>
  )
}
