import { redirectDocument } from 'react-router'
import { useTranslations } from 'use-intl'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { Head } from '../../../web/head.tsx'
import { paths } from '../../../web/paths.ts'
import { LinkButton } from '../../../web/ui/button.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { PageHeader } from '../../../web/ui/page.tsx'
import { trackingCodeOf } from '../../repairs/find-order.ts'
import { isOpen, isOwed } from '../attempt-state.ts'
import { returnFromBank } from '../visit-bank.ts'
import type { Route } from './+types/pay-return.ts'

export const handle = { noScripts: true, width: 'narrow' }

/** The payer is back from the bank. What is paid leads on to the repair, where it shows; anything else is said here. */
export async function loader({ context, params }: Route.LoaderArgs) {
  const ctx = pageCtx(context)
  const attempt = await returnFromBank(ctx, params.token)
  const { shopId, orderId } = attempt
  const back = paths(ctx.locale).track(await trackingCodeOf(ctx, { shopId, id: orderId }))
  if (attempt.status === 'paid' || !(await isOwed(ctx, attempt)))
    throw redirectDocument(back, { status: 303, headers: { 'cache-control': 'no-store' } })
  return { isOpen: isOpen(attempt), back }
}

export default function PayReturn({ loaderData: { isOpen: mayCome, back } }: Route.ComponentProps) {
  const t = useTranslations('payments.result')
  const title = t(mayCome ? 'pendingTitle' : 'failedTitle')
  return (
    <>
      <Head title={title} hidden />
      <PageHeader title={title} />
      <Notice kind={mayCome ? 'waiting' : 'blocked'}>{t(mayCome ? 'pendingText' : 'failedText')}</Notice>
      <p className="pt-6">
        <LinkButton to={back} kind="primary">
          {t('back')}
        </LinkButton>
      </p>
    </>
  )
}
