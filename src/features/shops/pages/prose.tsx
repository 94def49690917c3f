import { directionOf, isLocale } from '../../../kit/i18n/locale.ts'
import { useDocument } from '../../../web/document.ts'
import { localText } from './local-text.ts'

/**
 * A text that a shop wrote, in plain letters: empty lines part it, `## ` begins a heading, `- ` a point of a list.
 * Nothing in it is ever read as HTML.
 */
export function Prose({ text: written, lang }: { text: string; lang?: string | undefined }) {
  const text = localText(written, useDocument().locale)
  return (
    <div className="measure grid gap-3" lang={lang} dir={isLocale(lang) ? directionOf(lang) : undefined}>
      {text.split(/\n{2,}/).map((block, index) => (
        // The blocks of a fixed text never change places.
        // oxlint-disable-next-line react/no-array-index-key
        <Block key={index} block={block} />
      ))}
    </div>
  )
}

function Block({ block }: { block: string }) {
  const lines = block.split('\n')
  if (lines.length === 1 && block.startsWith('## ')) return <h2 className="mt-4">{block.slice(3)}</h2>
  if (lines.every((line) => line.startsWith('- '))) {
    return (
      <ul className="list-disc ps-5">
        {lines.map((line) => (
          <li key={line}>{line.slice(2)}</li>
        ))}
      </ul>
    )
  }
  // Each line reads in the direction of its own script: a firm's name and street among Persian words.
  return <p className="own-way whitespace-pre-line">{block}</p>
}
