import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { signedIn } from '../../../../kit/access/index.ts'
import { pageCtx } from '../../../../kit/http/page-context.ts'
import { useDocument, usePaths } from '../../../../web/document.ts'
import { Head } from '../../../../web/head.tsx'
import { LinkButton } from '../../../../web/ui/button.tsx'
import { EmptyState } from '../../../../web/ui/empty-state.tsx'
import { Notice } from '../../../../web/ui/notice.tsx'
import { PageHeader, Section, Sections } from '../../../../web/ui/page.tsx'
import { accountById } from '../../../accounts/account.ts'
import type { Route } from './+types/overview.ts'
import { readRepairs } from './read-repairs.ts'
import { readVisits } from './read-visits.ts'
import { comingVisits, isOpen, underWay } from './still-to-come.ts'
import { RepairRow, Rows, VisitRow } from './rows.tsx'

export { headers } from '../../../accounts/pages/no-store.ts'

export const handle = { noScripts: true }

/** What is under way and what comes, at all shops. */
export async function loader({ context }: Route.LoaderArgs) {
  const ctx = pageCtx(context)
  const { accountId, name, grants } = signedIn(ctx)
  const [account, { repairs }, { visits }] = await Promise.all([
    accountById(ctx, accountId),
    readRepairs(ctx, { limit: 50 }),
    readVisits(ctx, accountId, { limit: 50 }),
  ])
  return {
    name,
    hasShop: grants.length > 0,
    isVerified: account?.emailVerifiedAt != null,
    open: repairs.filter(isOpen),
    hasRepairs: repairs.length > 0,
    visits,
  }
}

/** A customer's start page. */
export default function Overview({ loaderData }: Route.ComponentProps) {
  const t = useTranslations('portal')
  const to = usePaths()
  const { now } = useDocument()
  const { name, hasShop, isVerified, hasRepairs } = loaderData
  const coming = comingVisits(loaderData.visits, now)
  const open = underWay(loaderData.open, coming).slice(0, 10)
  const owes = open.some(({ status }) => status === 'payment_pending')
  return (
    <>
      <Head title={t('overview.title')} hidden />
      <PageHeader
        title={t.rich('overview.hello', { name: () => <bdi>{name}</bdi> })}
        actions={
          hasRepairs ? (
            <LinkButton to={to.home()} kind={owes ? 'quiet' : 'primary'} reloadDocument>
              {t('overview.book')}
            </LinkButton>
          ) : null
        }
      />
      <Sections>
        {isVerified ? null : (
          <Notice
            kind="waiting"
            title={t('overview.unverified')}
            action={<LinkButton to={to.myProfile()}>{t('overview.toProfile')}</LinkButton>}
          >
            <p>{t('overview.unverifiedHint')}</p>
          </Notice>
        )}
        {hasRepairs ? null : (
          <EmptyState
            title={t('repairs.none')}
            next={
              <LinkButton to={to.home()} kind="primary" reloadDocument>
                {t('overview.find')}
              </LinkButton>
            }
          >
            {t('repairs.noneHint')}
          </EmptyState>
        )}
        {open.length > 0 ? (
          <Section title={t('overview.open')}>
            <Rows>
              {open.map((repair) => (
                <RepairRow key={repair.id} repair={repair} />
              ))}
            </Rows>
          </Section>
        ) : hasRepairs && coming.length === 0 ? (
          <EmptyState title={t('overview.nothingOpen')}>{t('overview.nothingOpenHint')}</EmptyState>
        ) : null}
        {coming.length > 0 ? (
          <Section title={t('overview.visits')}>
            <Rows>
              {coming.slice(0, 3).map((visit) => (
                <VisitRow key={visit.id} visit={visit} />
              ))}
            </Rows>
          </Section>
        ) : null}
      </Sections>
      {hasShop ? null : (
        <p className="mt-10 text-ink-2">
          {t.rich('overview.ownShop', {
            link: (words) => (
              <Link className="link" to={to.openShop()} reloadDocument>
                {words}
              </Link>
            ),
          })}
        </p>
      )}
    </>
  )
}
