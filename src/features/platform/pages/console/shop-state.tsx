import { useTranslations } from 'use-intl'
import { HueTag } from '../../../../web/ui/status-tag.tsx'
import type { ShopStatus } from '../../../shops/shop.ts'

const LOOKS = {
  pending: { hue: 'waiting', shape: 'ring' },
  approved: { hue: 'ready', shape: 'check' },
  suspended: { hue: 'blocked', shape: 'pause' },
} as const

/** Whether a shop waits, is open to the public, or is suspended. */
export function ShopState({ status, plain }: { status: ShopStatus; plain?: boolean }) {
  const t = useTranslations('platform.status')
  return (
    <HueTag {...LOOKS[status]} plain={plain}>
      {t(status)}
    </HueTag>
  )
}
