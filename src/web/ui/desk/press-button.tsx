import { Button as AriaButton } from 'react-aria-components'
import type { ButtonProps as AriaButtonProps } from 'react-aria-components'
import type { ReactNode } from 'react'
import { buttonClass } from '../button.tsx'
import type { ButtonLook } from '../button.tsx'

export interface PressButtonProps extends Omit<AriaButtonProps, 'className' | 'children'>, ButtonLook {
  className?: string
  pending?: boolean
  children?: ReactNode
}

/** The same button for React Aria's triggers: menus, dialogs, tooltips (`onPress`, `slot`). */
export function PressButton({
  kind,
  size,
  wide,
  icon,
  pending,
  className,
  children,
  ...rest
}: PressButtonProps) {
  return (
    <AriaButton
      {...rest}
      isPending={pending}
      aria-busy={pending || undefined}
      className={buttonClass({ kind, size, wide }, className)}
    >
      {icon}
      {children}
    </AriaButton>
  )
}
