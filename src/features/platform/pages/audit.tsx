import { Form, Link, redirect } from 'react-router'
import { useTranslations } from 'use-intl'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { usePaths } from '../../../web/document.ts'
import { Head } from '../../../web/head.tsx'
import { SubmitButton, LinkButton } from '../../../web/ui/button.tsx'
import { DataTable } from '../../../web/ui/data-table.tsx'
import { EmptyState } from '../../../web/ui/empty-state.tsx'
import { Select, TextInput } from '../../../web/ui/inputs.tsx'
import { Pagination } from '../../../web/ui/nav.tsx'
import { PageHeader } from '../../../web/ui/page.tsx'
import { Ltr, When } from '../../../web/ui/values.tsx'
import { findShop } from '../../shops/find.ts'
import { staffOf } from '../../staff/people.ts'
import { readAudit } from '../audit-log.ts'
import type { Route } from './+types/audit.ts'
import { type Act, ACTS, GROUPS, KINDS } from './audit-acts.ts'
import { askedOf } from './audit-asked.ts'

/** A page of the shop's audit log as the address asks. */
export async function loader({ context, params, url }: Route.LoaderArgs) {
  const ctx = pageCtx(context)
  const shop = await findShop(ctx, params.shop)
  const asked = askedOf(url)
  if (!asked) throw redirect(url.pathname)
  const { entries, next } = await readAudit(ctx, shop, asked)
  const people = await staffOf(ctx, shop.id)
  const { who, what, about, from, to, after } = asked
  return {
    slug: shop.slug,
    asked: { who, what, about, from: from?.toString(), to: to?.toString() },
    isFirst: after === undefined,
    next,
    people: people.flatMap(({ accountId, name }) => (accountId ? [{ value: accountId, label: name }] : [])),
    entries: entries.map((entry) => ({
      id: entry.id,
      at: entry.at.toString(),
      actor: entry.actor,
      inPlaceOf: entry.inPlaceOf,
      byAccount: entry.actorId !== null,
      action: entry.action,
      kind: KINDS.find((known) => known === entry.subjectKind) ?? null,
      about: entry.subjectId,
      before: entry.before ? JSON.stringify(entry.before) : null,
      after: entry.after ? JSON.stringify(entry.after) : null,
      address: entry.address,
    })),
  }
}

type Data = Route.ComponentProps['loaderData']

/** Who did what here, when and from where? */
export default function Audit({ loaderData }: Route.ComponentProps) {
  const t = useTranslations('audit')
  const { entries, next, isFirst, asked, slug } = loaderData
  const to = usePaths()
  return (
    <>
      <Head title={t('title')} hidden />
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        actions={
          <LinkButton to={to.auditCsv(slug, asked)} reloadDocument>
            {t('csv')}
          </LinkButton>
        }
      />
      <Narrow data={loaderData} />
      {entries.length === 0 ? (
        <EmptyState title={t('none')}>{t('noneHint')}</EmptyState>
      ) : (
        <Lines data={loaderData} />
      )}
      <Pagination
        next={next && to.audit(slug, { ...asked, after: next })}
        first={isFirst ? null : to.audit(slug, asked)}
      />
    </>
  )
}

function Narrow({ data: { asked, people, slug } }: { data: Data }) {
  const t = useTranslations('audit')
  const to = usePaths()
  return (
    <Form
      method="get"
      className="mb-8 grid gap-4 sm:grid-cols-2 lg:grid-cols-5 items-end"
      aria-label={t('filter')}
    >
      {asked.about ? <input type="hidden" name="about" value={asked.about} /> : null}
      <Select
        name="who"
        label={t('who')}
        none={t('anybody')}
        options={people}
        defaultValue={asked.who ?? ''}
      />
      <Select
        name="what"
        label={t('what')}
        none={t('anything')}
        options={GROUPS.map((value) => ({ value, label: t(`groups.${value}`) }))}
        defaultValue={asked.what ?? ''}
      />
      <TextInput name="from" type="date" label={t('from')} defaultValue={asked.from ?? ''} />
      <TextInput name="to" type="date" label={t('to')} defaultValue={asked.to ?? ''} />
      <div className="flex flex-wrap gap-2">
        <SubmitButton kind="quiet">{t('show')}</SubmitButton>
        {Object.values(asked).some((value) => value !== undefined) ? (
          <LinkButton to={to.audit(slug)} kind="bare">
            {t('all')}
          </LinkButton>
        ) : null}
      </div>
    </Form>
  )
}

type Entry = Data['entries'][number]

function Lines({ data: { entries, slug, asked } }: { data: Data }) {
  const t = useTranslations('audit')
  const to = usePaths()
  const about = (entry: Entry) =>
    entry.kind && entry.about ? (
      <Link className="link" to={to.audit(slug, { ...asked, about: entry.about })}>
        {t(`kinds.${entry.kind}`)}
      </Link>
    ) : null
  return (
    <DataTable
      caption={t('caption')}
      captionHidden
      rows={entries}
      rowKey={({ id }) => id}
      columns={[
        { key: 'at', head: t('head.at'), tight: true, cell: ({ at }) => <When at={at} show="dateTime" /> },
        { key: 'who', head: t('head.who'), cell: (entry) => <Actor entry={entry} /> },
        { key: 'act', head: t('head.act'), rowHead: true, cell: ({ action }) => <ActName action={action} /> },
        { key: 'about', head: t('head.about'), cell: about },
        { key: 'change', head: t('head.change'), whole: true, cell: (entry) => <Change entry={entry} /> },
        {
          key: 'where',
          head: t('head.where'),
          tight: true,
          cell: ({ address }) => (address ? <Ltr>{address}</Ltr> : null),
        },
      ]}
    />
  )
}

function Actor({ entry: { actor, inPlaceOf, byAccount, address } }: { entry: Entry }) {
  const t = useTranslations('audit')
  if (inPlaceOf) {
    const [real, name] = [() => <bdi>{actor ?? t('somebody')}</bdi>, () => <bdi>{inPlaceOf}</bdi>]
    return <>{t.rich('inPlaceOf', { actor: real, name })}</>
  }
  if (actor) return <bdi>{actor}</bdi>
  return <span className="text-ink-2">{byAccount || address ? t('somebody') : t('program')}</span>
}

function ActName({ action }: { action: string }) {
  const t = useTranslations('audit')
  const known = ACTS.find((act): act is Act => act === action)
  return known ? t(`acts.${known}`) : <Ltr>{action}</Ltr>
}

/** As it was written: for whoever must know exactly. */
function Change({ entry: { before, after } }: { entry: Entry }) {
  const t = useTranslations('audit')
  if (!before && !after) return null
  return (
    <div className="grid gap-1">
      {[
        [t('before'), before],
        [t('after'), after],
      ].map(([name, value]) =>
        value ? (
          <p key={name} className="wrap-anywhere">
            <span className="text-ink-2">{name}</span> <Ltr>{value}</Ltr>
          </p>
        ) : null,
      )}
    </div>
  )
}
