import { Form } from 'react-router'
import { useTranslations } from 'use-intl'
import { usePaths } from '../document.ts'
import { Lock } from '../icons.tsx'
import { Button } from '../ui/button.tsx'
import lock from './lock.js?url&no-inline'

/**
 * On a shop's shared device, in every frame: locks it, and its script does so when nobody has touched it for so long. It
 * uncovers the warning shortly before.
 */
export function LockButton({ device: { lockMinutes } }: { device: { lockMinutes: number } }) {
  const t = useTranslations('common.device')
  return (
    <>
      <Form method="post" action={usePaths().lockDevice()} reloadDocument data-lock-after={lockMinutes}>
        <Button type="submit" icon={<Lock />}>
          <span className="max-sm:sr-only">{t('lock')}</span>
        </Button>
      </Form>
      <p hidden role="alert" className="lock-warning" data-lock-warning>
        {t('soon')}
      </p>
      <script type="module" async src={lock} />
    </>
  )
}
