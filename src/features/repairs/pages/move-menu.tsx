import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { EllipsisVertical } from '../../../web/icons.tsx'
import { Confirm, Dialog } from '../../../web/ui/desk/dialog.tsx'
import { MenuButton, type MenuGroup } from '../../../web/ui/desk/menu.tsx'
import { PressButton } from '../../../web/ui/desk/press-button.tsx'
import { TextInput } from '../../../web/ui/inputs.tsx'
import type { ButtonLook } from '../../../web/ui/button.tsx'
import type { Goal } from '../stages.ts'

/** What the menu must know of an order. */
export interface Movable {
  id: string
  number: string
  allowed: readonly Goal[]
  /** A booked time hangs on it: putting the order back gives it away. */
  booked: boolean
}

export interface MoveMenuProps {
  order: Movable
  onMove: (to: Goal, reason?: string) => void
  /** Shown with its words; else three dots. */
  words?: boolean
  look?: ButtonLook
}

/** Where an order may go now, as a menu: what needs a reason or a second thought asks first. */
export function MoveMenu({ order, onMove, words, look }: MoveMenuProps) {
  const t = useTranslations('desk')
  const ui = useTranslations('ui')
  const [asking, setAsking] = useState<Goal | null>(null)
  const entry = (to: Goal) => ({
    id: to,
    label: to === 'canceled' ? t('move.cancel') : ui(`order.${to}`),
    danger: to === 'canceled',
    onAction: () => (asksFirst(to, order) ? setAsking(to) : onMove(to)),
  })
  const stages = order.allowed.filter((to) => to !== 'canceled' && to !== 'delayed')
  const groups: MenuGroup[] = [
    { id: 'stages', title: t('move.to'), entries: stages.map(entry) },
    { id: 'flag', entries: order.allowed.filter((to) => to === 'delayed').map(entry) },
    { id: 'end', entries: order.allowed.filter((to) => to === 'canceled').map(entry) },
  ].filter(({ entries }) => entries.length > 0)
  if (groups.length === 0) return null
  return (
    <>
      <MenuButton
        {...look}
        label={words ? t('move.to') : t('move.toOf', { number: order.number })}
        iconOnly={!words}
        kind={look?.kind ?? 'bare'}
        icon={<EllipsisVertical />}
        groups={groups}
      />
      {asking ? <Ask order={order} to={asking} close={() => setAsking(null)} onMove={onMove} /> : null}
    </>
  )
}

function asksFirst(to: Goal, { booked }: Movable): boolean {
  return to === 'canceled' || to === 'delayed' || (to === 'pending' && booked)
}

interface AskProps extends Pick<MoveMenuProps, 'order' | 'onMove'> {
  to: Goal
  close: () => void
}

function Ask({ order, to, close, onMove }: AskProps) {
  const t = useTranslations('desk')
  const [reason, setReason] = useState('')
  const act = () => {
    close()
    onMove(to, reason.trim() || undefined)
  }
  if (to === 'pending') {
    return (
      <Confirm
        title={t('move.putBack', { number: order.number })}
        isOpen
        onOpenChange={close}
        act={t('move.putBackAct')}
        danger
        onConfirm={act}
      >
        <p>{t('move.putBackText')}</p>
      </Confirm>
    )
  }
  const late = to === 'delayed'
  return (
    <Dialog
      title={t(late ? 'move.delayTitle' : 'move.cancelTitle', { number: order.number })}
      isOpen
      onOpenChange={close}
      foot={
        <PressButton
          kind={late ? 'primary' : 'danger'}
          isDisabled={late && reason.trim() === ''}
          onPress={act}
        >
          {t(late ? 'move.delayAct' : 'move.cancelAct')}
        </PressButton>
      }
    >
      <p className="measure">{t(late ? 'move.delayText' : 'move.cancelText')}</p>
      <TextInput
        name="reason"
        label={t('move.reason')}
        optional={!late}
        value={reason}
        maxLength={500}
        onChange={(event) => setReason(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (!late || reason.trim() !== '')) act()
        }}
      />
    </Dialog>
  )
}
