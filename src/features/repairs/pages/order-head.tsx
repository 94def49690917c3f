import { useTranslations } from 'use-intl'
import { useDocument, usePaths } from '../../../web/document.ts'
import { toast } from '../../../web/ui/desk/toast.tsx'
import { Printer } from '../../../web/icons.tsx'
import { Button, buttonClass } from '../../../web/ui/button.tsx'
import { Breadcrumb } from '../../../web/ui/nav.tsx'
import { PageHeader } from '../../../web/ui/page.tsx'
import { Plate } from '../../../web/ui/plate.tsx'
import { StatusTag } from '../../../web/ui/status-tag.tsx'
import { NumberTag, PhoneLink } from '../../../web/ui/values.tsx'
import { localText } from '../../shops/pages/local-text.ts'
import type { Goal, Stage } from '../stages.ts'
import { assetName, numberText } from './names.ts'
import { MoveMenu } from './move-menu.tsx'
import { useSheet } from './order-sheet.ts'

/** The order's number, state and next step. */
export function OrderHead() {
  const t = useTranslations('desk')
  const common = useTranslations('common')
  const to = usePaths()
  const { order, shop, cardUrl, phone } = useSheet()
  const { asset } = order
  const { locale } = useDocument()
  const move = useMove()
  const next = nextStep(order.stage, order.allowed)
  const number = numberText(order.number)
  const title = asset ? localText(assetName(asset), locale) : number
  return (
    <PageHeader
      above={
        <div className="flex flex-wrap items-center gap-3">
          <span className="max-md:hidden">
            <Breadcrumb items={[{ to: to.board(shop.slug), label: common('nav.board') }]} />
          </span>
          <NumberTag number={number} large />
          <StatusTag kind="order" status={order.status} />
          {order.status !== order.stage && order.stage !== 'completed' ? (
            <StatusTag kind="order" status={order.stage} plain />
          ) : null}
        </div>
      }
      title={title}
      lead={
        <span className="flex flex-wrap items-center gap-3">
          {asset?.kind === 'vehicle' && asset.plate ? <Plate plate={asset.plate} /> : null}
          {order.customer ? <bdi>{order.customer.name}</bdi> : null}
          {phone ? <PhoneLink phone={phone.number}>{phone.text}</PhoneLink> : null}
        </span>
      }
      actions={
        <>
          {next ? (
            <Button kind="primary" onClick={() => void move(next)}>
              {t(`order.next.${next}`)}
            </Button>
          ) : null}
          <MoveMenu
            order={{
              id: order.id,
              number,
              allowed: order.allowed,
              booked: order.appointment?.status === 'requested' || order.appointment?.status === 'confirmed',
            }}
            onMove={(goal, reason) => void move(goal, reason)}
            words
            look={{ kind: 'quiet' }}
          />
          <a href={cardUrl} target="_blank" rel="noreferrer" className={buttonClass()}>
            <Printer />
            {t('order.card')}
          </a>
        </>
      }
    />
  )
}

function useMove() {
  const t = useTranslations('desk')
  const ui = useTranslations('ui')
  const { act, order } = useSheet()
  return async (to: Goal, reason?: string) => {
    const answer = await act('PATCH', '/status', { status: to, ...(reason ? { reason } : {}) })
    if (answer.ok)
      toast({ text: t('move.done', { number: numberText(order.number), stage: ui(`order.${to}`) }) })
  }
}

const STEPS = {
  pending: ['in_progress'],
  scheduled: ['in_progress'],
  in_progress: ['ready_for_pickup', 'quality_check'],
  awaiting_parts: ['in_progress'],
  on_hold: ['in_progress'],
  quality_check: ['ready_for_pickup'],
  ready_for_pickup: ['completed'],
  dispatched: ['completed'],
  completed: ['closed'],
  closed: [],
  canceled: [],
} as const satisfies Record<Stage, readonly Goal[]>
type Step = (typeof STEPS)[Stage][number]

/** The usual next move, if the reader has it. */
export function nextStep(stage: Stage, allowed: readonly Goal[]): Step | undefined {
  return STEPS[stage].find((step) => allowed.includes(step))
}
