import { useTranslations } from 'use-intl'
import { pageCtx } from '../../../../kit/http/page-context.ts'
import { usePaths } from '../../../../web/document.ts'
import { Head } from '../../../../web/head.tsx'
import { LinkButton } from '../../../../web/ui/button.tsx'
import { EmptyState } from '../../../../web/ui/empty-state.tsx'
import { Pagination } from '../../../../web/ui/nav.tsx'
import { PageHeader } from '../../../../web/ui/page.tsx'
import type { Route } from './+types/repairs.ts'
import { readRepairs } from './read-repairs.ts'
import { RepairRow, Rows } from './rows.tsx'

export { headers } from '../../../accounts/pages/no-store.ts'

export const handle = { noScripts: true }

/** The caller's own repairs at all shops, a page at a time. */
export async function loader({ context, url }: Route.LoaderArgs) {
  const after = url.searchParams.get('after') ?? undefined
  return { ...(await readRepairs(pageCtx(context), { after, limit: 25 })), isLater: after !== undefined }
}

/** Everything that was ever repaired, the newest first. */
export default function Repairs({ loaderData: { repairs, next, isLater } }: Route.ComponentProps) {
  const t = useTranslations('portal')
  const to = usePaths()
  return (
    <>
      <Head title={t('repairs.title')} hidden />
      <PageHeader title={t('repairs.title')} />
      {repairs.length > 0 ? (
        <Rows alone>
          {repairs.map((repair) => (
            <RepairRow key={repair.id} repair={repair} />
          ))}
        </Rows>
      ) : (
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
      <Pagination next={next && `${to.myRepairs()}?after=${next}`} first={isLater ? to.myRepairs() : null} />
    </>
  )
}
