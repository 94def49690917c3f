import { useEffect, useRef } from 'react'

/** Keys by name: 'n', '/', '?', 'mod+k' (Ctrl, or ⌘ on a Mac). */
export type Hotkeys = Readonly<Record<string, (event: KeyboardEvent) => void>>

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.closest('input, textarea, select, [role="textbox"], [role="spinbutton"]') !== null)

/** The name of a key press, by the place of the key: on a Persian keyboard `n` writes another letter. */
export function keyName(
  event: Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey' | 'ctrlKey' | 'metaKey'>,
): string {
  const place = /^Key([A-Z])$/.exec(event.code)?.[1]?.toLowerCase()
  const slash = event.code === 'Slash' ? (event.shiftKey ? '?' : '/') : undefined
  const latin = event.key.length === 1 && event.key.charCodeAt(0) < 128
  const name = latin ? event.key.toLowerCase() : (place ?? slash ?? event.key)
  return event.ctrlKey || event.metaKey ? `mod+${name}` : name
}

const BUSY = '[aria-modal="true"], .veil, [role="menu"]'

/** Listens for keys of the whole page. Single keys are silent while somebody types or a dialog or menu is open. */
export function useHotkeys(keys: Hotkeys, enabled = true) {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    if (!enabled) return
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey) return
      const name = keyName(event)
      const act = latest.current[name]
      if (!act) return
      const single = !name.startsWith('mod+')
      if (single && (typing(event.target) || document.querySelector(BUSY))) return
      event.preventDefault()
      act(event)
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [enabled])
}

/** Puts the cursor in the search line that shows this key (`SearchBox` with `hotkey`). */
export function focusHotkeyField(key: string) {
  const field = document.querySelector<HTMLInputElement>(`[data-hotkey="${CSS.escape(key)}"]`)
  field?.focus()
  field?.select()
}
