import { useTranslations } from 'use-intl'
import { formatDate } from '../../../../kit/time/format.ts'
import type { Hue, Shape } from '../../../../web/ui/mark.tsx'
import { Section } from '../../../../web/ui/page.tsx'
import { useReading } from '../../../../web/ui/reading.tsx'
import { Timeline } from '../../../../web/ui/timeline.tsx'
import { Money, When } from '../../../../web/ui/values.tsx'
import type { RepairView } from './read-view.ts'
import type { ToldKey } from './tell-timeline.ts'

type Look = [hue: Hue, shape: Shape]

const LOOKS: Partial<Record<ToldKey, Look>> = {
  begun: ['working', 'half'],
  goesOn: ['working', 'half'],
  parts: ['waiting', 'parts'],
  paused: ['blocked', 'pause'],
  checking: ['working', 'most'],
  ready: ['ready', 'check'],
  sent: ['ready', 'sent'],
  delayed: ['blocked', 'alert'],
  confirmed: ['ready', 'check'],
  moved: ['working', 'planned'],
  requested: ['waiting', 'ring'],
  visitDeclined: ['over', 'cross'],
  visitCanceled: ['over', 'cross'],
  canceled: ['over', 'cross'],
  noShow: ['blocked', 'cross'],
  declined: ['over', 'cross'],
  authorised: ['ready', 'check'],
  promised: ['working', 'planned'],
  paid: ['ready', 'coin'],
  refunded: ['over', 'back'],
  handedOver: ['over', 'done'],
}

/** What happened so far, the newest first; each day is named once. */
export function Story({ view: { timeline } }: { view: RepairView }) {
  const t = useTranslations('track')
  const { style } = useReading()
  const days = timeline.map(({ at }) => formatDate(Date.parse(at), style, 'short'))
  return (
    <Section title={t('story')}>
      <Timeline
        label={t('story')}
        entries={timeline.map(({ id, at, key, when, amount, job, text }, index) => {
          const [hue, shape] = LOOKS[key] ?? ['over', 'ring']
          return {
            id,
            hue,
            shape,
            time: (
              <span className="grid">
                <When
                  at={at}
                  show="near"
                  className={days[index] === days[index - 1] ? 'sr-only' : undefined}
                />
                <When at={at} show="time" />
              </span>
            ),
            text:
              key === 'note' ? (
                <span className="own-way block whitespace-pre-line">{text}</span>
              ) : (
                t.rich(`timeline.${key}`, {
                  time: () => (when ? <When at={when} show="nearTime" /> : null),
                  money: () => <Money value={amount} />,
                  job: () => <bdi>{job}</bdi>,
                })
              ),
            note: key === 'note' ? t('timeline.note') : text ? <bdi>{text}</bdi> : undefined,
          }
        })}
      />
    </Section>
  )
}
