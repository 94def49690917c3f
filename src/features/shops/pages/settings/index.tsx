import type { ReactNode } from 'react'
import { Link, useParams } from 'react-router'
import { useTranslations } from 'use-intl'
import { can } from '../../../../kit/access/index.ts'
import type { Ctx } from '../../../../kit/context.ts'
import { isolate } from '../../../../kit/money/format.ts'
import { formatDuration } from '../../../../kit/time/format.ts'
import { useDocument, usePaths } from '../../../../web/document.ts'
import { Head } from '../../../../web/head.tsx'
import { ExternalLink } from '../../../../web/icons.tsx'
import { LinkButton } from '../../../../web/ui/button.tsx'
import { Notice } from '../../../../web/ui/notice.tsx'
import { PageHeader } from '../../../../web/ui/page.tsx'
import { servicesOf } from '../../../catalog/services.ts'
import { ownRolesOf } from '../../../staff/own-roles.ts'
import { listDevices } from '../../../staff/devices.ts'
import { listKeys } from '../../../integrations/api-keys.ts'
import { staffOf } from '../../../staff/people.ts'
import { readOrganisation } from '../../../staff/members.ts'
import { ownsOrganisation } from '../../../staff/own-organisations.ts'
import { factorRoleCount } from '../../../staff/require-second-factor.ts'
import { resourcesOf } from '../../../staff/resources.ts'
import { closuresOf, hoursOf } from '../../hours.ts'
import { openState } from '../../opening.ts'
import type { Shop } from '../../shop.ts'
import { taxRatesOf } from '../../taxes.ts'
import { textsOf } from '../../texts.ts'
import { percentOf } from '../../input.ts'
import { OpenLine } from '../open-line.tsx'
import type { Route } from './+types/index.ts'
import { settingsShop } from './settings-shop.ts'

/** What each settings page says at present, in one line. */
export async function loader(args: Route.LoaderArgs) {
  const { ctx, shop } = await settingsShop(args, 'shop.read', 'shop.edit')
  const services = await servicesOf(ctx, shop.id)
  const hours = await hoursOf(ctx, shop.id)
  const closures = await closuresOf(ctx, shop.id)
  const rates = await taxRatesOf(ctx, shop.id)
  const people = await staffOf(ctx, shop.id)
  const resources = await resourcesOf(ctx, shop.id)
  const texts = await textsOf(ctx, shop.id)
  const state = openState(hours, closures, shop.timezone, ctx.now)
  const rate = rates.find((one) => one.isDefault)
  return {
    status: shop.status,
    slug: shop.slug,
    services: services.length,
    open: state.open
      ? { open: true, at: state.until.epochMilliseconds }
      : { open: false, at: state.opensAt?.epochMilliseconds ?? null },
    place: { address: shop.address, city: shop.city },
    tax: rate ? { name: rate.name, percent: percentOf(rate.ratePpm) } : null,
    policies: shop.policies,
    people: people.length,
    // Of those alone who may look after them.
    devices: can(ctx, 'staff.edit', { shopId: shop.id }) ? (await listDevices(ctx, shop)).length : null,
    ownRoles: (await ownRolesOf(ctx, shop.id)).length,
    keys: can(ctx, 'apiKeys.edit', { shopId: shop.id }) ? (await listKeys(ctx, shop)).length : null,
    organisation: (await ownsOrganisation(ctx, shop)) ? await sizeOf(ctx, shop) : null,
    factorRoles: can(ctx, 'roles.edit', { shopId: shop.id }) ? await factorRoleCount(ctx, shop.id) : null,
    places: resources.filter((resource) => resource.staffId === null).length,
    texts: new Set(texts.map((text) => text.key)).size,
  }
}

async function sizeOf(ctx: Ctx, shop: Shop): Promise<{ members: number; shops: number }> {
  const { members, shops } = await readOrganisation(ctx, shop)
  return { members: members.length, shops: shops.length }
}

/** The settings: one page for each question of an owner, with its present answer. */
export default function Settings({ loaderData }: Route.ComponentProps) {
  const t = useTranslations('settings')
  const devices = useTranslations('devices')
  const keys = useTranslations('apiKeys')
  const { locale } = useDocument()
  const to = usePaths()
  const { tax, policies, place, status, slug } = loaderData
  const pages: [page: string, answer: ReactNode][] = [
    ['services', t('services.answer', { count: loaderData.services })],
    ['hours', <OpenLine key="hours" {...loaderData.open} />],
    ['place', <bdi key="place">{`${place.address}, ${place.city}`}</bdi>],
    [
      'booking',
      t('booking.answer', { days: policies.horizonDays, lead: formatDuration(policies.leadMinutes, locale) }),
    ],
    ['tax', tax ? t('tax.answer', { name: isolate(tax.name), percent: tax.percent }) : t('tax.none')],
    ['people', t('people.answer', { count: loaderData.people })],
    ...(loaderData.organisation === null
      ? []
      : [['organisation', t('organisation.answer', loaderData.organisation)] as [string, ReactNode]]),
    ['roles', t('roles.answer', { count: loaderData.ownRoles })],
    ...(loaderData.factorRoles === null
      ? []
      : [['security', t('security.answer', { count: loaderData.factorRoles })] as [string, ReactNode]]),
    ...(loaderData.devices === null
      ? []
      : [['devices', devices('answer', { count: loaderData.devices })] as [string, ReactNode]]),
    ...(loaderData.keys === null
      ? []
      : [['api-keys', keys('answer', { count: loaderData.keys })] as [string, ReactNode]]),
    ['bays', t('bays.answer', { count: loaderData.places })],
    ['texts', t('texts.answer', { count: loaderData.texts })],
  ]
  return (
    <>
      <Head title={t('title')} hidden />
      <PageHeader
        title={t('title')}
        actions={
          <LinkButton to={to.shop(slug)} icon={<ExternalLink />} reloadDocument>
            {t('publicPage')}
          </LinkButton>
        }
      />
      {status === 'approved' ? null : (
        <div className="mb-6">
          <Notice kind="waiting" title={t(`status.${status}`)} />
        </div>
      )}
      <ul className="max-w-3xl border-t border-ink">
        {pages.map(([page, answer]) => (
          <SettingsLine key={page} page={page} title={t(`${page as 'hours'}.title`)}>
            {answer}
          </SettingsLine>
        ))}
      </ul>
    </>
  )
}

function SettingsLine({ page, title, children }: { page: string; title: string; children: ReactNode }) {
  const to = usePaths()
  const { shop = '' } = useParams()
  return (
    <li className="relative grid gap-x-8 gap-y-1 border-b border-line py-4 hover:bg-well sm:grid-cols-[18rem_minmax(0,1fr)]">
      <Link
        to={to.settings(shop, page)}
        className="link link-ink justify-self-start font-semibold after:absolute after:inset-0"
      >
        {title}
      </Link>
      <div className="text-ink-2">{children}</div>
    </li>
  )
}
