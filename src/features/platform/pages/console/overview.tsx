import { useTranslations } from 'use-intl'
import { can } from '../../../../kit/access/index.ts'
import { pageCtx } from '../../../../kit/http/page-context.ts'
import { usePaths } from '../../../../web/document.ts'
import { Head } from '../../../../web/head.tsx'
import { LinkButton } from '../../../../web/ui/button.tsx'
import { DataTable } from '../../../../web/ui/data-table.tsx'
import { EmptyState } from '../../../../web/ui/empty-state.tsx'
import { Notice } from '../../../../web/ui/notice.tsx'
import { Facts, PageHeader, Section, Sections } from '../../../../web/ui/page.tsx'
import { Ltr, When } from '../../../../web/ui/values.tsx'
import { listAllShops } from '../../../shops/list-all-shops.ts'
import { presentShopSummary } from '../../answers-console.ts'
import { readOverview } from '../../overview.ts'
import type { Route } from './+types/overview.ts'
import { ShopTable } from './shop-table.tsx'

// As many as one looks at before the list is opened.
const SHOWN = 10

/** What waits, and how the program keeps up. */
export async function loader({ context }: Route.LoaderArgs) {
  const ctx = pageCtx(context)
  const { queues, ...overview } = await readOverview(ctx)
  const waiting = can(ctx, 'shop.approve', {})
    ? await listAllShops(ctx, { q: '', status: 'pending', limit: SHOWN })
    : null
  return {
    ...overview,
    queues: queues.map((one) => ({ ...one, oldest: one.oldest?.toString() ?? null })),
    waiting: waiting && waiting.shops.map(presentShopSummary),
  }
}

/** The platform at a glance: which shops wait for a yes, and whether jobs and messages keep up. */
export default function PlatformOverview({ loaderData }: Route.ComponentProps) {
  const t = useTranslations('platform')
  const { waiting, shopsWaiting } = loaderData
  const to = usePaths()
  return (
    <>
      <Head title={t('overview.title')} hidden />
      <PageHeader title={t('overview.title')} />
      <Sections>
        {waiting ? (
          <Section
            title={t('overview.waiting')}
            aside={
              shopsWaiting !== null && shopsWaiting > waiting.length ? (
                <LinkButton to={to.platformShops({ status: 'pending' })} kind="bare" size="small">
                  {t('overview.all', { count: shopsWaiting })}
                </LinkButton>
              ) : undefined
            }
          >
            {waiting.length > 0 ? (
              <ShopTable shops={waiting} caption={t('overview.waiting')} />
            ) : (
              <EmptyState title={t('overview.nothing')} />
            )}
          </Section>
        ) : null}
        <Health data={loaderData} />
      </Sections>
    </>
  )
}

function Health({
  data: { state, queues, messages, version },
}: {
  data: Route.ComponentProps['loaderData']
}) {
  const t = useTranslations('platform.health')
  return (
    <Section title={t('title')}>
      {state === 'slow' ? (
        <Notice kind="blocked" title={t('slow')}>
          <p>{t('slowText')}</p>
        </Notice>
      ) : (
        <Notice kind="ready" title={t('ok')} />
      )}
      <DataTable
        caption={t('queues')}
        rows={queues}
        rowKey={({ name }) => name}
        fixed
        columns={[
          { key: 'name', head: t('queue'), cell: ({ name }) => t(`queueNames.${name as 'work'}`) },
          {
            key: 'waiting',
            head: t('due'),
            align: 'end',
            tight: true,
            cell: ({ waiting }) => t('count', { count: waiting }),
          },
          {
            key: 'oldest',
            head: t('since'),
            align: 'end',
            tight: true,
            cell: ({ oldest }) => (oldest ? <When at={oldest} show="relative" /> : '–'),
          },
        ]}
      />
      <Facts
        rows={[
          [t('unsent'), t('count', { count: messages.unsent })],
          [t('failed'), t('count', { count: messages.failedToday })],
          [t('version'), <Ltr key="version">{version}</Ltr>],
        ]}
      />
    </Section>
  )
}
