import { redirect } from 'react-router'
import { useTranslations } from 'use-intl'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { usePaths } from '../../../web/document.ts'
import { Head } from '../../../web/head.tsx'
import { LinkButton } from '../../../web/ui/button.tsx'
import { EmptyState } from '../../../web/ui/empty-state.tsx'
import { Pagination } from '../../../web/ui/nav.tsx'
import { PageHeader } from '../../../web/ui/page.tsx'
import { findShop } from '../../shops/find.ts'
import { doersIn, readAudit } from '../audit-log.ts'
import type { Route } from './+types/audit.ts'
import { askedOf, askedAgain } from './audit-asked.ts'
import { AuditFilter } from './audit-filter.tsx'
import { lineOf } from './audit-line.ts'
import { AuditTable } from './audit-table.tsx'

/** A page of the shop's audit log as the address asks. */
export async function loader({ context, params, url }: Route.LoaderArgs) {
  const ctx = pageCtx(context)
  const shop = await findShop(ctx, params.shop)
  const asked = askedOf(url)
  if (!asked) throw redirect(url.pathname)
  const { entries, next } = await readAudit(ctx, shop, asked)
  return {
    slug: shop.slug,
    asked: askedAgain(asked),
    isFirst: asked.after === undefined,
    next,
    ...(await doersIn(ctx, shop)),
    lines: entries.map(lineOf),
  }
}

/** Who did what here, when and from where? */
export default function Audit({ loaderData }: Route.ComponentProps) {
  const t = useTranslations('audit')
  const protection = useTranslations('compliance')
  const { lines, next, isFirst, asked, slug, people, keys } = loaderData
  const to = usePaths()
  return (
    <>
      <Head title={t('title')} hidden />
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        actions={
          <>
            <LinkButton to={to.compliance(slug)}>{protection('title')}</LinkButton>
            <LinkButton to={to.auditCsv(slug, asked)} reloadDocument>
              {t('csv')}
            </LinkButton>
          </>
        }
      />
      <AuditFilter asked={asked} people={people} keys={keys} all={to.audit(slug)} />
      {lines.length === 0 ? (
        <EmptyState title={t('none')}>{t('noneHint')}</EmptyState>
      ) : (
        <AuditTable lines={lines} toAbout={(about) => to.audit(slug, { ...asked, about })} />
      )}
      <Pagination
        next={next && to.audit(slug, { ...asked, after: next })}
        first={isFirst ? null : to.audit(slug, { ...asked })}
      />
    </>
  )
}
