import { z } from 'zod'
import { useTranslations } from 'use-intl'
import { can } from '../../../../kit/access/index.ts'
import { type FormAnswer, formAction } from '../../../../kit/http/forms.ts'
import { text } from '../../../../kit/input.ts'
import { localDate } from '../../../../kit/time.ts'
import { Button, SubmitButton } from '../../../../web/ui/button.tsx'
import { Form } from '../../../../web/ui/form.tsx'
import { Select, TextInput } from '../../../../web/ui/inputs.tsx'
import { Section } from '../../../../web/ui/page.tsx'
import { addClosure } from '../../add-closure.ts'
import { closedStretches } from '../../closures.ts'
import { findShop } from '../../find.ts'
import { closuresOf, hoursOf } from '../../hours.ts'
import { openState } from '../../opening.ts'
import { removeClosure } from '../../remove-closure.ts'
import { setHours } from '../../set-hours.ts'
import { presentClosure, presentHours } from '../../settings-shapes.ts'
import { Hours, PlainDate } from '../hours.tsx'
import { OpenLine } from '../open-line.tsx'
import type { Route } from './+types/hours.ts'
import { DateField } from './date-field.tsx'
import { SettingsPage, useAnswerOf } from './settings-page.tsx'
import { savedAt, settingsShop } from './settings-shop.ts'
import { typedDate } from './typed-date.ts'
import { WeekFields } from './week-fields.tsx'
import { stretchesOf, weekRows } from './week-form.ts'

/** The week, the closures to come, and what customers see of both. */
export async function loader(args: Route.LoaderArgs) {
  const { ctx, shop, ...page } = await settingsShop(args, 'shop.read', 'shop.edit')
  const today = localDate(ctx.now, shop.timezone)
  const hours = await hoursOf(ctx, shop.id)
  const closures = await closuresOf(ctx, shop.id, today.subtract({ days: 1 }))
  const state = openState(hours, closures, shop.timezone, ctx.now)
  const upcoming = closedStretches(closures, today, today.add({ days: 366 }))
  return {
    ...page,
    mayPlan: can(ctx, 'schedule.edit', { shopId: shop.id }),
    version: shop.version,
    today: { date: today.toString(), weekday: today.dayOfWeek },
    hours: hours.map(presentHours),
    closures: closures.map(presentClosure),
    upcoming: upcoming.map(({ startsOn, endsOn, reason }) => ({
      startsOn: startsOn.toString(),
      endsOn: endsOn.toString(),
      reason,
    })),
    open: state.open
      ? { open: true, at: state.until.epochMilliseconds }
      : { open: false, at: state.opensAt?.epochMilliseconds ?? null },
  }
}

const WeekForm = z.strictObject({ version: z.int(), hours: weekRows() })
const ClosureForm = z.strictObject({
  startsOn: typedDate(),
  endsOn: typedDate().optional(),
  reason: text({ min: 0, max: 120 }).default(''),
  yearly: z.enum(['gregorian', 'jalali']).optional(),
})
const RemoveForm = z.strictObject({ closure: z.string() })

/** Saves the week, adds a closure, or takes one away. */
export function action(args: Route.ActionArgs) {
  const { shop: ref } = args.params
  switch (args.url.searchParams.get('do')) {
    case 'closure':
      return formAction(args, ClosureForm, async (ctx, input) => {
        await addClosure(ctx, await findShop(ctx, ref), { ...input, yearly: input.yearly ?? null })
        return savedAt(ctx, ref, 'hours')
      })
    case 'remove':
      return formAction(args, RemoveForm, async (ctx, { closure }) => {
        await removeClosure(ctx, await findShop(ctx, ref), closure)
        return savedAt(ctx, ref, 'hours')
      })
    default:
      return formAction(args, WeekForm, async (ctx, { version, hours }) => {
        await setHours(ctx, await findShop(ctx, ref), { version, hours: stretchesOf(hours, 'hours') })
        return savedAt(ctx, ref, 'hours')
      })
  }
}

/** When are we open? */
export default function HoursSettings({ loaderData, actionData }: Route.ComponentProps) {
  const t = useTranslations('settings')
  const week = useAnswerOf('week', actionData)
  return (
    <SettingsPage
      title={t('hours.title')}
      lead={t('hours.lead')}
      saved={loaderData.saved}
      mayEdit={loaderData.mayEdit}
      beside={
        <>
          <OpenLine {...loaderData.open} />
          <Hours hours={loaderData.hours} closures={loaderData.upcoming} today={loaderData.today.weekday} />
          <p className="text-ink-2">{t('hours.means')}</p>
        </>
      }
    >
      <Section title={t('hours.week')}>
        <Form method="post" action="?do=week" problem={week?.problem} values={week?.values}>
          <input type="hidden" name="version" value={loaderData.version} />
          <p className="text-ink-2">{t('week.hint')}</p>
          <WeekFields name="hours" week={loaderData.hours} />
          <SubmitButton className="sm:justify-self-start">{t('hours.save')}</SubmitButton>
        </Form>
      </Section>
      <Closures loaderData={loaderData} answer={actionData} />
    </SettingsPage>
  )
}

type Loaded = Route.ComponentProps['loaderData']

function Closures({ loaderData, answer }: { loaderData: Loaded; answer: FormAnswer | undefined }) {
  const t = useTranslations('settings')
  const removing = useAnswerOf('remove', answer)
  return (
    <Section title={t('closures.title')} aside={t('closures.lead')}>
      {loaderData.closures.length > 0 ? (
        <Form method="post" action="?do=remove" problem={removing?.problem}>
          <ul className="divide-y divide-line border-b border-line">
            {loaderData.closures.map((closure) => (
              <ClosureLine key={closure.id} closure={closure} mayPlan={loaderData.mayPlan} />
            ))}
          </ul>
        </Form>
      ) : (
        <p className="text-ink-2">{t('closures.none')}</p>
      )}
      {loaderData.mayPlan ? <AddClosureForm today={loaderData.today.date} answer={answer} /> : null}
    </Section>
  )
}

function ClosureLine({ closure, mayPlan }: { closure: Loaded['closures'][number]; mayPlan: boolean }) {
  const t = useTranslations('settings')
  const { id, startsOn, endsOn, reason, yearly } = closure
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 py-2">
      <span>
        <PlainDate date={startsOn} yearly={yearly} />
        {endsOn === startsOn ? null : (
          <>
            {' – '}
            <PlainDate date={endsOn} yearly={yearly} />
          </>
        )}
        {yearly ? <span className="text-ink-2"> · {t(`closures.yearly.${yearly}`)}</span> : null}
        {reason ? <span className="text-ink-2"> · {reason}</span> : null}
      </span>
      {mayPlan ? (
        <Button type="submit" name="closure" value={id} kind="bare" size="small">
          {t('closures.remove')}
          <span className="sr-only">: {reason || startsOn}</span>
        </Button>
      ) : null}
    </li>
  )
}

function AddClosureForm({ today, answer }: { today: string; answer: FormAnswer | undefined }) {
  const t = useTranslations('settings')
  const adding = useAnswerOf('closure', answer)
  return (
    <Form method="post" action="?do=closure" problem={adding?.problem} values={adding?.values}>
      <h3>{t('closures.add')}</h3>
      <div className="grid gap-4 sm:grid-cols-2 sm:items-end">
        <DateField name="startsOn" label={t('closures.from')} min={today} />
        <DateField name="endsOn" label={t('closures.to')} min={today} hint={t('closures.toHint')} optional />
        <TextInput name="reason" label={t('closures.reason')} maxLength={120} optional />
        <Select
          name="yearly"
          label={t('closures.again')}
          none={t('closures.once')}
          options={(['gregorian', 'jalali'] as const).map((value) => ({
            value,
            label: t(`closures.yearly.${value}`),
          }))}
        />
      </div>
      <SubmitButton className="sm:justify-self-start" kind="quiet">
        {t('closures.submit')}
      </SubmitButton>
    </Form>
  )
}
