import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { z } from 'zod'
import { formAction } from '../../../kit/http/forms.ts'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { formatPlainDate } from '../../../kit/time/format.ts'
import { useDocument, usePaths } from '../../../web/document.ts'
import { Head } from '../../../web/head.tsx'
import { SubmitButton } from '../../../web/ui/button.tsx'
import { RadioCards } from '../../../web/ui/choices.tsx'
import { EmptyState } from '../../../web/ui/empty-state.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { Select } from '../../../web/ui/inputs.tsx'
import { Breadcrumb } from '../../../web/ui/nav.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { PageHeader, Section, Sections } from '../../../web/ui/page.tsx'
import { Plate } from '../../../web/ui/plate.tsx'
import { HueTag } from '../../../web/ui/status-tag.tsx'
import { Ltr, PhoneLink, When } from '../../../web/ui/values.tsx'
import { paths } from '../../../web/paths.ts'
import { acceptOffer, stopWaiting, waitForTime } from '../../intake/join-waitlist.ts'
import { numberText } from '../../repairs/pages/names.ts'
import { findShop } from '../../shops/find.ts'
import { localText } from '../../shops/pages/local-text.ts'
import { WaitlistWish } from '../waitlist.ts'
import { DAY_PARTS } from '../waitlist-words.ts'
import type { Route } from './+types/waitlist.ts'
import { readWaitlist } from './read-waitlist.ts'

/** Who waits for a time at this shop, in order. */
export async function loader({ context, params, url }: Route.LoaderArgs) {
  const ctx = pageCtx(context)
  const shop = await findShop(ctx, params.shop)
  const done = DONE.find((one) => one === url.searchParams.get('done')) ?? null
  return { slug: shop.slug, done, ...(await readWaitlist(ctx, shop)) }
}

const DONE = ['added', 'removed', 'booked'] as const

const WaitlistAct = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('remove'), orderId: z.string().max(64) }),
  z.strictObject({ act: z.literal('accept'), orderId: z.string().max(64) }),
  WaitlistWish.extend({ act: z.literal('add'), orderId: z.string().max(64) }),
])

/** Somebody is put on the list, taken off it, or given the time that is on offer to them. */
export function action(args: Route.ActionArgs) {
  const back = (locale: 'en' | 'fa', done: (typeof DONE)[number]) =>
    paths(locale).waitlist(args.params.shop, { done })
  return formAction(args, WaitlistAct, async (ctx, input) => {
    if (input.act === 'remove') {
      await stopWaiting(ctx, input.orderId)
      return back(ctx.locale, 'removed')
    }
    if (input.act === 'accept') {
      await acceptOffer(ctx, input.orderId)
      return back(ctx.locale, 'booked')
    }
    const { act: _act, orderId, ...wish } = input
    await waitForTime(ctx, orderId, wish)
    return back(ctx.locale, 'added')
  })
}

/** The list for the desk: to see who is next, to add who phones, to strike who no longer wants. */
export default function Waitlist({ loaderData, actionData }: Route.ComponentProps) {
  const { slug, rows, mayEdit, done } = loaderData
  const t = useTranslations('calendar.waitlist')
  const calendar = useTranslations('calendar')
  const to = usePaths()
  return (
    <>
      <Head title={t('title')} hidden />
      <PageHeader
        title={t('title')}
        above={<Breadcrumb items={[{ to: to.calendar(slug), label: calendar('title') }]} />}
      />
      <Sections>
        <div className="grid gap-4">
          {done && !actionData ? <Notice kind="ready">{t(`done.${done}`)}</Notice> : null}
          {actionData?.problem && actionData.values?.['act'] !== 'add' ? (
            <Notice kind="blocked" alert title={actionData.problem.title}>
              <p>{actionData.problem.detail}</p>
            </Notice>
          ) : null}
          <p className="measure text-ink-2">{t('lead')}</p>
          {rows.length === 0 ? (
            <EmptyState title={t('none')}>{t('noneHint')}</EmptyState>
          ) : (
            <ol className="rows">
              {rows.map((row) => (
                <Row key={row.orderId} row={row} slug={slug} mayEdit={mayEdit} />
              ))}
            </ol>
          )}
        </div>
        {mayEdit ? <AddForm loaderData={loaderData} actionData={actionData} /> : null}
      </Sections>
    </>
  )
}

type Data = Route.ComponentProps['loaderData']

function Row({ row, slug, mayEdit }: { row: Data['rows'][number]; slug: string; mayEdit: boolean }) {
  const t = useTranslations('calendar.waitlist')
  const to = usePaths()
  const { locale } = useDocument()
  const { offer, customer, phone, asset } = row
  return (
    <li className="order-row">
      <div className="order-row-what">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="text-ink-3">{t('position', { position: row.position })}</span>
          <Link to={to.order(slug, row.orderId)} className="order-row-link font-semibold">
            <bdi>{customer?.name ?? numberText(row.number)}</bdi>
          </Link>
          {phone ? <PhoneLink phone={phone.number}>{phone.text}</PhoneLink> : null}
          <Ltr className="text-ink-3">{numberText(row.number)}</Ltr>
        </p>
        <p className="small quiet flex flex-wrap items-center gap-x-3 gap-y-1">
          {asset ? <bdi>{localText(asset.name, locale)}</bdi> : null}
          {asset?.plate ? <Plate plate={asset.plate} /> : null}
          <bdi>{localText(row.what, locale)}</bdi>
        </p>
        <p className="small quiet">
          <Wish row={row} /> · {t.rich('since', { time: () => <When at={row.joinedAt} show="near" /> })}
        </p>
      </div>
      <div className="order-row-why">
        {offer ? (
          <HueTag hue="waiting" shape="ring" plain>
            {t.rich('offered', {
              time: () => <When at={offer.startsAt} show="nearTime" />,
              until: () => <When at={offer.expiresAt} show="time" />,
            })}
          </HueTag>
        ) : null}
      </div>
      {mayEdit ? (
        <Form method="post" className="order-row-do">
          <input type="hidden" name="orderId" value={row.orderId} />
          {offer ? (
            <SubmitButton name="act" value="accept" size="small" kind="quiet">
              {t('accept')}
            </SubmitButton>
          ) : null}
          <SubmitButton name="act" value="remove" size="small" kind="bare">
            {t('remove')}
            <span className="sr-only">: {customer?.name ?? numberText(row.number)}</span>
          </SubmitButton>
        </Form>
      ) : null}
    </li>
  )
}

function Wish({ row: { from, to, part } }: { row: Data['rows'][number] }) {
  const t = useTranslations('calendar.waitlist')
  const ui = useTranslations('ui')
  const day = useDayName()
  const days = from === to ? day(from) : t('days', { from: day(from), to: day(to) })
  return <>{part === 'any' ? days : t('withPart', { days, part: ui(part) })}</>
}

function useDayName(): (date: string) => string {
  const { locale, calendar } = useDocument()
  return (date) => {
    const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
    return formatPlainDate({ year, month, day }, { locale, calendar }, 'short')
  }
}

/** A request without a time is put on the list: somebody phones, or every day that they could come is full. */
function AddForm({ loaderData, actionData }: Pick<Route.ComponentProps, 'loaderData' | 'actionData'>) {
  const t = useTranslations('calendar.waitlist')
  const ui = useTranslations('ui')
  const { locale } = useDocument()
  const day = useDayName()
  const { requests, services } = loaderData
  const days = loaderData.days.map((value) => ({ value, label: day(value) }))
  const mine = actionData?.values?.['act'] === 'add' ? actionData : undefined
  return (
    <Section title={t('add')}>
      {requests.length === 0 ? (
        <p className="quiet">{t('noRequests')}</p>
      ) : (
        <Form
          method="post"
          problem={mine?.problem}
          values={mine?.values ?? { part: 'any' }}
          className="grid max-w-2xl gap-4"
        >
          <input type="hidden" name="act" value="add" />
          <Select
            name="orderId"
            label={t('request')}
            options={requests.map(({ id, number, customer, asset }) => ({
              value: id,
              label: `${numberText(number)} · ${[customer, asset && localText(asset.name, locale)].filter(Boolean).join(' · ')}`,
            }))}
          />
          <Select name="serviceIds.0" label={t('service')} options={services} />
          <div className="grid gap-4 sm:grid-cols-2">
            <Select name="from" label={t('from')} none={t('fromNow')} options={days} />
            <Select name="to" label={t('to')} none={t('toAny')} options={days} />
          </div>
          <RadioCards
            name="part"
            label={t('part')}
            layout="tiles"
            choices={DAY_PARTS.map((part) => ({
              value: part,
              title: part === 'any' ? t('anyPart') : ui(part),
            }))}
          />
          <p>
            <SubmitButton>{t('addAct')}</SubmitButton>
          </p>
        </Form>
      )}
    </Section>
  )
}
