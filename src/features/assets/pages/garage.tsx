import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { signedIn } from '../../../kit/access/index.ts'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { localDigits } from '../../../kit/time/format.ts'
import { useDocument, usePaths } from '../../../web/document.ts'
import { Head } from '../../../web/head.tsx'
import { Plus, Car, Smartphone } from '../../../web/icons.tsx'
import { LinkButton } from '../../../web/ui/button.tsx'
import { EmptyState } from '../../../web/ui/empty-state.tsx'
import { nameDigits } from '../../../web/ui/name-digits.ts'
import { PageHeader } from '../../../web/ui/page.tsx'
import { Plate } from '../../../web/ui/plate.tsx'
import { Ltr } from '../../../web/ui/values.tsx'
import { presentAsset } from '../asset-input.ts'
import { garageOf } from '../read.ts'
import type { Route } from './+types/garage.ts'

export { headers } from '../../accounts/pages/no-store.ts'

export const handle = { noScripts: true }

/** The caller's own vehicles and devices. */
export async function loader({ context }: Route.LoaderArgs) {
  const ctx = pageCtx(context)
  return { things: (await garageOf(ctx, signedIn(ctx).accountId)).map(presentAsset) }
}

type Thing = Route.ComponentProps['loaderData']['things'][number]

/** What one owns, ready to be chosen at the next booking. */
export default function Garage({ loaderData: { things } }: Route.ComponentProps) {
  const t = useTranslations('portal.garage')
  const to = usePaths()
  const add = (
    <LinkButton to={to.newGarageThing()} kind="primary" icon={<Plus />}>
      {t('add')}
    </LinkButton>
  )
  return (
    <>
      <Head title={t('title')} hidden />
      <PageHeader title={t('title')} actions={things.length > 0 ? add : null} />
      {things.length > 0 ? (
        <ul className="divide-y divide-line border-y border-line-2">
          {things.map((thing) => (
            <ThingRow key={thing.id} thing={thing} />
          ))}
        </ul>
      ) : (
        <EmptyState title={t('none')} next={add}>
          {t('noneHint')}
        </EmptyState>
      )}
    </>
  )
}

function ThingRow({ thing }: { thing: Thing }) {
  const t = useTranslations('portal.garage')
  const to = usePaths()
  const isCar = thing.kind === 'vehicle'
  const { locale } = useDocument()
  const name = nameDigits(`${isCar ? thing.make : thing.brand} ${thing.model}`, locale)
  const year = isCar && thing.year ? localDigits(String(thing.year), locale) : null
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 py-3">
      {isCar ? <Car /> : <Smartphone />}
      <div className="grid min-w-0 flex-1">
        <bdi className="font-semibold">{name}</bdi>
        <span className="small text-ink-2">{isCar ? year : thing.imei ? <Ltr>{thing.imei}</Ltr> : null}</span>
      </div>
      {isCar && thing.plate ? <Plate plate={thing.plate} /> : null}
      <Link to={to.garageThing(thing.id)} className="link link-row">
        {t('edit')}
        <span className="sr-only">: {name}</span>
      </Link>
    </li>
  )
}
