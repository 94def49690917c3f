import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Back, Onward } from '../../../../web/icons.tsx'
import { Button } from '../../../../web/ui/button.tsx'
import { DayStrip } from '../../../../web/ui/day-strip.tsx'
import { Notice } from '../../../../web/ui/notice.tsx'
import { TimeGrid } from '../../../../web/ui/time-grid.tsx'
import { PhoneLink, When } from '../../../../web/ui/values.tsx'
import type { PartProps } from './given.ts'
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
      <DaysAndTimes times={times} startsAt={live.startsAt} />
      <AskLine />
    </div>
  )
}

/** The strip and the times of its day; in a hydrated page a day opens at once. */
export function DaysAndTimes({ times, startsAt }: { times: Times; startsAt: string | null }) {
  const [chosen, choose] = useState<{ of: Times; day: string }>()
  const day = chosen?.of === times ? chosen.day : times.day
  const slots = times.days.find(({ date }) => date === day)?.slots ?? []
  return (
    <>
      <div className="grid gap-2">
        <DayStrip
          name="day"
          days={times.days}
          today={times.today}
          current={day ?? undefined}
          onChoose={(date) => choose({ of: times, day: date })}
        />
        <Pages times={times} />
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

function Pages({ times: { earlier, later } }: { times: Times }) {
  const t = useTranslations('booking.when')
  if (!earlier && !later) return null
  return (
    <p className="flex justify-between">
      {earlier ? (
        <Button type="submit" name="from" value={earlier} kind="bare" size="small" icon={<Back />}>
          {t('earlier')}
        </Button>
      ) : (
        <span />
      )}
      {later ? (
        <Button type="submit" name="from" value={later} kind="bare" size="small">
          {t('later')}
          <Onward />
        </Button>
      ) : null}
    </p>
  )
}

function NoneHere({ times, beyond }: { times: Times; beyond: NonNullable<Times['beyond']> }) {
  const t = useTranslations('booking.when')
  return (
    <div className="grid gap-4">
      <DayStrip days={times.days} today={times.today} />
      <Notice
        title={t('noneHere')}
        action={
          <Button type="submit" name="day" value={beyond.date} kind="quiet">
            {t('show')}
          </Button>
        }
      >
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
        <p>{t('noneAtAllHint')}</p>
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
    </p>
  )
}
