import { useTranslations } from 'use-intl'
import { goTo } from '../../../kit/http/go-to.ts'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { normaliseTrackingCode } from '../../../kit/secrets.ts'
import { Head } from '../../../web/head.tsx'
import { paths } from '../../../web/paths.ts'
import { PageHeader } from '../../../web/ui/page.tsx'
import type { Route } from './+types/track-find.ts'
import { CodeForm } from './track/code-form.tsx'

export const handle = { noScripts: true }

/** A typed code leads on to its page. */
export function loader({ context, url }: Route.LoaderArgs) {
  const code = normaliseTrackingCode(url.searchParams.get('code') ?? '').slice(0, 40)
  if (code) throw goTo(url, paths(pageCtx(context).locale).track(code))
  return null
}

/** For whoever has the code on paper or was read it over the phone. */
export default function TrackFind() {
  const t = useTranslations('track.find')
  return (
    <>
      <Head title={t('title')} />
      <PageHeader title={t('title')} lead={t('lead')} />
      <div className="max-w-[28rem]">
        <CodeForm />
      </div>
    </>
  )
}
