import { useEffect, useRef } from 'react'
import { BoardColumn } from '../../../web/ui/board.tsx'
import type { Goal, Stage } from '../stages.ts'
import { BoardTag } from './board-tag.tsx'
import type { CardView } from './card-view.ts'

interface StageColumnProps {
  stage: Stage
  title: string
  count: number
  cards: readonly CardView[]
  /** Every card of the board: one from another column may be dropped here. */
  all: readonly CardView[]
  now: number
  shop: string
  /** The address that lists all of this stage. */
  more: string
  onMove: (card: CardView, to: Goal, reason?: string) => Promise<void>
}

/** One stage of the board; takes tags that may come here. */
export function StageColumn({ stage, title, count, cards, all, now, shop, more, onMove }: StageColumnProps) {
  const column = useDrop(stage, all, onMove)
  return (
    <BoardColumn title={title} count={count} cut={{ count: count - cards.length, to: more }} ref={column}>
      {cards.map((card) => (
        <BoardTag key={card.id} card={card} now={now} shop={shop} onMove={onMove} />
      ))}
    </BoardColumn>
  )
}

function useDrop(stage: Stage, all: StageColumnProps['all'], onMove: StageColumnProps['onMove']) {
  const column = useRef<HTMLDivElement>(null)
  const latest = useRef({ all, onMove })
  useEffect(() => {
    latest.current = { all, onMove }
  })
  useEffect(() => {
    let stop: (() => void) | undefined
    let gone = false
    // Needed once somebody has the board open, by hand and mouse: not part of the first load.
    void import('@atlaskit/pragmatic-drag-and-drop/element/adapter').then(({ dropTargetForElements }) => {
      const element = column.current
      if (gone || !element) return
      const dragged = (id: unknown) => latest.current.all.find((card) => card.id === id)
      const setOver = (over: boolean) =>
        over ? element.setAttribute('data-over', '') : element.removeAttribute('data-over')
      stop = dropTargetForElements({
        element,
        canDrop: ({ source }) => dragged(source.data['order'])?.allowed.includes(stage) ?? false,
        onDragEnter: () => setOver(true),
        onDragLeave: () => setOver(false),
        onDrop: ({ source }) => {
          setOver(false)
          const card = dragged(source.data['order'])
          if (card) void latest.current.onMove(card, stage)
        },
      })
    })
    return () => {
      gone = true
      stop?.()
    }
  }, [stage])
  return column
}
