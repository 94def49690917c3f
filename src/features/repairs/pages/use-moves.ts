import { startTransition, useState } from 'react'
import { useTranslations } from 'use-intl'
import { toast } from '../../../web/ui/desk/toast.tsx'
import type { Goal, Stage } from '../stages.ts'
import { useApi } from './use-api.ts'

interface Moved {
  id: string
  number: string
  stage: Stage
}

// Moves that have a way back; the others are told without one.
const BACK: Partial<Record<`${Stage} ${Goal}`, Stage>> = {
  'in_progress awaiting_parts': 'in_progress',
  'in_progress on_hold': 'in_progress',
  'in_progress quality_check': 'in_progress',
  'in_progress ready_for_pickup': 'in_progress',
}

/**
 * Moves orders by REST, at once on the screen: `shown` says where an order stands until the page has heard it
 * from the server. A refusal puts it back and stands in `problem`.
 */
export function useMoves() {
  const ui = useTranslations('ui')
  const t = useTranslations('desk')
  const { call, problem, clear } = useApi()
  const [ahead, setAhead] = useState<ReadonlyMap<string, Stage>>(new Map())
  const move = async (order: Moved, to: Goal, reason?: string): Promise<void> => {
    if (to !== 'delayed') setAhead((before) => new Map(before).set(order.id, to))
    const path = `/api/service-request/${order.id}/status`
    const answer = await call('PATCH', path, { status: to, ...(reason ? { reason } : {}) })
    // Together with the new data, which comes as a transition too: sooner, the tag would jump back for a moment.
    startTransition(() => setAhead((before) => new Map([...before].filter(([id]) => id !== order.id))))
    if (!answer.ok) return
    const back = BACK[`${order.stage} ${to}`]
    const text = t('move.done', { number: order.number, stage: ui(`order.${to}`) })
    const undo = back && to !== 'delayed' ? () => void move({ ...order, stage: to }, back) : undefined
    toast(undo ? { text, undo } : { text })
  }
  return { move, problem, clear, shown: (order: Moved) => ahead.get(order.id) ?? order.stage }
}
