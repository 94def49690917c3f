import { cx } from '../../../web/ui/class-names.ts'

/** Somebody by their initials: enough to find oneself among the people of a shop. */
export function Face({ name, large }: { name: string; large?: boolean }) {
  return (
    <span className={cx('face', large && 'face-large')} aria-hidden="true">
      {initialsOf(name)}
    </span>
  )
}

// Letters of Persian join; a thin space keeps two initials apart.
function initialsOf(name: string): string {
  const words = name.split(/[\s\u200c]+/).filter((word) => /^\p{L}/u.test(word))
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : words
  return chosen.map((word = '') => Array.from(word)[0]?.toUpperCase() ?? '').join('\u200c')
}
