import { type LoaderFunctionArgs, Outlet, useLoaderData } from 'react-router'
import { useTranslations } from 'use-intl'
import { DeskTools } from '../../features/repairs/pages/desk-tools.tsx'
import { whySuspended } from '../../features/shops/decisions.ts'
import { findShop } from '../../features/shops/find.ts'
import { ShopStateBanner } from '../../features/shops/pages/state-banner.tsx'
import { anyAccount, grantIn, platformHolds } from '../../kit/access/index.ts'
import { notFound } from '../../kit/errors.ts'
import { pageCtx } from '../../kit/http/page-context.ts'
import { usePaths } from '../document.ts'
import { DeskProvider } from '../ui/desk/provider.tsx'
import { DeskShell } from '../ui/desk-shell.tsx'
import { ZoneProvider } from '../ui/reading.tsx'
import { DeskMenu } from './desk-menu.tsx'
import { LockButton } from './lock-button.tsx'
import { useDeskNav } from './desk-nav.tsx'
import { hatsOfCaller } from './read-hats.ts'

/** The shop, who works here, and what they may open. Others than its people do not see that it has a desk (404). */
export async function loader({ context, params }: LoaderFunctionArgs) {
  const ctx = pageCtx(context)
  const caller = anyAccount(ctx)
  const found = await findShop(ctx, params['shop'] ?? '')
  const { id, slug, name, timezone, status } = found
  const grant = grantIn(caller, id)
  const everything = platformHolds(caller.platformRoles, 'orders.read')
  if (!grant && !everything) throw notFound()
  return {
    shop: { slug, name, timezone, status },
    whySuspended: await whySuspended(ctx, found),
    person: { name: caller.name },
    device: caller.device ?? null,
    isConfined: caller.onlyIn !== undefined,
    everything,
    may: [...(grant?.permissions ?? [])],
    hats: await hatsOfCaller(ctx, caller),
  }
}

/** The frame of a shop's staff pages. */
export default function DeskLayout() {
  const loaderData = useLoaderData<typeof loader>()
  const { shop, person, hats, device, isConfined } = loaderData
  const { nav, mayCreate } = useDeskNav(loaderData)
  const to = usePaths()
  const t = useTranslations('common.device')
  const mayRead = loaderData.everything || loaderData.may.some(([permission]) => permission === 'orders.read')
  return (
    <DeskProvider>
      <ZoneProvider zone={shop.timezone}>
        <DeskShell
          nav={nav}
          shop={<bdi>{shop.name}</bdi>}
          banner={
            <ShopStateBanner
              shop={shop}
              reason={loaderData.whySuspended}
              maySetUp={loaderData.everything || loaderData.may.some(([one]) => one === 'shop.edit')}
            />
          }
          search={mayRead ? <DeskTools shop={shop.slug} nav={nav} mayCreate={mayCreate} /> : undefined}
          newOrder={mayCreate ? to.newOrder(shop.slug) : undefined}
          account={
            <>
              {device ? <LockButton device={device} /> : null}
              <DeskMenu
                name={device ? t('at', { name: person.name, device: device.name }) : person.name}
                shop={shop.slug}
                hats={hats}
                isConfined={isConfined}
              />
            </>
          }
        >
          <Outlet />
        </DeskShell>
      </ZoneProvider>
    </DeskProvider>
  )
}
