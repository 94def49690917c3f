import { type LoaderFunctionArgs, Outlet, useLoaderData } from 'react-router'
import { DeskTools } from '../../features/repairs/pages/desk-tools.tsx'
import { findShop } from '../../features/shops/find.ts'
import { anyAccount, grantIn, platformHolds } from '../../kit/access/index.ts'
import { notFound } from '../../kit/errors.ts'
import { pageCtx } from '../../kit/http/page-context.ts'
import { usePaths } from '../document.ts'
import { DeskProvider } from '../ui/desk/provider.tsx'
import { DeskShell } from '../ui/desk-shell.tsx'
import { ZoneProvider } from '../ui/reading.tsx'
import { DeskMenu } from './desk-menu.tsx'
import { useDeskNav } from './desk-nav.tsx'
import { hatsOfCaller } from './read-hats.ts'

/** The shop, who works here, and what they may open. Others than its people do not see that it has a desk (404). */
export async function loader({ context, params }: LoaderFunctionArgs) {
  const ctx = pageCtx(context)
  const caller = anyAccount(ctx)
  const { id, slug, name, timezone } = await findShop(ctx, params['shop'] ?? '')
  const grant = grantIn(caller, id)
  const everything = platformHolds(caller.platformRoles, 'orders.read')
  if (!grant && !everything) throw notFound()
  return {
    shop: { slug, name, timezone },
    person: { name: caller.name },
    everything,
    may: [...(grant?.permissions ?? [])],
    hats: await hatsOfCaller(ctx, caller),
  }
}

/** The frame of a shop's staff pages. */
export default function DeskLayout() {
  const loaderData = useLoaderData<typeof loader>()
  const { shop, person, hats } = loaderData
  const { nav, mayCreate } = useDeskNav(loaderData)
  const to = usePaths()
  const mayRead = loaderData.everything || loaderData.may.some(([permission]) => permission === 'orders.read')
  return (
    <DeskProvider>
      <ZoneProvider zone={shop.timezone}>
        <DeskShell
          nav={nav}
          shop={<bdi>{shop.name}</bdi>}
          search={mayRead ? <DeskTools shop={shop.slug} nav={nav} mayCreate={mayCreate} /> : undefined}
          newOrder={mayCreate ? to.newOrder(shop.slug) : undefined}
          account={<DeskMenu name={person.name} shop={shop.slug} hats={hats} />}
        >
          <Outlet />
        </DeskShell>
      </ZoneProvider>
    </DeskProvider>
  )
}
