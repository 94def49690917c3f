import { useTranslations } from 'use-intl'
import { formatPlainDate } from '../../../../kit/time/format.ts'
import { useDocument } from '../../../../web/document.ts'
import { CalendarPlus } from '../../../../web/icons.tsx'
import { SubmitButton } from '../../../../web/ui/button.tsx'
import { RadioCards } from '../../../../web/ui/choices.tsx'
import { Form } from '../../../../web/ui/form.tsx'
import { Section } from '../../../../web/ui/page.tsx'
import { When } from '../../../../web/ui/values.tsx'
import { DAY_PARTS } from '../../../booking/waitlist-words.ts'
import { useWhenWords } from '../../../intake/pages/book/when-words.ts'
import type { RepairView } from './read-view.ts'

/** A time that is held for this request: take it by one press, or let the next have it. */
export function OfferStep({ view: { waitlist } }: { view: RepairView }) {
  const t = useTranslations('track.waitlist')
  const when = useWhenWords(waitlist?.offer?.startsAt ?? null)
  if (!waitlist?.offer) return null
  const { expiresAt } = waitlist.offer
  return (
    <Form method="post">
      <p>{t.rich('offered', { time: () => <When at={expiresAt} show="nearTime" /> })}</p>
      <p className="flex flex-wrap gap-2">
        <SubmitButton name="act" value="accept" icon={<CalendarPlus />}>
          {t('accept', { when })}
        </SubmitButton>
        <SubmitButton name="act" value="decline" kind="quiet">
          {t('decline')}
        </SubmitButton>
      </p>
    </Form>
  )
}

/** The place of a request in the waitlist and the way off it, or the way on to it. */
export function Waiting({ view }: { view: RepairView }) {
  const { waitlist, mayWait, visit } = view
  if (waitlist) return <Place waitlist={waitlist} />
  return mayWait && !visit?.isComing ? <Join /> : null
}

function Place({ waitlist }: { waitlist: NonNullable<RepairView['waitlist']> }) {
  const t = useTranslations('track.waitlist')
  const ui = useTranslations('ui')
  const { locale, calendar } = useDocument()
  const day = (date: string) => {
    const [year = 0, month = 1, of = 1] = date.split('-').map(Number)
    return formatPlainDate({ year, month, day: of }, { locale, calendar }, 'short')
  }
  const { position, from, to, part } = waitlist
  return (
    <Section title={t('title')}>
      <p className="font-semibold">{t('position', { position })}</p>
      <p className="text-ink-2">
        {from === to ? t('on', { day: day(from) }) : t('between', { from: day(from), to: day(to) })}
        {part === 'any' ? null : ` ${t('part', { part: ui(part).toLocaleLowerCase(locale) })}`}
      </p>
      <p className="small text-ink-2">{t('hint')}</p>
      <Form method="post">
        <p>
          <SubmitButton name="act" value="leave" kind="quiet" size="small">
            {t('leave')}
          </SubmitButton>
        </p>
      </Form>
    </Section>
  )
}

function Join() {
  const t = useTranslations('track.waitlist')
  const ui = useTranslations('ui')
  return (
    <details className="cancel-box">
      <summary className="link link-row text-ink-2">{t('open')}</summary>
      <Form method="post" className="pt-2" id="wait">
        <input type="hidden" name="act" value="wait" />
        <p>{t('hint')}</p>
        <RadioCards
          name="part"
          label={t('partLabel')}
          layout="tiles"
          defaultValue="any"
          choices={DAY_PARTS.map((part) => ({
            value: part,
            title: part === 'any' ? t('anyPart') : ui(part),
          }))}
        />
        <p>
          <SubmitButton kind="quiet">{t('join')}</SubmitButton>
        </p>
      </Form>
    </details>
  )
}
