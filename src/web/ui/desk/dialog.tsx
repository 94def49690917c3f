import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { X } from '../../icons.tsx'
import { PressButton } from './press-button.tsx'
import '../css/overlays.css'

export interface DialogProps {
  title: ReactNode
  isOpen: boolean
  /** Called with false when it is closed: Esc, the cross, or beside it. */
  onOpenChange: (open: boolean) => void
  /** Buttons, the one that acts last. */
  foot?: ReactNode
  /** A CSS length; 30rem unless said. */
  width?: string
  /** It asks before something that cannot be taken back: a press beside it does not close it. */
  grave?: boolean
  children: ReactNode
}

/** A question or a short task above the page. Focus goes in and comes back. Never one on another. */
export function Dialog({ grave, ...props }: DialogProps) {
  const { isOpen, onOpenChange, width } = props
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      isDismissable={!grave}
      className="veil veil-middle"
    >
      <Modal className="dialog" style={width ? { '--dialog-width': width } : undefined}>
        <AriaDialog role={grave ? 'alertdialog' : 'dialog'}>
          <Inside {...props} />
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

/** The same at the end side, over the page's full height: details of what was chosen in a board or calendar. */
export function SideSheet({ grave, ...props }: DialogProps) {
  const { isOpen, onOpenChange, width } = props
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      isDismissable={!grave}
      className="veil veil-side"
    >
      <Modal className="side-sheet" style={width ? { '--dialog-width': width } : undefined}>
        <AriaDialog>
          <Inside {...props} />
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

function Inside({ title, foot, children }: Pick<DialogProps, 'title' | 'foot' | 'children'>) {
  const t = useTranslations('ui')
  return (
    <>
      <div className="dialog-head">
        <Heading slot="title">{title}</Heading>
        <PressButton slot="close" kind="bare" className="btn-icon" aria-label={t('close')}>
          <X />
        </PressButton>
      </div>
      <div className="dialog-body">{children}</div>
      {foot ? <div className="dialog-foot">{foot}</div> : null}
    </>
  )
}

export interface ConfirmProps extends Pick<DialogProps, 'title' | 'isOpen' | 'onOpenChange'> {
  /** What follows from it. */
  children: ReactNode
  /** What the button does, in its own words: "Cancel the order". */
  act: ReactNode
  danger?: boolean
  pending?: boolean
  onConfirm: () => void
}

/** Asks once more before something grave. Where it can be taken back, do it and offer "Undo" instead. */
export function Confirm({ act, danger, pending, onConfirm, children, ...props }: ConfirmProps) {
  const t = useTranslations('ui')
  return (
    <Dialog
      {...props}
      grave
      foot={
        <>
          <PressButton slot="close">{t('cancel')}</PressButton>
          <PressButton kind={danger ? 'danger' : 'primary'} pending={pending} onPress={onConfirm}>
            {act}
          </PressButton>
        </>
      }
    >
      {children}
    </Dialog>
  )
}
