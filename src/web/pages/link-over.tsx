import { data, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { useTranslations } from 'use-intl'
import { pageCtx } from '../../kit/http/page-context.ts'
import { usePaths } from '../document.ts'
import { Head } from '../head.tsx'
import { standingOf } from '../layouts/standing.ts'
import { LinkButton } from '../ui/button.tsx'

export const handle = { noScripts: true }

/** Answers 404 as the link itself does, and says nothing of what it once opened. */
export function loader({ context }: LoaderFunctionArgs) {
  const standing = standingOf(pageCtx(context))
  const shown = { desk: standing?.desk ?? null, isGuest: standing === null }
  return data(shown, { status: 404, headers: { 'cache-control': 'no-store' } })
}

/** Where a link to a PDF or a photo leads whose time is over. */
export default function LinkOver() {
  const { desk, isGuest } = useLoaderData<typeof loader>()
  const t = useTranslations('errorPages')
  const to = usePaths()
  return (
    <>
      <Head title={t('linkOver.title')} hidden />
      <h1>{t('linkOver.title')}</h1>
      <p className="mt-4">{t('linkOver.text')}</p>
      <p className="mt-4">{t('linkOver.next')}</p>
      <p className="mt-6 flex flex-wrap gap-3">
        {isGuest ? (
          <LinkButton to={to.signIn()} kind="primary">
            {t('linkOver.signIn')}
          </LinkButton>
        ) : (
          <LinkButton to={desk ? to.desk(desk) : to.me()} kind="primary" reloadDocument>
            {t(desk ? 'linkOver.desk' : 'linkOver.me')}
          </LinkButton>
        )}
        <LinkButton to={to.trackFind()} reloadDocument>
          {t('follow')}
        </LinkButton>
      </p>
    </>
  )
}
