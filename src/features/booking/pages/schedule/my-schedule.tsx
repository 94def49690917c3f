import { z } from 'zod'
import { useTranslations } from 'use-intl'
import { type FormAnswer, formAction, newFormKey } from '../../../../kit/http/forms.ts'
import { pageCtx } from '../../../../kit/http/page-context.ts'
import { firstWeekday, localDate, parseDate, startOfWeek } from '../../../../kit/time.ts'
import { usePaths } from '../../../../web/document.ts'
import { FormKey } from '../../../../web/form-key.tsx'
import { Head } from '../../../../web/head.tsx'
import { paths } from '../../../../web/paths.ts'
import { Button, LinkButton, SubmitButton } from '../../../../web/ui/button.tsx'
import { Form } from '../../../../web/ui/form.tsx'
import { TextInput } from '../../../../web/ui/inputs.tsx'
import { TimeInput } from '../../../../web/ui/time-input.tsx'
import { Notice } from '../../../../web/ui/notice.tsx'
import { PageHeader, Section, Sections } from '../../../../web/ui/page.tsx'
import { When } from '../../../../web/ui/values.tsx'
import { findShop } from '../../../shops/find.ts'
import { PlainDate } from '../../../shops/pages/hours.tsx'
import { DateField } from '../../../shops/pages/settings/date-field.tsx'
import { useAnswerOf } from '../../../shops/pages/settings/settings-page.tsx'
import { askTimeOff } from '../../../staff/ask-time-off.ts'
import { AwayForm, stretchAway } from '../../../staff/pages/away-form.ts'
import { presentStretch } from '../../../staff/shapes.ts'
import { withdrawTimeOff } from '../../../staff/withdraw-time-off.ts'
import { closeFeed, feedSince, openFeed } from '../../feed.ts'
import { ownSchedule } from '../../own-schedule.ts'
import { readVisits } from '../read-visits.ts'
import type { Route } from './+types/my-schedule.ts'
import { FeedSection } from './feed-section.tsx'
import { OwnDays } from './own-days.tsx'
import { OffSpan } from './off-span.tsx'

export { headers } from '../../../accounts/pages/no-store.ts'

/** One week of whoever asks, their time off, and whether their calendar has a link. */
export async function loader({ context, params, url }: Route.LoaderArgs) {
  const ctx = pageCtx(context)
  const shop = await findShop(ctx, params.shop)
  const today = localDate(ctx.now, shop.timezone)
  const first = firstWeekday(`${shop.locale}-${shop.region}`)
  const asked = parseDate(url.searchParams.get('week') ?? '') ?? today
  const from = startOfWeek(asked, first)
  const own = await ownSchedule(ctx, shop, { from })
  const visits = new Map(
    (
      await readVisits(
        ctx,
        shop,
        own.days.flatMap((day) => day.visits),
      )
    ).map((visit) => [visit.id, visit]),
  )
  return {
    slug: shop.slug,
    today: today.toString(),
    weeks: {
      this: from.toString(),
      before: from.subtract({ days: 7 }).toString(),
      after: from.add({ days: 7 }).toString(),
    },
    hasPlace: own.resource !== null,
    nextFree: own.nextFree?.epochMilliseconds ?? null,
    days: own.days.map((day) => ({
      date: day.date.toString(),
      why: day.why,
      reason: day.exception?.reason ?? '',
      hours: day.stretches.map(presentStretch),
      timeOff: day.timeOff.map(offView),
      visits: day.visits.flatMap(({ id }) => {
        const visit = visits.get(id)
        return visit
          ? {
              id,
              startsAt: visit.startsAt,
              endsAt: visit.endsAt,
              status: visit.status,
              order: visit.order.id,
              asset: visit.asset?.name ?? '',
              plate: visit.asset?.plate ?? null,
              what: visit.what,
            }
          : []
      }),
    })),
    timeOff: own.timeOff.map(offView),
    feed: (await feedSince(ctx, 'work'))?.epochMilliseconds ?? null,
    done: url.searchParams.get('done'),
    formKey: newFormKey(),
  }
}

type Off = Awaited<ReturnType<typeof ownSchedule>>['timeOff'][number]

function offView({ id, startsAt, endsAt, reason, status, answer }: Off) {
  return {
    id,
    reason,
    status,
    answer,
    startsAt: startsAt.epochMilliseconds,
    endsAt: endsAt.epochMilliseconds,
  }
}

const Withdraw = z.strictObject({ timeOff: z.string() })

/** Asks for time off, takes it back, makes or ends the calendar's link. */
export async function action(args: Route.ActionArgs) {
  const { shop: ref } = args.params
  const doing = args.url.searchParams.get('do')
  if (doing === 'feed') return { link: await openFeed(pageCtx(args.context), 'work') }
  const back = (locale: 'en' | 'fa', done: string) => paths(locale).mySchedule(ref, { done })
  if (doing === 'end-feed')
    return formAction(args, z.strictObject({}), async (ctx) => {
      await closeFeed(ctx, 'work')
      return back(ctx.locale, 'ended')
    })
  if (doing === 'withdraw')
    return formAction(args, Withdraw, async (ctx, { timeOff }) => {
      await withdrawTimeOff(ctx, await findShop(ctx, ref), timeOff)
      return back(ctx.locale, 'withdrawn')
    })
  return formAction(args, AwayForm, async (ctx, form) => {
    const shop = await findShop(ctx, ref)
    await askTimeOff(ctx, shop, { ...stretchAway(shop, form), reason: form.reason })
    return back(ctx.locale, 'asked')
  })
}

/** When do I work, and on what? */
export default function MySchedule({ loaderData, actionData }: Route.ComponentProps) {
  const t = useTranslations('schedule')
  const to = usePaths()
  const { slug, weeks, done, nextFree, hasPlace } = loaderData
  const link = actionData && 'link' in actionData ? actionData.link : null
  const answer = actionData && 'problem' in actionData ? actionData : undefined
  const week = (date: string) => to.mySchedule(slug, { week: date })
  return (
    <>
      <Head title={t('my.title')} hidden />
      <PageHeader title={t('my.title')} lead={t('my.lead')} />
      <Sections>
        {done === 'asked' || done === 'withdrawn' ? (
          <Notice kind="ready">{t(`my.done.${done}`)}</Notice>
        ) : null}
        {done === 'ended' ? <Notice kind="ready">{t('feed.ended')}</Notice> : null}
        {hasPlace ? null : <Notice>{t('my.noPlace')}</Notice>}
        <Section
          title={<WeekTitle date={weeks.this} />}
          aside={
            nextFree ? t.rich('my.nextFree', { at: () => <When at={nextFree} show="nearTime" /> }) : undefined
          }
        >
          <nav className="flex flex-wrap gap-2" aria-label={t('my.title')}>
            <LinkButton to={week(weeks.before)} kind="quiet" size="small">
              {t('my.before')}
            </LinkButton>
            <LinkButton to={to.mySchedule(slug)} kind="quiet" size="small">
              {t('my.today')}
            </LinkButton>
            <LinkButton to={week(weeks.after)} kind="quiet" size="small">
              {t('my.after')}
            </LinkButton>
          </nav>
          <OwnDays days={loaderData.days} today={loaderData.today} slug={slug} hasPlace={hasPlace} />
        </Section>
        <TimeOff loaderData={loaderData} answer={answer} />
        <FeedSection since={loaderData.feed} link={link} />
      </Sections>
    </>
  )
}

function WeekTitle({ date }: { date: string }) {
  const t = useTranslations('schedule')
  return t.rich('my.week', { date: () => <PlainDate date={date} /> })
}

type Loaded = Route.ComponentProps['loaderData']

function TimeOff({ loaderData, answer }: { loaderData: Loaded; answer: FormAnswer | undefined }) {
  const t = useTranslations('schedule')
  const asking = useAnswerOf('ask', answer)
  const taking = useAnswerOf('withdraw', answer)
  const { timeOff, today } = loaderData
  return (
    <>
      <Section title={t('my.timeOff')}>
        {timeOff.length === 0 ? <p className="quiet">{t('my.none')}</p> : null}
        <Form method="post" action="?do=withdraw" problem={taking?.problem}>
          <ul className="divide-y divide-line">
            {timeOff.map((one) => (
              <li key={one.id} className="flex flex-wrap items-center justify-between gap-x-4 py-2">
                <span>
                  <OffSpan {...one} />
                  <span className="text-ink-2"> · {t(`my.status.${one.status}`)}</span>
                  {one.reason ? (
                    <span className="text-ink-2">
                      {' · '}
                      <bdi>{one.reason}</bdi>
                    </span>
                  ) : null}
                  {one.answer ? <bdi className="block">{one.answer}</bdi> : null}
                </span>
                <Button type="submit" name="timeOff" value={one.id} kind="bare" size="small">
                  {t('my.withdraw')}
                </Button>
              </li>
            ))}
          </ul>
        </Form>
      </Section>
      <Section title={t('my.ask')}>
        <Form method="post" action="?do=ask" problem={asking?.problem} values={asking?.values}>
          <FormKey value={answer?.formKey ?? loaderData.formKey} />
          <p className="measure text-ink-2">{t('my.askHint')}</p>
          <div className="grid max-w-xl gap-4 sm:grid-cols-2 sm:items-end">
            <DateField name="firstDay" label={t('my.firstDay')} min={today} />
            <DateField name="lastDay" label={t('my.lastDay')} min={today} optional />
            <TimeInput name="fromTime" label={t('my.fromTime')} optional />
            <TimeInput name="toTime" label={t('my.toTime')} optional />
          </div>
          <TextInput name="reason" label={t('my.reason')} maxLength={200} className="max-w-xl" optional />
          <SubmitButton className="sm:justify-self-start">{t('my.submit')}</SubmitButton>
        </Form>
      </Section>
    </>
  )
}
