import { Outlet, useLocation } from 'react-router'
import { useTranslations } from 'use-intl'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { useDocument, usePaths } from '../../../web/document.ts'
import { AccountLink } from '../../../web/layouts/account-link.tsx'
import { standingOf } from '../../../web/layouts/standing.ts'
import { choicePath } from '../../../web/paths.ts'
import { accentProps } from '../../../web/ui/accent.ts'
import { ZoneProvider } from '../../../web/ui/reading.tsx'
import { PublicShell, ShopBrand } from '../../../web/ui/shell.tsx'
import { findShop } from '../find.ts'
import { Address } from './address.tsx'
import type { Route } from './+types/shop-layout.ts'

/** Whose pages these are, for their head and foot. */
export async function loader({ context, params }: Route.LoaderArgs) {
  const ctx = pageCtx(context)
  const { slug, name, city, address, timezone, accent, status } = await findShop(ctx, params.shop)
  return { shop: { slug, name, city, address, timezone, accent, status }, standing: standingOf(ctx) }
}

/** The frame of a shop's own pages: its name, its colour, its zone, its papers at the foot. */
export default function ShopLayout({ loaderData: { shop, standing } }: Route.ComponentProps) {
  const t = useTranslations('shops')
  const ui = useTranslations('ui')
  const { locale } = useDocument()
  const to = usePaths()
  const { pathname, search } = useLocation()
  return (
    <div {...accentProps(shop.accent)}>
      <ZoneProvider zone={shop.timezone}>
        <PublicShell
          brand={<ShopBrand to={to.shop(shop.slug)} name={shop.name} />}
          home={to.home()}
          nav={[{ to: to.home(), label: ui('findShop'), end: true }]}
          signIn={to.signIn()}
          account={standing ? <AccountLink standing={standing} /> : undefined}
          otherLanguage={choicePath('locale', locale === 'fa' ? 'en' : 'fa', pathname + search)}
          footNote={
            <>
              <bdi>{shop.name}</bdi>
              {t('listComma')}
              <Address {...shop} />
            </>
          }
          foot={[
            { to: to.shopAbout(shop.slug), label: t('about.link') },
            { to: to.shopTerms(shop.slug), label: t('terms.title') },
            { to: to.shopPrivacy(shop.slug), label: t('privacy.title') },
            { to: to.shopImprint(shop.slug), label: t('imprint.title') },
          ]}
        >
          <Outlet />
        </PublicShell>
      </ZoneProvider>
    </div>
  )
}
