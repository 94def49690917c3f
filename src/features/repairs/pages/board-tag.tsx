import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { formatDuration } from '../../../kit/time/format.ts'
import { useDocument, usePaths } from '../../../web/document.ts'
import { JobTag } from '../../../web/ui/board.tsx'
import type { Hue } from '../../../web/ui/mark.tsx'
import { iranianPlate, Plate } from '../../../web/ui/plate.tsx'
import { When } from '../../../web/ui/values.tsx'
import { localText } from '../../shops/pages/local-text.ts'
import type { Goal } from '../stages.ts'
import type { CardView } from './card-view.ts'
import { MoveMenu } from './move-menu.tsx'

interface BoardTagProps {
  card: CardView
  now: number
  shop: string
  onMove: (card: CardView, to: Goal, reason?: string) => Promise<void>
}

/** An order as a tag that can be dragged, opened, or moved by its menu. */
export function BoardTag({ card, now, shop, onMove }: BoardTagProps) {
  const t = useTranslations('board')
  const to = usePaths()
  const { locale } = useDocument()
  const tag = useDrag(card)
  const { appointment, promisedAt } = card
  const plate = card.plate ? <Plate plate={card.plate} /> : null
  // An Iranian plate does not fit beside the number and the menu.
  const wide = card.plate !== null && iranianPlate(card.plate) !== null
  return (
    <JobTag
      ref={tag}
      to={to.order(shop, card.id)}
      number={card.number}
      asset={wide ? null : plate}
      customer={
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          {wide ? plate : null}
          <span>
            <bdi>{firstName(card.customer)}</bdi>
            {card.asset ? (
              <>
                {' · '}
                <bdi>{localText(card.asset, locale)}</bdi>
              </>
            ) : null}
          </span>
        </span>
      }
      what={
        <>
          <bdi>{localText(card.what, locale)}</bdi>
          {card.jobs > 1 ? <span className="quiet"> {t('moreJobs', { count: card.jobs - 1 })}</span> : null}
        </>
      }
      hue={hueOf(card)}
      promised={
        promisedAt !== null ? (
          <When at={promisedAt} show="nearTime" late={card.late} />
        ) : card.late ? (
          t('delayed')
        ) : appointment && card.stage === 'scheduled' ? (
          <When at={appointment.startsAt} show="nearTime" />
        ) : null
      }
      who={card.people.length > 0 ? <bdi>{card.people.map(firstName).join(', ')}</bdi> : null}
      inStage={formatSpan(now - card.stageSince, locale)}
      waits={card.waits}
      menu={
        <MoveMenu
          order={{ id: card.id, number: card.number, allowed: card.allowed, booked: appointment !== null }}
          onMove={(goal, reason) => void onMove(card, goal, reason)}
          look={{ size: 'small' }}
        />
      }
    />
  )
}

function useDrag({ id, allowed }: CardView) {
  const tag = useRef<HTMLLIElement>(null)
  const movable = allowed.length > 0
  useEffect(() => {
    if (!movable) return
    let stop: (() => void) | undefined
    let gone = false
    void import('@atlaskit/pragmatic-drag-and-drop/element/adapter').then(({ draggable }) => {
      const element = tag.current
      if (gone || !element) return
      // A link is dragged by itself (its address) unless told otherwise; here the whole tag is.
      for (const link of element.querySelectorAll('a')) link.draggable = false
      stop = draggable({
        element,
        getInitialData: () => ({ order: id }),
        onDragStart: () => element.setAttribute('data-dragging', ''),
        onDrop: () => element.removeAttribute('data-dragging'),
      })
    })
    return () => {
      gone = true
      stop?.()
    }
  }, [id, movable])
  return tag
}

function hueOf({ late, soon, stage, waits }: CardView): Hue | undefined {
  if (late) return 'blocked'
  if (stage === 'ready_for_pickup') return waits.money ? 'waiting' : 'ready'
  if (stage === 'completed') return waits.money ? 'waiting' : undefined
  return soon && stage !== 'dispatched' ? 'waiting' : undefined
}

/** Short by the first name: the board is read from three metres. */
export function firstName(name: string): string {
  return name.trim().split(/\s+/)[0] ?? ''
}

const DAY_MS = 86_400_000

/** How long something has stood: to the minute at first, then whole hours, then days. */
export function formatSpan(ms: number, locale: 'en' | 'fa'): string {
  const span = Math.max(0, ms)
  const minutes = Math.floor(span / 60_000)
  if (span < DAY_MS) return formatDuration(minutes < 300 ? minutes : minutes - (minutes % 60), locale)
  return new Intl.NumberFormat(locale === 'fa' ? 'fa-IR' : 'en-US', {
    style: 'unit',
    unit: 'day',
    unitDisplay: 'short',
  }).format(Math.floor(span / DAY_MS))
}
