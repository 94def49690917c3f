import type { ButtonHTMLAttributes, ReactNode } from 'react'
import { Link, useNavigation } from 'react-router'
import type { LinkProps } from 'react-router'
import { cx } from './class-names.ts'

export type ButtonKind = 'primary' | 'quiet' | 'bare' | 'danger'

export interface ButtonLook {
  /** primary: the one next step of a screen · quiet: other steps · bare: small asides · danger: cannot be taken back. */
  kind?: ButtonKind
  /** large: for a thumb in a glove, at arm's length. */
  size?: 'normal' | 'small' | 'large'
  wide?: boolean
  icon?: ReactNode
}

/** The classes of a button, for an element that must be something else (a summary, a label). */
export function buttonClass({ kind = 'quiet', size, wide }: ButtonLook = {}, className?: string): string {
  return cx('btn', `btn-${kind}`, size && size !== 'normal' && `btn-${size}`, wide && 'btn-wide', className)
}

type NativeButton = ButtonHTMLAttributes<HTMLButtonElement>

export interface ButtonProps extends ButtonLook, NativeButton {
  /** At work: the words stay, a second press does nothing. */
  pending?: boolean
}

/** A button. Its type is `button` unless said; forms use `SubmitButton`. */
export function Button({
  kind,
  size,
  wide,
  icon,
  pending,
  className,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={buttonClass({ kind, size, wide }, className)}
      aria-busy={pending || undefined}
      onClick={pending ? (event) => event.preventDefault() : onClick}
    >
      {icon}
      {children}
    </button>
  )
}

/**
 * Sends its form; primary unless said. Shows by itself that it is at work while React Router sends this form: where
 * several buttons share a form, give each a `name` and `value`. Without JavaScript it is a plain submit button.
 */
export function SubmitButton({ kind = 'primary', pending, ...props }: ButtonProps) {
  const navigation = useNavigation()
  const data = navigation.state === 'idle' ? undefined : navigation.formData
  const mine = data !== undefined && (!props.name || data.get(props.name) === String(props.value ?? ''))
  return <Button type="submit" kind={kind} pending={pending ?? mine} {...props} />
}

export interface LinkButtonProps extends ButtonLook, Omit<LinkProps, 'className'> {
  className?: string
}

/** A link that looks like a button: it goes somewhere and changes nothing. */
export function LinkButton({ kind, size, wide, icon, className, children, ...rest }: LinkButtonProps) {
  return (
    <Link {...rest} className={buttonClass({ kind, size, wide }, className)}>
      {icon}
      {children}
    </Link>
  )
}

export interface IconButtonProps extends Omit<ButtonProps, 'icon' | 'children'> {
  icon: ReactNode
  /** What it does, for readers and as the tooltip of the system. */
  label: string
}

/** A square button with an icon alone; its label is read aloud and shown on hover. */
export function IconButton({ icon, label, className, kind = 'bare', ...rest }: IconButtonProps) {
  return (
    <Button {...rest} kind={kind} className={cx('btn-icon', className)} aria-label={label} title={label}>
      {icon}
    </Button>
  )
}
