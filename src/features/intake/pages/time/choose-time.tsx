import { useTranslations } from 'use-intl'
import { FormKey } from '../../../../web/form-key.tsx'
import { Head } from '../../../../web/head.tsx'
import { BottomBar } from '../../../../web/ui/bottom-bar.tsx'
import { SubmitButton } from '../../../../web/ui/button.tsx'
import { Form, type PageProblem } from '../../../../web/ui/form.tsx'
import { Breadcrumb } from '../../../../web/ui/nav.tsx'
import { Notice } from '../../../../web/ui/notice.tsx'
import { PageHeader } from '../../../../web/ui/page.tsx'
import { When } from '../../../../web/ui/values.tsx'
import { AskedNotice } from '../../../repairs/pages/track/asked.tsx'
import { PlainDate } from '../../../shops/pages/hours.tsx'
import { useState } from 'react'
import { useWhenWords } from '../book/when-words.ts'
import { isAboutTime, SlotTaken } from '../book/slot-taken.tsx'
import { ServiceMenu } from '../book/what.tsx'
import { DaysAndTimes, DropOffLine, WhyNone } from '../book/when.tsx'
import type { TimeChoice } from './read-choice.ts'

interface Props {
  choice: TimeChoice
  answer: { problem: PageProblem & { code?: string }; formKey: string } | undefined
  number: string
  /** This page and the repair's. */
  here: string
  back: string
}

/** Another time for a visit, or the first for a request. */
export function ChooseTime({ choice, answer, number, here, back }: Props) {
  const t = useTranslations('track.time')
  const title = t(choice.mode)
  return (
    <>
      <Head title={title} hidden />
      <PageHeader
        title={title}
        above={<Breadcrumb items={[{ to: back, label: <bdi>{number}</bdi> }]} />}
        lead={
          choice.now
            ? t.rich('now', { time: () => <When at={choice.now ?? ''} dateForm="long" /> })
            : choice.services.map(({ name }) => name).join(t('comma'))
        }
      />
      {choice.askedBecause && choice.now ? (
        <AskedNotice shop={choice.shop.name} because={choice.askedBecause} until={choice.now} />
      ) : null}
      {choice.parts ? (
        <Notice kind="waiting">
          <p>{t.rich('parts', { date: () => <PlainDate date={choice.parts ?? ''} /> })}</p>
        </Notice>
      ) : null}
      {choice.dropOff ? <DropOffLine /> : null}
      {choice.times ? (
        <TimeForm choice={choice} answer={answer} here={here} times={choice.times} />
      ) : (
        <Form method="get" action={here}>
          <ServiceMenu services={choice.menu} />
          <BottomBar next={<SubmitButton>{t('toTimes')}</SubmitButton>} />
        </Form>
      )}
    </>
  )
}

type TimeFormProps = Pick<Props, 'choice' | 'answer' | 'here'> & { times: NonNullable<TimeChoice['times']> }

function TimeForm({ choice, answer, here, times }: TimeFormProps) {
  const t = useTranslations('track.time')
  const [startsAt, setStartsAt] = useState<string | null>(null)
  const when = useWhenWords(startsAt)
  const services = choice.services.map(({ id }) => id)
  const words = (time: string) =>
    t(choice.mode === 'move' ? 'moveTo' : choice.shop.confirms === 'instant' ? 'bookAt' : 'requestAt', {
      when: time,
    })
  const linkTo = (query: Record<string, string>) =>
    `${here}?${new URLSearchParams([...services.map((id) => ['service', id]), ...Object.entries(query)]).toString()}`
  if (times.days.every(({ free }) => !free)) return <NoTimes times={times} linkTo={linkTo} />
  return (
    <Form
      method="post"
      // A refusal comes back to the same day.
      action={linkTo(times.day ? { day: times.day } : {})}
      problem={isAboutTime(answer?.problem) ? undefined : answer?.problem}
      onChange={({ currentTarget }) => {
        const chosen = new FormData(currentTarget).get('startsAt')
        setStartsAt(typeof chosen === 'string' ? chosen : null)
      }}
    >
      <FormKey value={answer?.formKey ?? choice.formKey} />
      {services.map((id) => (
        <input key={id} type="hidden" name="serviceIds" value={id} />
      ))}
      <SlotTaken problem={answer?.problem} name="instead" words={words} />
      <DaysAndTimes times={times} startsAt={startsAt} linkTo={linkTo} />
      <BottomBar
        note={startsAt ? <When at={startsAt} show="nearTime" /> : t('none')}
        next={<SubmitButton>{startsAt ? words(when) : t(`submit.${choice.mode}`)}</SubmitButton>}
      />
    </Form>
  )
}

function NoTimes({
  times,
  linkTo,
}: Pick<TimeFormProps, 'times'> & { linkTo: (query: Record<string, string>) => string }) {
  const t = useTranslations('track.time')
  return (
    <div className="grid gap-6">
      <Notice title={t('noTimes')}>
        <WhyNone reason={times.reason} />
        <p>{t('noTimesHint')}</p>
      </Notice>
      {times.beyond ? <DaysAndTimes times={times} startsAt={null} linkTo={linkTo} /> : null}
    </div>
  )
}
