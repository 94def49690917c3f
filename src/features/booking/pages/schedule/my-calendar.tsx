import { z } from 'zod'
import { useTranslations } from 'use-intl'
import { formAction } from '../../../../kit/http/forms.ts'
import { pageCtx } from '../../../../kit/http/page-context.ts'
import { Head } from '../../../../web/head.tsx'
import { paths } from '../../../../web/paths.ts'
import { Notice } from '../../../../web/ui/notice.tsx'
import { PageHeader, Sections } from '../../../../web/ui/page.tsx'
import { closeFeed, feedSince, openFeed } from '../../feed.ts'
import type { Route } from './+types/my-calendar.ts'
import { FeedSection } from './feed-section.tsx'

export { headers } from '../../../accounts/pages/no-store.ts'

export const handle = { noScripts: true }

/** Whether the customer's calendar has a link. */
export async function loader({ context, url }: Route.LoaderArgs) {
  const since = await feedSince(pageCtx(context), 'customer')
  return { since: since?.epochMilliseconds ?? null, ended: url.searchParams.get('done') === 'ended' }
}

/** Makes the link, or ends it. */
export async function action(args: Route.ActionArgs) {
  if (args.url.searchParams.get('do') === 'feed')
    return { link: await openFeed(pageCtx(args.context), 'customer') }
  return formAction(args, z.strictObject({}), async (ctx) => {
    await closeFeed(ctx, 'customer')
    return paths(ctx.locale).myCalendar({ done: 'ended' })
  })
}

/** My appointments in my own calendar. */
export default function MyCalendar({ loaderData: { since, ended }, actionData }: Route.ComponentProps) {
  const t = useTranslations('schedule')
  const link = actionData && 'link' in actionData ? actionData.link : null
  return (
    <>
      <Head title={t('feed.customerTitle')} hidden />
      <PageHeader title={t('feed.customerTitle')} lead={t('feed.customerLead')} />
      <Sections>
        {ended && !link ? <Notice kind="ready">{t('feed.ended')}</Notice> : null}
        <FeedSection since={since} link={link} zone="UTC" />
      </Sections>
    </>
  )
}
