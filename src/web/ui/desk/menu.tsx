import { Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover, Separator } from 'react-aria-components'
import { Fragment } from 'react'
import type { ReactNode } from 'react'
import { cx } from '../class-names.ts'
import { KeyHint } from '../key-hint.tsx'
import { PressButton } from './press-button.tsx'
import type { PressButtonProps } from './press-button.tsx'
import '../css/overlays.css'

export interface MenuEntry {
  id: string
  label: string
  icon?: ReactNode
  /** Under the label: what it means, or why it cannot be done now. */
  note?: ReactNode
  keys?: readonly string[]
  disabled?: boolean
  danger?: boolean
  /** Goes somewhere… */
  href?: string
  /** …or does something. */
  onAction?: () => void
}

export interface MenuGroup {
  id: string
  title?: string
  entries: readonly MenuEntry[]
}

export interface MenuButtonProps extends Omit<PressButtonProps, 'children'> {
  /** Read aloud; shown too unless `icon` alone stands for it (`iconOnly`). */
  label: string
  iconOnly?: boolean
  groups: readonly MenuGroup[]
}

/** A button that opens a list of actions or places. */
export function MenuButton({ label, iconOnly, groups, className, ...button }: MenuButtonProps) {
  return (
    <MenuTrigger>
      <PressButton
        {...button}
        className={cx(iconOnly && 'btn-icon', className)}
        aria-label={iconOnly ? label : undefined}
      >
        {iconOnly ? null : label}
      </PressButton>
      <Popover className="popover" placement="bottom start" offset={4}>
        <Menu className="options" aria-label={label}>
          {groups.map((group, index) => (
            <Fragment key={group.id}>
              {index > 0 ? <Separator className="options-rule" /> : null}
              {/* Groups and entries share one space of ids: a name that both have would stop the menu. */}
              <MenuSection id={`group ${group.id}`} aria-label={group.title ?? label}>
                {group.title ? <Header className="options-head">{group.title}</Header> : null}
                {group.entries.map((entry) => (
                  <Entry key={entry.id} entry={entry} />
                ))}
              </MenuSection>
            </Fragment>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}

function Entry({ entry }: { entry: MenuEntry }) {
  return (
    <MenuItem
      id={entry.id}
      textValue={entry.label}
      href={entry.href}
      isDisabled={entry.disabled}
      onAction={entry.onAction}
      className={cx('option', entry.danger && 'option-danger')}
    >
      {entry.icon}
      <span className="option-text">
        <span>{entry.label}</span>
        {entry.note ? <span className="option-note">{entry.note}</span> : null}
      </span>
      {entry.keys ? <KeyHint keys={entry.keys} /> : null}
    </MenuItem>
  )
}
