import { z } from 'zod'
import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { formAction } from '../../../kit/http/forms.ts'
import { formatDuration } from '../../../kit/time/format.ts'
import { useDocument, usePaths } from '../../../web/document.ts'
import { ChevronDown, ChevronUp, Plus } from '../../../web/icons.tsx'
import { IconButton, LinkButton, SubmitButton } from '../../../web/ui/button.tsx'
import { EmptyState } from '../../../web/ui/empty-state.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { TextInput } from '../../../web/ui/inputs.tsx'
import { Section } from '../../../web/ui/page.tsx'
import { Price } from '../../../web/ui/price-list.tsx'
import { TimeInput } from '../../../web/ui/time-input.tsx'
import { editShop, EditShop } from '../../shops/edit-shop.ts'
import { findShop } from '../../shops/find.ts'
import { ServiceMenu } from '../../shops/pages/service-menu.tsx'
import { SettingsPage, useAnswerOf } from '../../shops/pages/settings/settings-page.tsx'
import { savedAt, settingsShop } from '../../shops/pages/settings/settings-shop.ts'
import { typedClock } from '../../shops/pages/settings/typed-clock.ts'
import { reorderServices } from '../reorder-services.ts'
import { restoreService } from '../retire-service.ts'
import { presentService, servicesOf, serviceWords } from '../services.ts'
import type { Route } from './+types/services.ts'

/** What the shop offers and offered, and how customers see the list. */
export async function loader(args: Route.LoaderArgs) {
  const { ctx, shop, ...page } = await settingsShop(args, 'services.read', 'services.edit')
  const services = await servicesOf(ctx, shop.id, { archived: true })
  return {
    ...page,
    slug: shop.slug,
    taxIncluded: shop.taxMode === 'included',
    dropOff: {
      version: shop.version,
      dropOffHours: shop.policies.dropOffMinutes === null ? '' : shop.policies.dropOffMinutes / 60,
    },
    dropOffAt: shop.policies.dropOffAt ?? undefined,
    services: services.map((service) => ({
      ...presentService(service, shop, ctx.locale),
      category: serviceWords(service, ctx.locale).category,
      ownName: service.name,
      retired: service.archivedAt !== null,
    })),
  }
}

const MoveForm = z.strictObject({ move: z.string().regex(/^(?:up|down) \S{1,64}$/) })
const RestoreForm = z.strictObject({ service: z.string() })
const DropOffForm = z.strictObject({
  version: EditShop.shape.version,
  dropOffHours: z.number().min(0.5).max(1000).nullable().default(null),
  dropOffAt: typedClock().nullable().optional(),
})

/** Moves a service up or down the list, offers a retired one again, or says how much can be left for a day. */
export function action(args: Route.ActionArgs) {
  const { shop: ref } = args.params
  if (args.url.searchParams.get('do') === 'restore') {
    return formAction(args, RestoreForm, async (ctx, { service }) => {
      await restoreService(ctx, await findShop(ctx, ref), service, {})
      return savedAt(ctx, ref, 'services')
    })
  }
  if (args.url.searchParams.get('do') === 'drop-off') {
    return formAction(args, DropOffForm, async (ctx, { dropOffHours, dropOffAt = null, version }) => {
      const dropOffMinutes = dropOffHours === null ? null : Math.round(dropOffHours * 60)
      await editShop(ctx, await findShop(ctx, ref), { version, dropOffMinutes, dropOffAt })
      return savedAt(ctx, ref, 'services')
    })
  }
  return formAction(args, MoveForm, async (ctx, { move }) => {
    const shop = await findShop(ctx, ref)
    const [way, id = ''] = move.split(' ')
    const ids = (await servicesOf(ctx, shop.id)).map((service) => service.id)
    const at = ids.indexOf(id)
    const to = way === 'up' ? at - 1 : at + 1
    const [moved, other] = [ids[at], ids[to]]
    if (moved !== undefined && other !== undefined) {
      ids[at] = other
      ids[to] = moved
      await reorderServices(ctx, shop, { serviceIds: ids })
    }
    return savedAt(ctx, ref, 'services')
  })
}

/** What do we offer, and for how much? */
export default function Services({ loaderData, actionData }: Route.ComponentProps) {
  const t = useTranslations('catalog')
  const to = usePaths()
  const { services, slug, mayEdit } = loaderData
  const live = services.filter((service) => !service.retired)
  const retired = services.filter((service) => service.retired)
  const restoring = useAnswerOf('restore', actionData)
  const dropOff = useAnswerOf('drop-off', actionData)
  return (
    <SettingsPage
      title={t('title')}
      lead={t('lead')}
      actions={
        <LinkButton to={to.settings(slug, 'services/new')} kind="primary" icon={<Plus />}>
          {t('add')}
        </LinkButton>
      }
      saved={loaderData.saved}
      mayEdit={mayEdit}
      beside={
        live.length > 0 ? (
          <>
            <p className="text-ink-2">{t(loaderData.taxIncluded ? 'taxIn' : 'taxOn')}</p>
            <ServiceMenu slug={slug} services={live} />
          </>
        ) : undefined
      }
    >
      {live.length > 0 ? (
        <Form method="post" action="?do=move">
          <ul className="border-t border-ink">
            {live.map((service, index) => (
              <ServiceLine
                key={service.id}
                service={service}
                slug={slug}
                first={index === 0}
                last={index === live.length - 1}
              />
            ))}
          </ul>
        </Form>
      ) : (
        <EmptyState
          title={t('none')}
          next={
            mayEdit ? (
              <LinkButton to={to.settings(slug, 'services/new')} kind="primary">
                {t('addFirst')}
              </LinkButton>
            ) : undefined
          }
        >
          {t('noneHint')}
        </EmptyState>
      )}
      {live.some((service) => service.dropOff) ? (
        <DropOffDay values={loaderData.dropOff} at={loaderData.dropOffAt} answer={dropOff} />
      ) : null}
      {retired.length > 0 ? (
        <Section title={t('retired')} aside={t('retiredLead')}>
          <Form method="post" action="?do=restore" problem={restoring?.problem}>
            <ul className="divide-y divide-line">
              {retired.map((service) => (
                <li key={service.id} className="flex items-center justify-between gap-4 py-2">
                  <Link to={to.settings(slug, `services/${service.id}`)} className="link link-ink">
                    {service.name}
                  </Link>
                  <SubmitButton kind="bare" size="small" name="service" value={service.id}>
                    {t('restore')}
                    <span className="sr-only">: {service.name}</span>
                  </SubmitButton>
                </li>
              ))}
            </ul>
          </Form>
        </Section>
      ) : null}
    </SettingsPage>
  )
}

interface DropOffProps {
  values: Route.ComponentProps['loaderData']['dropOff']
  at: string | undefined
  answer: ReturnType<typeof useAnswerOf>
}

/** How many hours of work can be left with the shop on one day, and when it is brought. */
function DropOffDay({ values, at, answer }: DropOffProps) {
  const t = useTranslations('catalog.dropOff')
  return (
    <Section title={t('title')} aside={t('aside')}>
      <Form method="post" action="?do=drop-off" problem={answer?.problem} values={answer?.values ?? values}>
        <input type="hidden" name="version" value={values.version} />
        <div className="grid gap-4 sm:grid-cols-2 sm:items-end">
          <TextInput
            name="dropOffHours"
            label={t('hours')}
            hint={t('hoursHint')}
            inputMode="decimal"
            after={t('hoursUnit')}
            ltr
            optional
          />
          <TimeInput name="dropOffAt" defaultValue={at} label={t('at')} hint={t('atHint')} optional />
        </div>
        <SubmitButton className="sm:justify-self-start">{t('save')}</SubmitButton>
      </Form>
    </Section>
  )
}

interface LineProps {
  service: Route.ComponentProps['loaderData']['services'][number]
  slug: string
  first: boolean
  last: boolean
}

function ServiceLine({ service, slug, first, last }: LineProps) {
  const t = useTranslations('catalog')
  const to = usePaths()
  const { locale } = useDocument()
  const { id, name, category, durationMinutes, price, priceKind, dropOff } = service
  return (
    <li className="flex items-center gap-x-4 border-b border-line py-2">
      <div className="grid min-w-0 flex-1 gap-x-4 sm:grid-cols-[minmax(0,1fr)_auto]">
        <Link
          to={to.settings(slug, `services/${id}`)}
          className="link link-ink justify-self-start font-medium"
        >
          {name}
        </Link>
        <span className="font-semibold sm:text-end">
          <Price price={price} kind={priceKind} />
        </span>
        <span className="small text-ink-2">
          {category ? (
            <>
              <bdi>{category}</bdi>
              {' · '}
            </>
          ) : null}
          {formatDuration(durationMinutes, locale)}
          {dropOff ? ` · ${t('dropOff.mark')}` : null}
        </span>
      </div>
      <span className="flex">
        <IconButton
          type="submit"
          name="move"
          value={`up ${id}`}
          icon={<ChevronUp />}
          label={t('up', { name })}
          disabled={first}
        />
        <IconButton
          type="submit"
          name="move"
          value={`down ${id}`}
          icon={<ChevronDown />}
          label={t('down', { name })}
          disabled={last}
        />
      </span>
    </li>
  )
}
