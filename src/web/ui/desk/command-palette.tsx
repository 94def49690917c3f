import {
  Autocomplete,
  Dialog,
  Header,
  Input,
  Menu,
  MenuItem,
  MenuSection,
  Modal,
  ModalOverlay,
  SearchField,
} from 'react-aria-components'
import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { useNavigate } from 'react-router'
import { useTranslations } from 'use-intl'
import { searchKey } from '../../../kit/input/fold.ts'
import { Search } from '../../icons.tsx'
import { KeyHint } from '../key-hint.tsx'
import { useLookup } from './use-lookup.ts'
import '../css/overlays.css'
import '../css/pickers.css'

export interface Command {
  id: string
  label: string
  note?: string
  icon?: ReactNode
  keys?: readonly string[]
  /** The heading it stands under. */
  group: string
  /** Further words it is found by. */
  also?: string
  to?: string
  run?: () => void
}

export interface CommandPaletteProps {
  isOpen: boolean
  onOpenChange: (open: boolean) => void
  /** Places and actions that are always there; what the reader may not do is left out before. */
  commands: readonly Command[]
  /** Finds records (orders, customers, plates) for what is typed, 150 ms after the last key. */
  find?: (text: string, signal: AbortSignal) => Promise<readonly Command[]>
}

/** Everything a person may go to, find or do, by typing. Open it with `useHotkeys({ 'mod+k': … })`. */
export function CommandPalette({ isOpen, onOpenChange, ...rest }: CommandPaletteProps) {
  const t = useTranslations('ui')
  return (
    <ModalOverlay isOpen={isOpen} onOpenChange={onOpenChange} isDismissable className="veil veil-middle">
      <Modal className="dialog" style={{ '--dialog-width': '38rem' }}>
        <Dialog aria-label={t('palette.title')}>
          <Inside {...rest} close={() => onOpenChange(false)} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function Inside({
  commands,
  find,
  close,
}: Pick<CommandPaletteProps, 'commands' | 'find'> & { close: () => void }) {
  const t = useTranslations('ui')
  const navigate = useNavigate()
  const [typed, setTyped] = useState('')
  const found = useLookup(typed, typed.trim() === '' ? undefined : find)
  const line = useRef<HTMLInputElement>(null)
  useEffect(() => line.current?.focus(), [])
  const wanted = searchKey(typed)
  const fitting = commands.filter((one) => searchKey(`${one.label} ${one.also ?? ''}`).includes(wanted))
  const all = [...found, ...fitting]
  const act = (id: string) => {
    const command = all.find((one) => one.id === id)
    close()
    if (command?.to) void navigate(command.to)
    command?.run?.()
  }
  return (
    <Autocomplete inputValue={typed} onInputChange={setTyped}>
      <SearchField aria-label={t('palette.title')} className="palette-line">
        <Search />
        <Input ref={line} placeholder={t('palette.placeholder')} />
      </SearchField>
      <Menu
        className="options"
        aria-label={t('palette.title')}
        onAction={(key) => act(String(key))}
        renderEmptyState={() => <p className="options-empty">{t('palette.empty')}</p>}
      >
        {[...Map.groupBy(all, (one) => one.group)].map(([group, members]) => (
          <MenuSection key={group} id={group} aria-label={group}>
            <Header className="options-head">{group}</Header>
            {members.map((command) => (
              <Line key={command.id} command={command} />
            ))}
          </MenuSection>
        ))}
      </Menu>
      <p className="palette-foot">{t('palette.hint')}</p>
    </Autocomplete>
  )
}

function Line({ command }: { command: Command }) {
  return (
    <MenuItem id={command.id} textValue={command.label} className="option">
      {command.icon}
      <span className="option-text">
        <span>{command.label}</span>
        {command.note ? <span className="option-note">{command.note}</span> : null}
      </span>
      {command.keys ? <KeyHint keys={command.keys} /> : null}
    </MenuItem>
  )
}
