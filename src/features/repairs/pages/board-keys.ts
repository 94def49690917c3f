/** Opens the "move to" menu of the tag that holds the focus (`m`). */
export function openMenu(): void {
  const button = focusedTag()?.querySelector<HTMLButtonElement>('.job-tag-menu button')
  button?.focus()
  // As by hand: a menu that a script's click opens is left without the focus, and no key reaches it.
  button?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, cancelable: true }))
}

type Way = 'up' | 'down' | 'left' | 'right'

/** Arrows go from tag to tag; without a tag in focus they scroll, as everywhere. */
export function moveFocus(event: KeyboardEvent, way: Way, locale: 'en' | 'fa'): void {
  const tag = focusedTag()
  if (!tag) return
  event.preventDefault()
  const target =
    way === 'up' || way === 'down' ? beside(tag, way) : across(tag, (way === 'right') === (locale === 'en'))
  target?.querySelector<HTMLAnchorElement>('.job-tag-link')?.focus()
}

function focusedTag(): Element | null {
  return document.activeElement?.closest('.job-tag') ?? null
}

function beside(tag: Element, way: 'up' | 'down'): Element | null {
  return way === 'up' ? tag.previousElementSibling : tag.nextElementSibling
}

/** The tag at the same height in the next column that has any. */
function across(tag: Element, onward: boolean): Element | undefined {
  const column = tag.closest('.board-column')
  const columns = [...document.querySelectorAll('.board-column')].filter(
    (one) => one === column || one.querySelector('.job-tag'),
  )
  const next = columns[columns.findIndex((one) => one === column) + (onward ? 1 : -1)]
  const row = [...(column?.querySelectorAll('.job-tag') ?? [])].indexOf(tag)
  const tags = [...(next?.querySelectorAll('.job-tag') ?? [])]
  return tags[Math.min(row, tags.length - 1)]
}
