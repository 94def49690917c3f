import { useTranslations } from 'use-intl'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { usePaths } from '../../../web/document.ts'
import { Head } from '../../../web/head.tsx'
import { RefreshCw, X } from '../../../web/icons.tsx'
import { useHere } from '../../../web/layouts/use-here.ts'
import { useOtherLanguage } from '../../../web/layouts/use-other-language.ts'
import { LinkButton } from '../../../web/ui/button.tsx'
import { cx } from '../../../web/ui/class-names.ts'
import { EmptyState } from '../../../web/ui/empty-state.tsx'
import { PageHeader } from '../../../web/ui/page.tsx'
import { ZoneProvider } from '../../../web/ui/reading.tsx'
import { SearchBox } from '../../../web/ui/search-box.tsx'
import { PublicShell } from '../../../web/ui/shell.tsx'
import { Ltr } from '../../../web/ui/values.tsx'
import { type OutboxMessage, outboxMessages, recipientsOf, requireOutbox } from '../outbox.ts'
import type { Route } from './+types/outbox.ts'
import { OutboxDetail } from './outbox-detail.tsx'
import { OutboxRow } from './outbox-row.tsx'

export const handle = { noScripts: true }

const SHOWN = 100

/** The newest messages, and the one that was chosen whole. */
export async function loader({ context, url }: Route.LoaderArgs) {
  const ctx = pageCtx(context)
  requireOutbox(ctx, url)
  const to = url.searchParams.get('to')?.trim() ?? ''
  const messages = await outboxMessages(ctx, to)
  const id = url.searchParams.get('id')
  return {
    to,
    // The reader sits at this machine.
    zone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
    rows: messages.slice(0, SHOWN).map(rowOf),
    chosen: messages.find((message) => message.id === id) ?? null,
  }
}

export type Row = ReturnType<typeof rowOf>

function rowOf(message: OutboxMessage) {
  const { id, kind, at, refused } = message
  const partly = message.kind === 'email' && !refused && message.mail.rejected.length > 0
  return {
    id,
    kind,
    at,
    outcome: refused ? ('refused' as const) : partly ? ('partly' as const) : ('sent' as const),
    to: recipientsOf(message).join(', '),
    words: message.kind === 'email' ? message.mail.subject : message.sms.text,
  }
}

export function headers() {
  return { 'cache-control': 'no-store' }
}

/** Everything that would have gone out, as its receiver would see it. */
export default function Outbox({ loaderData: { to, zone, rows, chosen } }: Route.ComponentProps) {
  const t = useTranslations('outbox')
  const paths = usePaths()
  const here = useHere()
  const listed = (id?: string) =>
    `?${new URLSearchParams({ ...(to ? { to } : {}), ...(id ? { id } : {}) }).toString()}`
  return (
    <ZoneProvider zone={zone}>
      <Head title={t('title')} hidden />
      <PublicShell home={paths.home()} otherLanguage={useOtherLanguage()}>
        <PageHeader
          title={t('title')}
          lead={t('lead')}
          actions={
            <LinkButton to={here} icon={<RefreshCw />} reloadDocument>
              {t('again')}
            </LinkButton>
          }
        />
        <div className="mb-6 flex max-w-xl flex-wrap items-end gap-4">
          <div className="flex-1">
            <SearchBox name="to" label={t('filter')} defaultValue={to} button={t('show')} />
          </div>
          {to ? (
            <LinkButton to="?" kind="bare" icon={<X />}>
              {t('all')}
            </LinkButton>
          ) : null}
        </div>
        {rows.length === 0 ? (
          <EmptyState title={to ? t.rich('noneFor', { address: () => <Ltr>{to}</Ltr> }) : t('none')}>
            {to ? null : <p>{t('noneText')}</p>}
          </EmptyState>
        ) : (
          <div className="grid gap-8 lg:grid-cols-[22rem_minmax(0,1fr)]">
            <ol className={cx('border-t border-ink', chosen && 'max-lg:hidden')} aria-label={t('list')}>
              {rows.map((row) => (
                <OutboxRow key={row.id} row={row} to={listed(row.id)} current={row.id === chosen?.id} />
              ))}
            </ol>
            {chosen ? (
              <OutboxDetail message={chosen} back={listed()} />
            ) : (
              <p className="quiet max-lg:hidden">{t('choose')}</p>
            )}
          </div>
        )}
      </PublicShell>
    </ZoneProvider>
  )
}
