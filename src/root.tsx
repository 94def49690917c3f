import type { ReactNode } from 'react'
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useLocation } from 'react-router'
import type { Route } from './+types/root.ts'
import { directionOf, localeOfPath } from './kit/i18n/locale.ts'
import { areaOf } from './kit/i18n/area.ts'
import { useDocument } from './web/document.ts'
import { fontPreloads } from './web/fonts/preload.ts'
import { ActingBanner } from './web/layouts/acting-banner.tsx'
import { ErrorPage } from './web/pages/error.tsx'
import { WrongWords } from './web/wrong-words.tsx'
import theme from './web/theme.css?url'

/** The document around every page, errors included. */
export function Layout({ children }: { children: ReactNode }) {
  const { pathname } = useLocation()
  const { calendar, theme: chosen, now, hydrates, nonce, acting, hand, lockMinutes } = useDocument()
  const locale = localeOfPath(pathname)
  return (
    <html
      lang={locale}
      dir={directionOf(locale)}
      data-area={areaOf(pathname)}
      data-calendar={calendar}
      data-theme={chosen === 'system' ? undefined : chosen}
      data-now={hydrates ? now : undefined}
      data-acting={acting && JSON.stringify(acting)}
      data-hand={hydrates ? hand : undefined}
      data-lock={hydrates ? lockMinutes : undefined}
    >
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        {nonce ? <meta property="csp-nonce" nonce={nonce} suppressHydrationWarning /> : null}
        {fontPreloads(locale).map((font) => (
          <link key={font.href} {...font} />
        ))}
        <link rel="stylesheet" href={theme} />
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <link rel="apple-touch-icon" href="/apple-touch-icon.png" />
        <link rel="manifest" href="/site.webmanifest" />
        <Meta />
        <Links nonce="" />
      </head>
      <body>
        {acting ? <ActingBanner acting={acting} /> : null}
        {children}
        {hydrates ? (
          <>
            <ScrollRestoration nonce={nonce} />
            <Scripts nonce={nonce} />
          </>
        ) : null}
      </body>
    </html>
  )
}

/** The headers of a refusal (`Retry-After`) reach the document too. */
export const headers: Route.HeadersFunction = ({ errorHeaders }) => errorHeaders ?? new Headers()

/** Every page. */
export default function Root() {
  return (
    <WrongWords>
      <Outlet />
    </WrongWords>
  )
}

/** What stands where a page failed: not found, not allowed, the database away, our fault. */
export function ErrorBoundary() {
  return <ErrorPage />
}
