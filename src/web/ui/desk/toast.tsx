import {
  Text,
  UNSTABLE_Toast as AriaToast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as ToastRegion,
} from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { X } from '../../icons.tsx'
import { PressButton } from './press-button.tsx'
import '../css/overlays.css'

export interface ToastMessage {
  text: string
  undo?: () => void
}

const queue = new ToastQueue<ToastMessage>({ maxVisibleToasts: 3 })
const STAYS_MS = 6000

/**
 * Says at the foot of the page that something was done, with a way back where there is one. Never for an error: that
 * is a `Notice` where it happened.
 */
export function toast(message: ToastMessage) {
  queue.add(message, { timeout: STAYS_MS })
}

/** Where toasts appear; `DeskProvider` has it. */
export function Toasts() {
  const t = useTranslations('ui')
  return (
    <ToastRegion queue={queue} className="toasts" aria-label={t('toasts')}>
      {({ toast: one }) => (
        <AriaToast toast={one} className="toast">
          <ToastContent className="toast-text">
            <Text slot="title">{one.content.text}</Text>
          </ToastContent>
          {one.content.undo ? (
            <PressButton
              kind="bare"
              size="small"
              onPress={() => {
                one.content.undo?.()
                queue.close(one.key)
              }}
            >
              {t('undo')}
            </PressButton>
          ) : null}
          <PressButton slot="close" kind="bare" size="small" className="btn-icon" aria-label={t('close')}>
            <X />
          </PressButton>
        </AriaToast>
      )}
    </ToastRegion>
  )
}
