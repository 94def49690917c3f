import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components'
import type { ReactNode } from 'react'
import { cx } from '../class-names.ts'
import { KeyHint } from '../key-hint.tsx'
import { PressButton } from './press-button.tsx'
import type { PressButtonProps } from './press-button.tsx'
import '../css/overlays.css'

export interface TipButtonProps extends Omit<PressButtonProps, 'children' | 'icon'> {
  icon: ReactNode
  /** What it does: its name and its tip. */
  label: string
  keys?: readonly string[]
}

/** An icon button whose name and key show on hover and focus. */
export function TipButton({ icon, label, keys, className, kind = 'bare', ...rest }: TipButtonProps) {
  return (
    <TooltipTrigger delay={400} closeDelay={80}>
      <PressButton {...rest} kind={kind} className={cx('btn-icon', className)} aria-label={label}>
        {icon}
      </PressButton>
      <AriaTooltip className="tip" offset={6}>
        {label}
        {keys ? <KeyHint keys={keys} /> : null}
      </AriaTooltip>
    </TooltipTrigger>
  )
}
