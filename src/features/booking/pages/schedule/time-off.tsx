import { z } from 'zod'
import { useTranslations } from 'use-intl'
import { type FormAnswer, formAction } from '../../../../kit/http/forms.ts'
import { pageCtx } from '../../../../kit/http/page-context.ts'
import { localDate, startOfDay } from '../../../../kit/time.ts'
import { Head } from '../../../../web/head.tsx'
import { paths } from '../../../../web/paths.ts'
import { Button, SubmitButton } from '../../../../web/ui/button.tsx'
import { Form } from '../../../../web/ui/form.tsx'
import { Select, TextInput } from '../../../../web/ui/inputs.tsx'
import { Notice } from '../../../../web/ui/notice.tsx'
import { PageHeader, Section, Sections } from '../../../../web/ui/page.tsx'
import { findShop } from '../../../shops/find.ts'
import { DateField } from '../../../shops/pages/settings/date-field.tsx'
import { useAnswerOf } from '../../../shops/pages/settings/settings-page.tsx'
import { typedDate } from '../../../shops/pages/settings/typed-date.ts'
import { DecideTimeOff, decideTimeOff } from '../../../staff/decide-time-off.ts'
import { grantPersonTimeOff } from '../../../staff/grant-time-off.ts'
import { staffOf } from '../../../staff/people.ts'
import { openRequests } from '../../open-requests.ts'
import type { Route } from './+types/time-off.ts'
import { OffSpan } from './off-span.tsx'

export { headers } from '../../../accounts/pages/no-store.ts'

/** What waits for an answer, who is away, and who may fall ill. */
export async function loader({ context, params, url }: Route.LoaderArgs) {
  const ctx = pageCtx(context)
  const shop = await findShop(ctx, params.shop)
  const { requests, away } = await openRequests(ctx, shop)
  const people = await staffOf(ctx, shop.id)
  const plain = ({ id, name, reason, startsAt, endsAt }: (typeof away)[number]) => ({
    id,
    name,
    reason,
    startsAt: startsAt.epochMilliseconds,
    endsAt: endsAt.epochMilliseconds,
  })
  return {
    today: localDate(ctx.now, shop.timezone).toString(),
    requests: requests.map((one) => ({ ...plain(one), visits: one.visits, others: one.others })),
    away: away.map(plain),
    people: people.map(({ id, name }) => ({ value: id, label: name })),
    done: url.searchParams.get('done'),
  }
}

const Decide = DecideTimeOff.extend({ timeOff: z.string() })
const Sick = z.strictObject({ person: z.string(), until: typedDate().optional() })

/** Grants, declines, or enters that somebody is ill from now on. */
export async function action(args: Route.ActionArgs) {
  const { shop: ref } = args.params
  if (args.url.searchParams.get('do') === 'sick')
    return formAction(args, Sick, async (ctx, { person, until }) => {
      const shop = await findShop(ctx, ref)
      const last = until ?? localDate(ctx.now, shop.timezone)
      const endsAt = startOfDay(last.add({ days: 1 }), shop.timezone)
      await grantPersonTimeOff(ctx, shop, person, { startsAt: ctx.now, endsAt, reason: '' })
      return paths(ctx.locale).timeOff(ref, { done: 'sick' })
    })
  return formAction(args, Decide, async (ctx, { timeOff, ...decision }) => {
    await decideTimeOff(ctx, await findShop(ctx, ref), timeOff, decision)
    return paths(ctx.locale).timeOff(ref, { done: decision.decision })
  })
}

/** Who is away, and who asks to be? */
export default function TimeOff({ loaderData, actionData }: Route.ComponentProps) {
  const t = useTranslations('schedule')
  const { requests, away, done } = loaderData
  return (
    <>
      <Head title={t('requests.title')} hidden />
      <PageHeader title={t('requests.title')} lead={t('requests.lead')} />
      <Sections>
        {done === 'granted' || done === 'declined' || done === 'sick' ? (
          <Notice kind="ready">{t(`requests.done.${done}`)}</Notice>
        ) : null}
        <Section title={t('requests.open')}>
          {requests.length === 0 ? <p className="quiet">{t('requests.none')}</p> : null}
          <ul className="grid gap-8">
            {requests.map((request) => (
              <Request key={request.id} request={request} answer={actionData} />
            ))}
          </ul>
        </Section>
        <SickNote loaderData={loaderData} answer={actionData} />
        <Section title={t('requests.away')}>
          {away.length === 0 ? <p className="quiet">{t('requests.nobody')}</p> : null}
          <ul className="divide-y divide-line">
            {away.map((one) => (
              <li key={one.id} className="py-2">
                <bdi className="font-medium">{one.name}</bdi> · <OffSpan {...one} />
                {one.reason ? (
                  <span className="text-ink-2">
                    {' · '}
                    <bdi>{one.reason}</bdi>
                  </span>
                ) : null}
              </li>
            ))}
          </ul>
        </Section>
      </Sections>
    </>
  )
}

type Loaded = Route.ComponentProps['loaderData']

function Request({
  request,
  answer,
}: {
  request: Loaded['requests'][number]
  answer: FormAnswer | undefined
}) {
  const t = useTranslations('schedule')
  const mine = answer?.values['timeOff'] === request.id ? answer : undefined
  return (
    <li className="grid max-w-2xl gap-3">
      <p>
        <bdi className="font-semibold">{request.name}</bdi> · <OffSpan {...request} />
        {request.reason ? (
          <span className="text-ink-2">
            {' · '}
            <bdi>{request.reason}</bdi>
          </span>
        ) : null}
      </p>
      <p className="text-ink-2">
        {t('requests.touches', { count: request.visits })}
        {request.others.length > 0 ? (
          <> {t('requests.others', { names: request.others.join(', ') })}</>
        ) : null}
      </p>
      <Form method="post" action="?do=decide" problem={mine?.problem} values={mine?.values}>
        <input type="hidden" name="timeOff" value={request.id} />
        <TextInput
          name="answer"
          label={t('requests.answer', { name: request.name })}
          maxLength={500}
          optional
        />
        <div className="flex flex-wrap gap-3">
          <Button type="submit" name="decision" value="granted" kind="primary">
            {t('requests.grant')}
          </Button>
          <Button type="submit" name="decision" value="declined" kind="quiet">
            {t('requests.decline')}
          </Button>
        </div>
      </Form>
    </li>
  )
}

function SickNote({ loaderData, answer }: { loaderData: Loaded; answer: FormAnswer | undefined }) {
  const t = useTranslations('schedule')
  const sick = useAnswerOf('sick', answer)
  if (loaderData.people.length === 0) return null
  return (
    <Section title={t('requests.sick')}>
      <Form method="post" action="?do=sick" problem={sick?.problem} values={sick?.values}>
        <p className="measure text-ink-2">{t('requests.sickHint')}</p>
        <div className="grid max-w-xl gap-4 sm:grid-cols-2 sm:items-end">
          <Select name="person" label={t('requests.who')} options={loaderData.people} />
          <DateField
            name="until"
            label={t('requests.until')}
            hint={t('requests.untilHint')}
            min={loaderData.today}
            optional
          />
        </div>
        <SubmitButton className="sm:justify-self-start">{t('requests.sickSubmit')}</SubmitButton>
      </Form>
    </Section>
  )
}
