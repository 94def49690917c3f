import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { formAction } from '../../../../kit/http/forms.ts'
import { formatDuration } from '../../../../kit/time/format.ts'
import { localDate } from '../../../../kit/time.ts'
import { useDocument, usePaths } from '../../../../web/document.ts'
import { SubmitButton } from '../../../../web/ui/button.tsx'
import { Checkbox, RadioCards } from '../../../../web/ui/choices.tsx'
import { Form } from '../../../../web/ui/form.tsx'
import { Select, TextInput } from '../../../../web/ui/inputs.tsx'
import { Section } from '../../../../web/ui/page.tsx'
import { When } from '../../../../web/ui/values.tsx'
import { editShop, EditShop } from '../../edit-shop.ts'
import { findShop } from '../../find.ts'
import { BookingTerms } from '../booking-terms.tsx'
import { PlainDate } from '../hours.tsx'
import type { Route } from './+types/booking.ts'
import { SettingsPage } from './settings-page.tsx'
import { savedAt, settingsShop } from './settings-shop.ts'

/** The rules of booking, and what they come to now. */
export async function loader(args: Route.LoaderArgs) {
  const { shop, ctx, ...page } = await settingsShop(args, 'shop.read', 'shop.edit')
  const { policies, qualityCheck, version } = shop
  return {
    ...page,
    slug: shop.slug,
    policies,
    values: { version, ...policies, qualityCheck },
    earliest: ctx.now.add({ minutes: policies.leadMinutes }).epochMilliseconds,
    latest: localDate(ctx.now, shop.timezone).add({ days: policies.horizonDays }).toString(),
  }
}

// A form shows every field: an unticked box is false, not unchanged.
const BookingForm = EditShop.pick({
  version: true,
  confirmBookings: true,
  slotStepMinutes: true,
  leadMinutes: true,
  horizonDays: true,
  cancelUntilMinutes: true,
  rescheduleUntilMinutes: true,
  confirmAskMinutes: true,
  confirmReleaseMinutes: true,
  offerMinutes: true,
  noShowLimit: true,
  qualityCheck: true,
}).required()

/** Saves them. */
export function action(args: Route.ActionArgs) {
  return formAction(args, BookingForm, async (ctx, input) => {
    const shop = await editShop(ctx, await findShop(ctx, args.params.shop), input)
    return savedAt(ctx, shop.slug, 'booking')
  })
}

const STEPS = [5, 10, 15, 20, 30, 45, 60, 90, 120]
const OFFERS = [15, 30, 60, 120, 240, 720]
const ASKS = [240, 720, 1440, 2880, 4320]
const RELEASES = [60, 120, 240, 720, 1440]
const NOTICES = [0, 30, 60, 120, 240, 720, 1440, 2880, 4320, 10_080]

/** How do customers book? */
export default function BookingSettings({ loaderData, actionData }: Route.ComponentProps) {
  const t = useTranslations('settings')
  const { slug, values, policies, earliest, latest } = loaderData
  const to = usePaths()
  return (
    <SettingsPage
      title={t('booking.title')}
      lead={t('booking.lead')}
      saved={loaderData.saved}
      mayEdit={loaderData.mayEdit}
      beside={
        <>
          <p>
            {t.rich('booking.window', {
              from: () => <When at={earliest} show="nearTime" />,
              until: () => <PlainDate date={latest} />,
            })}
          </p>
          <BookingTerms policies={policies} />
        </>
      }
    >
      <Form method="post" problem={actionData?.problem} values={actionData?.values ?? values}>
        <input type="hidden" name="version" value={values.version} />
        <RadioCards
          name="confirmBookings"
          label={t('booking.confirm')}
          choices={(['instant', 'by_staff'] as const).map((value) => ({
            value,
            title: t(`booking.confirms.${value}`),
            note: t(`booking.confirmNotes.${value}`),
          }))}
        />
        <Section title={t('booking.times')}>
          <div className="grid gap-4 sm:grid-cols-2 sm:items-end">
            <Minutes name="slotStepMinutes" choices={STEPS} present={policies.slotStepMinutes} />
            <Minutes name="leadMinutes" choices={NOTICES} present={policies.leadMinutes} />
            <TextInput
              name="horizonDays"
              label={t('booking.horizonDays')}
              hint={t('booking.horizonDaysHint')}
              inputMode="numeric"
              after={t('booking.days')}
              ltr
              required
            />
          </div>
        </Section>
        <Section title={t('booking.changes')}>
          <div className="grid gap-4 sm:grid-cols-2 sm:items-end">
            <Minutes name="cancelUntilMinutes" choices={NOTICES} present={policies.cancelUntilMinutes} />
            <Minutes
              name="rescheduleUntilMinutes"
              choices={NOTICES}
              present={policies.rescheduleUntilMinutes}
            />
          </div>
        </Section>
        <Section title={t('booking.coming')}>
          <div className="grid gap-4 sm:grid-cols-2 sm:items-end">
            <Minutes
              name="confirmAskMinutes"
              choices={ASKS}
              present={policies.confirmAskMinutes}
              none={t('booking.never')}
            />
            <Minutes
              name="confirmReleaseMinutes"
              choices={RELEASES}
              present={policies.confirmReleaseMinutes}
              none={t('booking.never')}
            />
            <Minutes name="offerMinutes" choices={OFFERS} present={policies.offerMinutes} />
            <TextInput
              name="noShowLimit"
              label={t('booking.noShowLimit')}
              hint={t('booking.noShowLimitHint')}
              inputMode="numeric"
              ltr
              optional
            />
          </div>
          <p className="small text-ink-2">
            {t.rich('booking.latePolicy', {
              texts: (words) => (
                <Link to={to.settings(slug, 'texts')} className="link">
                  {words}
                </Link>
              ),
            })}
          </p>
        </Section>
        <Section title={t('booking.work')}>
          <Checkbox
            name="qualityCheck"
            label={t('booking.qualityCheck')}
            hint={t('booking.qualityCheckHint')}
          />
        </Section>
        <SubmitButton className="sm:justify-self-start">{t('save')}</SubmitButton>
      </Form>
    </SettingsPage>
  )
}

interface MinutesProps {
  name:
    | 'slotStepMinutes'
    | 'leadMinutes'
    | 'cancelUntilMinutes'
    | 'rescheduleUntilMinutes'
    | 'confirmAskMinutes'
    | 'confirmReleaseMinutes'
    | 'offerMinutes'
  choices: readonly number[]
  present: number | null
  /** The words for no length at all, where there may be none. */
  none?: string
}

/** A length of time from the usual ones, and the present one where it is another. */
function Minutes({ name, choices, present, none }: MinutesProps) {
  const t = useTranslations('settings')
  const { locale } = useDocument()
  const all = [...new Set([...choices, ...(present === null ? [] : [present])])].toSorted((a, b) => a - b)
  return (
    <Select
      name={name}
      label={t(`booking.${name}`)}
      hint={t(`booking.${name}Hint`)}
      {...(none ? { none } : {})}
      options={all.map((minutes) => ({ value: String(minutes), label: formatDuration(minutes, locale) }))}
    />
  )
}
