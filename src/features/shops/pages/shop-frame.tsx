import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { usePaths } from '../../../web/document.ts'
import { AccountLink } from '../../../web/layouts/account-link.tsx'
import type { Standing } from '../../../web/layouts/standing.ts'
import { useOtherLanguage } from '../../../web/layouts/use-other-language.ts'
import { useWidth } from '../../../web/layouts/use-width.ts'
import { accentProps } from '../../../web/ui/accent.ts'
import { ZoneProvider } from '../../../web/ui/reading.tsx'
import { PublicShell, ShopBrand } from '../../../web/ui/shell.tsx'
import type { Shop } from '../shop.ts'
import { Address } from './address.tsx'

/** What a frame says about a shop. */
export type FramedShop = Pick<Shop, 'slug' | 'name' | 'city' | 'address' | 'timezone' | 'accent' | 'status'>

/** What of a shop its frame needs: for loaders. */
export function framedShop({ slug, name, city, address, timezone, accent, status }: Shop): FramedShop {
  return { slug, name, city, address, timezone, accent, status }
}

interface Props {
  shop: FramedShop
  standing: Standing | null
  children: ReactNode
}

/** The frame of a shop's own pages: its name, its colour, its zone, its papers at the foot. */
export function ShopFrame({ shop, standing, children }: Props) {
  const t = useTranslations('shops')
  const ui = useTranslations('ui')
  const to = usePaths()
  return (
    <div {...accentProps(shop.accent)}>
      <ZoneProvider zone={shop.timezone}>
        <PublicShell
          brand={<ShopBrand to={to.shop(shop.slug)} name={shop.name} />}
          home={to.home()}
          nav={[
            { to: to.home(), label: ui('findShop'), end: true },
            { to: to.trackFind(), label: ui('track'), end: true },
          ]}
          signIn={to.signIn()}
          account={standing ? <AccountLink standing={standing} /> : undefined}
          otherLanguage={useOtherLanguage()}
          width={useWidth()}
          footNote={
            <>
              <bdi className="font-medium">{shop.name}</bdi>
              {' · '}
              <Address {...shop} />
            </>
          }
          foot={[
            { to: to.shopAbout(shop.slug), label: t('about.link') },
            { to: to.shopTerms(shop.slug), label: t('terms.title') },
            { to: to.shopPrivacy(shop.slug), label: t('privacy.title') },
            { to: to.shopImprint(shop.slug), label: t('imprint.title') },
            { to: to.trackFind(), label: ui('track') },
            { to: to.home(), label: ui('findShop') },
          ]}
        >
          {children}
        </PublicShell>
      </ZoneProvider>
    </div>
  )
}
