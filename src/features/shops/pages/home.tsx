import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import type { Ctx } from '../../../kit/context.ts'
import { Problem } from '../../../kit/errors.ts'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { localDate } from '../../../kit/time.ts'
import { usePaths } from '../../../web/document.ts'
import { Head } from '../../../web/head.tsx'
import { LinkButton } from '../../../web/ui/button.tsx'
import { EmptyState } from '../../../web/ui/empty-state.tsx'
import { Pagination, Tabs } from '../../../web/ui/nav.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { firstFreeTimes } from '../../booking/first-free.ts'
import { lowestPrices } from '../../catalog/services.ts'
import { findPlace, placeNames } from '../find-place.ts'
import { awaitsFirstStart } from '../first-start.ts'
import { hoursOfShops } from '../hours.ts'
import { listShops, ListShopsInput, type ShopPage } from '../list-shops.ts'
import { openState } from '../opening.ts'
import { presentFound } from '../shapes.ts'
import { SHOP_KINDS } from '../shop.ts'
import type { FoundShop } from '../store-search.ts'
import type { Route } from './+types/home.ts'
import { FindForm } from './find-form.tsx'
import { ShopRow } from './shop-row.tsx'

export const handle = { noScripts: true }

/** What was asked, and the shops that answer it. */
export async function loader({ context, url }: Route.LoaderArgs) {
  const ctx = pageCtx(context)
  const asked = askedIn(url.searchParams)
  const named = asked.place ? await findPlace(ctx, asked.place) : undefined
  const near = named ? `${named.lat},${named.lon}` : asked.place ? undefined : asked.near
  const { shops, next } = await readable(ctx, [
    { near, kind: asked.kind, q: asked.q, after: asked.after },
    { near, kind: asked.kind, q: asked.q },
    { q: asked.q },
    {},
  ])
  const [rows, places, isNew] = await Promise.all([
    rowsOf(ctx, shops),
    placeNames(ctx),
    shops.length === 0 ? awaitsFirstStart(ctx) : false,
  ])
  return { asked, rows, next, places, isNew, isPlaceUnknown: asked.place !== undefined && !named }
}

function askedIn(search: URLSearchParams) {
  const text = (name: string) => search.get(name)?.trim().slice(0, 200) || undefined
  return {
    q: text('q'),
    place: text('place'),
    near: text('near'),
    kind: text('kind'),
    after: search.get('after') ?? undefined,
  }
}

/** The first of the searches that can be read: a link that somebody cut short still finds shops. */
async function readable(ctx: Ctx, searches: readonly unknown[]): Promise<ShopPage> {
  for (const search of searches) {
    const parsed = ListShopsInput.safeParse(search)
    if (!parsed.success) continue
    try {
      return await listShops(ctx, parsed.data)
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'invalid') throw error
    }
  }
  return { shops: [], next: null }
}

/** Beside each shop what its row tells: lowest price, first free time, open or when. */
async function rowsOf(ctx: Ctx, found: readonly FoundShop[]) {
  const ids = found.map(({ shop }) => shop.id)
  const yesterday = localDate(ctx.now, 'UTC').subtract({ days: 2 })
  const [prices, hours, free] = await Promise.all([
    lowestPrices(ctx, ids),
    hoursOfShops(ctx, ids, yesterday),
    firstFreeTimes(
      ctx,
      found.map(({ shop }) => shop),
    ),
  ])
  return found.map((one) => {
    const { hours: week = [], closures = [] } = hours.get(one.shop.id) ?? {}
    const state = openState(week, closures, one.shop.timezone, ctx.now)
    return {
      ...presentFound(one),
      price: prices.get(one.shop.id) ?? null,
      firstFree: free.get(one.shop.id)?.epochMilliseconds ?? null,
      open: state.open
        ? { open: true, at: state.until.epochMilliseconds }
        : { open: false, at: state.opensAt?.epochMilliseconds ?? null },
    }
  })
}

/** The start page: find a shop by what and where, and see what it costs and when it has time. */
export default function Home({ loaderData }: Route.ComponentProps) {
  const t = useTranslations('home')
  const shops = useTranslations('shops')
  const to = usePaths()
  const { asked, rows, next, isPlaceUnknown } = loaderData
  const { after: _after, ...search } = asked
  const isFiltered = Object.values(asked).some((value) => value !== undefined)
  return (
    <>
      <Head title={t('title')} description={t('description')} />
      <div className="grid gap-2">
        <h1>{t('title')}</h1>
        <p className="measure text-ink-2">{t('lead')}</p>
      </div>
      <FindForm asked={asked} places={loaderData.places} />
      {isPlaceUnknown ? (
        <div className="mt-4">
          <Notice kind="waiting" title={t('placeUnknown', { place: asked.place ?? '' })}>
            {rows.length > 0 ? <p>{t('placeUnknownHint')}</p> : null}
          </Notice>
        </div>
      ) : null}
      <div className="mt-6 mb-2">
        <Tabs
          label={t('kinds')}
          tabs={[undefined, ...SHOP_KINDS].map((kind) => ({
            to: to.home({ ...search, kind }),
            label: kind ? shops(`kind.${kind}`) : t('allKinds'),
            current: asked.kind === kind,
          }))}
        />
      </div>
      {rows.length > 0 ? (
        <ul className="divide-y divide-line">
          {rows.map((row) => (
            <ShopRow key={row.id} shop={row} />
          ))}
        </ul>
      ) : (
        <NoShops isFiltered={isFiltered} isNew={loaderData.isNew} />
      )}
      <Pagination
        next={next && to.home({ ...search, after: next })}
        first={asked.after ? to.home(search) : null}
      />
      <p className="mt-10 border-t border-line pt-4">
        <Link className="link link-row" to={to.openShop()}>
          {t('openShop')}
        </Link>
      </p>
    </>
  )
}

function NoShops({ isFiltered, isNew }: { isFiltered: boolean; isNew: boolean }) {
  const t = useTranslations('home')
  const to = usePaths()
  if (isFiltered) {
    return (
      <EmptyState title={t('noneFound')} next={<LinkButton to={to.home()}>{t('allShops')}</LinkButton>}>
        {t('noneFoundHint')}
      </EmptyState>
    )
  }
  return (
    <EmptyState
      title={t('noShops')}
      next={
        isNew ? (
          <LinkButton to={to.welcome()} kind="primary">
            {t('openFirst')}
          </LinkButton>
        ) : undefined
      }
    >
      {isNew ? t('noShopsNew') : t('noShopsYet')}
    </EmptyState>
  )
}
