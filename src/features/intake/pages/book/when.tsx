import { type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Back, Onward } from '../../../../web/icons.tsx'
import { Button, LinkButton } from '../../../../web/ui/button.tsx'
import { DayStrip } from '../../../../web/ui/day-strip.tsx'
import { Notice } from '../../../../web/ui/notice.tsx'
import { TimeGrid } from '../../../../web/ui/time-grid.tsx'
import { PhoneLink, When } from '../../../../web/ui/values.tsx'
import { isDropOff, type PartProps } from './given.ts'
import type { Times } from './read-state.ts'
import { ZoneLine } from './zone-line.tsx'

/** When: two weeks of days with their free times, then the times of one day. */
export function WhenPart({ given, state, live }: PartProps) {
  const { times } = state
  if (!times) return null
  if (times.beyond) return <NoneHere times={times} beyond={times.beyond} />
  if (times.days.every(({ free }) => !free)) return <NoneAtAll times={times} given={given} />
  return (
    <div className="grid gap-6">
      {isDropOff({ given, live }) ? <DropOffLine /> : null}
      <DaysAndTimes times={times} startsAt={live.startsAt} />
      <AskLine />
    </div>
  )
}

/** What it means to leave a car or phone with the shop. */
export function DropOffLine() {
  const t = useTranslations('booking.when')
  return <p className="measure text-ink-2">{t('dropOff')}</p>
}

/** The days with, in a word, why one has no time. */
function useDays({ days }: Times) {
  const t = useTranslations('booking.when.none')
  return days.map(({ date, free, reason }) => ({
    date,
    free,
    why: reason ? t(`short.${reason}`) : undefined,
  }))
}

/** Why nothing is free, in a sentence. */
export function WhyNone({ reason }: Pick<Times, 'reason'>) {
  const t = useTranslations('booking.when.none')
  return reason ? <p>{t(`long.${reason}`)}</p> : null
}

interface DaysProps {
  times: Times
  startsAt: string | null
  /** Where a day or a page of days is shown. Without it they are buttons of the form, which holds what was typed. */
  linkTo?: (query: { day: string } | { from: string }) => string
}

/** The strip and the times of its day; in a hydrated page a day opens at once. */
export function DaysAndTimes({ times, startsAt, linkTo }: DaysProps) {
  const [chosen, choose] = useState<{ of: Times; day: string }>()
  const day = chosen?.of === times ? chosen.day : times.day
  const slots = times.days.find(({ date }) => date === day)?.slots ?? []
  const days = useDays(times)
  return (
    <>
      <div className="grid gap-2">
        <DayStrip
          {...(linkTo ? {} : { name: 'day' })}
          days={linkTo ? days.map((one) => ({ ...one, to: linkTo({ day: one.date }) })) : days}
          today={times.today}
          current={day ?? undefined}
          onChoose={(date) => choose({ of: times, day: date })}
        />
        <Pages times={times} linkTo={linkTo} />
      </div>
      <div className="grid gap-3">
        <TimeGrid
          key={day}
          name="startsAt"
          slots={slots.map((slot) => ({ startsAt: slot }))}
          first={times.first ?? undefined}
          chosen={startsAt ?? undefined}
        />
        <ZoneLine at={slots[0]} />
      </div>
    </>
  )
}

function Pages({ times: { earlier, later }, linkTo }: Pick<DaysProps, 'times' | 'linkTo'>) {
  const t = useTranslations('booking.when')
  if (!earlier && !later) return null
  return (
    <div className="flex justify-between">
      {earlier ? (
        <PageButton from={earlier} linkTo={linkTo}>
          <Back />
          {t('earlier')}
        </PageButton>
      ) : (
        <span />
      )}
      {later ? (
        <PageButton from={later} linkTo={linkTo}>
          {t('later')}
          <Onward />
        </PageButton>
      ) : null}
    </div>
  )
}

function PageButton({
  from,
  linkTo,
  children,
}: Pick<DaysProps, 'linkTo'> & { from: string; children: ReactNode }) {
  if (linkTo) {
    return (
      <LinkButton to={linkTo({ from })} kind="bare" size="small" preventScrollReset>
        {children}
      </LinkButton>
    )
  }
  return (
    <Button type="submit" name="from" value={from} kind="bare" size="small">
      {children}
    </Button>
  )
}

function NoneHere({ times, beyond }: { times: Times; beyond: NonNullable<Times['beyond']> }) {
  const t = useTranslations('booking.when')
  return (
    <div className="grid gap-4">
      <DayStrip days={useDays(times)} today={times.today} />
      <Notice
        title={t('noneHere')}
        action={
          <Button type="submit" name="day" value={beyond.date} kind="quiet">
            {t('show')}
          </Button>
        }
      >
        <WhyNone reason={times.reason} />
        <p>{t.rich('nextFree', { time: () => <When at={beyond.startsAt} /> })}</p>
      </Notice>
      <AskLine />
    </div>
  )
}

function NoneAtAll({ times, given: { shop } }: { times: Times } & Pick<PartProps, 'given'>) {
  const t = useTranslations('booking.when')
  return (
    <div className="grid gap-4">
      <Notice
        title={t('noneAtAll')}
        action={
          <Button type="submit" name="ask" value="1" kind="quiet">
            {t('askButton')}
          </Button>
        }
      >
        <WhyNone reason={times.reason} />
        <p>{t('noneAtAllHint')}</p>
        <p>
          <button type="submit" name="ask" value="wait" className="link">
            {t('waitLink')}
          </button>
        </p>
        {shop.phone ? (
          <p>
            {t.rich('orCall', {
              phone: () => <PhoneLink phone={shop.phone?.number ?? ''}>{shop.phone?.text}</PhoneLink>,
            })}
          </p>
        ) : null}
      </Notice>
      {times.earlier ? <Pages times={times} /> : null}
    </div>
  )
}

function AskLine() {
  const t = useTranslations('booking.when')
  return (
    <p className="text-ink-2">
      {t('noneSuits')}{' '}
      <button type="submit" name="ask" value="1" className="link">
        {t('askLink')}
      </button>
      {t('or')}
      <button type="submit" name="ask" value="wait" className="link">
        {t('waitLink')}
      </button>
    </p>
  )
}
