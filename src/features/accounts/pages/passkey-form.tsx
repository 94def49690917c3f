import type { ReactNode } from 'react'
import { Notice } from '../../../web/ui/notice.tsx'
import passkey from './passkey.js?url&no-inline'

/**
 * What a form with `data-passkey` (`create` or `get`) needs: the small script asks the server for `options`, the device
 * for an answer, and sends the form with it. The form is hidden until the script has found that the browser can.
 */
export function PasskeyForm({
  options,
  failed,
  children,
}: {
  options: string
  failed: string
  children: ReactNode
}) {
  return (
    <>
      <input type="hidden" name="response" data-passkey-options={options} />
      <div hidden data-passkey-failed="">
        <Notice kind="blocked" alert>
          {failed}
        </Notice>
      </div>
      {children}
      <script type="module" src={passkey} />
    </>
  )
}
