import { redirect } from 'react-router'
import { useTranslations } from 'use-intl'
import { allow } from '../../../../kit/access/index.ts'
import type { Ctx } from '../../../../kit/context.ts'
import { pageCtx } from '../../../../kit/http/page-context.ts'
import { usePaths } from '../../../../web/document.ts'
import { Head } from '../../../../web/head.tsx'
import { EmptyState } from '../../../../web/ui/empty-state.tsx'
import { TextInput } from '../../../../web/ui/inputs.tsx'
import { Pagination } from '../../../../web/ui/nav.tsx'
import { PageHeader } from '../../../../web/ui/page.tsx'
import { findAccountByEmail } from '../../../accounts/account.ts'
import { seekAnyShop } from '../../../shops/list-all-shops.ts'
import { readPlatformAudit } from '../../audit-log.ts'
import { askedAgain, askedOf } from '../audit-asked.ts'
import { AuditFilter } from '../audit-filter.tsx'
import { lineOf } from '../audit-line.ts'
import { AuditTable } from '../audit-table.tsx'
import type { Route } from './+types/audit.ts'

/** A page of the whole log as the address asks; a shop by the name in its address, a person by their e-mail address. */
export async function loader({ context, url }: Route.LoaderArgs) {
  const ctx = pageCtx(context)
  allow(ctx, 'audit.read', {})
  const named = {
    shop: url.searchParams.get('shop')?.trim().toLowerCase() ?? '',
    person: url.searchParams.get('person')?.trim().toLowerCase() ?? '',
  }
  const rest = new URL(url)
  for (const name of ['shop', 'person']) rest.searchParams.delete(name)
  const asked = askedOf(rest)
  if (!asked) throw redirect(url.pathname)
  const found = await namedIn(ctx, named)
  const { entries, next } = found
    ? await readPlatformAudit(ctx, { ...asked, ...found })
    : { entries: [], next: null }
  return {
    named,
    isUnknown: found === null,
    asked: askedAgain(asked),
    isFirst: asked.after === undefined,
    next,
    lines: entries.map(lineOf),
  }
}

/** The shop and the person that are meant; null where there is no such one. */
async function namedIn(ctx: Ctx, { shop, person }: { shop: string; person: string }) {
  const account = person === '' ? undefined : await findAccountByEmail(ctx, person)
  if (person !== '' && !account) return null
  const which = shop === '' ? undefined : await seekAnyShop(ctx, shop)
  if (shop !== '' && !which) return null
  return { ...(account ? { who: account.id } : {}), ...(which ? { shop: which.id } : {}) }
}

/** Who did what, anywhere in the installation. */
export default function PlatformAudit({ loaderData }: Route.ComponentProps) {
  const t = useTranslations('audit')
  const platform = useTranslations('platform.audit')
  const to = usePaths()
  const { lines, next, isFirst, asked, named, isUnknown } = loaderData
  const all = { ...asked, shop: named.shop || undefined, person: named.person || undefined }
  return (
    <>
      <Head title={t('title')} hidden />
      <PageHeader title={t('title')} lead={platform('lead')} />
      <AuditFilter asked={all} people={[]} all={to.platformAudit()}>
        <TextInput
          name="shop"
          label={platform('shop')}
          hint={platform('shopHint')}
          defaultValue={named.shop}
          ltr
        />
        <TextInput
          name="person"
          label={platform('who')}
          hint={platform('whoHint')}
          defaultValue={named.person}
          ltr
        />
      </AuditFilter>
      {lines.length === 0 ? (
        <EmptyState title={isUnknown ? platform('unknown') : t('none')}>
          {isUnknown ? null : t('noneHint')}
        </EmptyState>
      ) : (
        <AuditTable lines={lines} toAbout={(about) => to.platformAudit({ ...all, about })} />
      )}
      <Pagination
        next={next && to.platformAudit({ ...all, after: next })}
        first={isFirst ? null : to.platformAudit(all)}
      />
    </>
  )
}
