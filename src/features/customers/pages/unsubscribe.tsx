import { useTranslations } from 'use-intl'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { Head } from '../../../web/head.tsx'
import { SubmitButton } from '../../../web/ui/button.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { PageHeader } from '../../../web/ui/page.tsx'
import { readStopLink, unsubscribe } from '../unsubscribe.ts'
import type { Route } from './+types/unsubscribe.ts'

// The link is a secret: nobody keeps the page, and no site is told its address (kit/http/security.ts).
export { headers } from '../../accounts/pages/no-store.ts'

export const handle = { noScripts: true }

/** What would end. Opening it changes nothing: mail programs look at links by themselves. */
export async function loader({ context, params }: Route.LoaderArgs) {
  const { shop, purpose, isOver } = await readStopLink(pageCtx(context), params)
  return { shop: shop.name, purpose, isOver }
}

/**
 * Ends it: by the button of the page, or by a mail program's one press (RFC 8058), which brings neither cookie nor origin
 * and follows nowhere. So the answer is the page itself.
 */
export async function action({ context, params }: Route.ActionArgs) {
  await unsubscribe(pageCtx(context), params)
  return null
}

/** Ending mails of one kind from a shop, without signing in. */
export default function UnsubscribePage({ loaderData }: Route.ComponentProps) {
  const t = useTranslations('unsubscribe')
  const { shop, purpose, isOver } = loaderData
  return (
    <>
      <Head title={t(`${purpose}.title`, { shop })} hidden />
      <PageHeader title={t(`${purpose}.title`, { shop })} />
      {isOver ? (
        <>
          <Notice kind="ready">{t(`${purpose}.over`, { shop })}</Notice>
          <p className="small quiet pt-4">{t('again', { shop })}</p>
        </>
      ) : (
        <>
          <p>{t(`${purpose}.text`, { shop })}</p>
          <p className="small quiet pt-3 pb-6">{t('still')}</p>
          <Form method="post">
            <SubmitButton>{t('submit')}</SubmitButton>
          </Form>
        </>
      )}
    </>
  )
}
