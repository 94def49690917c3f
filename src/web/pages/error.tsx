import { useEffect } from 'react'
import { isRouteErrorResponse, useRouteError } from 'react-router'
import { useTranslations } from 'use-intl'
import { EndActing } from '../layouts/end-acting.tsx'
import { LockButton } from '../layouts/lock-button.tsx'
import { useHere } from '../layouts/use-here.ts'
import { useOtherLanguage } from '../layouts/use-other-language.ts'
import { useDocument, usePaths } from '../document.ts'
import { Head } from '../head.tsx'
import { isReached } from '../is-reached.ts'
import { LinkButton } from '../ui/button.tsx'
import { PlainShell } from '../ui/shell.tsx'

type Kind = 'notFound' | 'forbidden' | 'internal' | 'unavailable' | 'offline'

/** What a page says that could not be shown: plainly what happened and the next step. */
export function ErrorPage() {
  const t = useTranslations('errorPages')
  const error = useRouteError()
  const { hydrates, requestId, lockMinutes, acting } = useDocument()
  const to = usePaths()
  const here = useHere()
  const { kind, title, detail, reason } = read(error, hydrates)
  useReloadOnceReached(kind === 'offline')
  const again = kind === 'internal' || kind === 'unavailable' || kind === 'offline'
  return (
    <PlainShell home={to.home()} otherLanguage={useOtherLanguage()}>
      <Head title={title ?? t(`${kind}.title`)} hidden />
      {kind === 'unavailable' ? <meta httpEquiv="refresh" content="30" /> : null}
      {lockMinutes ? (
        <div className="mb-6">
          <LockButton device={{ lockMinutes }} />
        </div>
      ) : null}
      <h1>{title ?? t(`${kind}.title`)}</h1>
      <p className="mt-4">{detail ?? t(`${kind}.text`)}</p>
      {requestId && kind === 'internal' ? (
        <p className="quiet small mt-4">{t('reference', { id: requestId })}</p>
      ) : null}
      <div className="mt-6 flex flex-wrap gap-3">
        {again ? (
          <LinkButton to={here} kind="primary" reloadDocument>
            {t('retry')}
          </LinkButton>
        ) : null}
        {reason === 'prove_again' ? (
          <LinkButton to={to.securityPart('prove', { to: here })} kind="primary" reloadDocument>
            {t('prove')}
          </LinkButton>
        ) : null}
        {acting && kind === 'forbidden' ? (
          <BackToHat desk={acting.desk} />
        ) : lockMinutes ? (
          <LinkButton to={to.device()} kind={again ? 'quiet' : 'primary'} reloadDocument>
            {t('toDevice')}
          </LinkButton>
        ) : (
          <LinkButton
            to={to.home()}
            kind={again || reason === 'prove_again' ? 'quiet' : 'primary'}
            reloadDocument
          >
            {t('goHome')}
          </LinkButton>
        )}
        {kind === 'notFound' ? (
          <LinkButton to={to.trackFind()} reloadDocument>
            {t('follow')}
          </LinkButton>
        ) : null}
      </div>
    </PlainShell>
  )
}

/** Whoever acts in another's place goes back to what that one's hat may do, or out of it. */
function BackToHat({ desk }: { desk: string | null }) {
  const t = useTranslations('errorPages')
  const to = usePaths()
  return (
    <>
      <LinkButton to={desk ? to.desk(desk) : to.me()} kind="primary" reloadDocument>
        {t(desk ? 'linkOver.desk' : 'linkOver.me')}
      </LinkButton>
      <EndActing>{t('endActing')}</EndActing>
    </>
  )
}

const AGAIN_MS = 5000

/** Where no server answered, the page comes by itself once one does. */
function useReloadOnceReached(away: boolean): void {
  useEffect(() => {
    if (!away) return
    const again = setInterval(() => void isReached().then((is) => is && window.location.reload()), AGAIN_MS)
    return () => clearInterval(again)
  }, [away])
}

// What `fetch` throws without an answer says so in the browser's own words (Chromium, Firefox, Safari); a `TypeError` of ours
// has others.
const isUnanswered = (error: unknown) =>
  error instanceof TypeError && /fetch|network|load failed/i.test(error.message)

interface Trouble {
  kind: Kind
  /** Words of the refusal itself, where it has some that say more than the page's. */
  title?: string
  detail?: string
  /** The rule that refused it. */
  reason?: string
}

const kinds: Record<number, Kind> = {
  401: 'forbidden',
  403: 'forbidden',
  404: 'notFound',
  405: 'notFound',
  503: 'unavailable',
}

function read(error: unknown, inBrowser: boolean): Trouble {
  if (!isRouteErrorResponse(error)) {
    return { kind: inBrowser && isUnanswered(error) ? 'offline' : 'internal' }
  }
  const kind = kinds[error.status]
  const { title, detail, reason } = (error.data ?? {}) as { title?: string; detail?: string; reason?: string }
  // A rule that has a name says more than that one may not.
  if (kind === 'forbidden' && reason)
    return { kind, detail, reason, ...(reason === 'prove_again' ? { title } : {}) }
  if (kind) return { kind }
  return error.status < 500 ? { kind: 'internal', title, detail } : { kind: 'internal' }
}
