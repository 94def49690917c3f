import { useTranslations } from 'use-intl'
import { formatRate } from '../../../kit/money/format.ts'
import { formatNumber } from '../../../kit/time/format.ts'
import { useDocument } from '../../../web/document.ts'
import { Money, When } from '../../../web/ui/values.tsx'
import { PlainDate } from '../../shops/pages/hours.tsx'
import { type Change, rightParts, type Shown, type WordsOf } from './audit-changes.ts'

/** What an act changed, a line each: “Price $45.00 → $50.00”. */
export function ChangeList({ changes }: { changes: readonly Change[] }) {
  const t = useTranslations('audit')
  if (changes.length === 0) return null
  return (
    <ul className="grid gap-1">
      {changes.map(({ field, before, after }) => {
        const key = `fields.${field}` as 'fields.name'
        return (
          <li key={field} className="wrap-anywhere">
            <span className="text-ink-2">{t.has(key) ? t(key) : field}</span>{' '}
            {before ? <Value shown={before} gone={after !== undefined} /> : null}
            {before && after ? (
              <>
                {' '}
                <span aria-hidden="true" className="inline-block rtl:-scale-x-100">
                  →
                </span>
                <span className="sr-only">{t('becomes')}</span>{' '}
              </>
            ) : null}
            {after ? <Value shown={after} /> : null}
          </li>
        )
      })}
    </ul>
  )
}

function Value({ shown, gone = false }: { shown: Shown; gone?: boolean }) {
  return (
    <span className={gone ? 'text-ink-2' : undefined}>
      <Read shown={shown} />
    </span>
  )
}

function Read({ shown }: { shown: Shown }) {
  const t = useTranslations('audit')
  const { locale } = useDocument()
  const word = useWord()
  switch (shown.as) {
    case 'money':
      return <Money value={shown} />
    case 'percent':
      return <bdi>{formatRate(shown.ppm, locale)}</bdi>
    case 'number':
      return <bdi>{formatNumber(shown.number, locale)}</bdi>
    case 'instant':
      return <When at={shown.at} show="dateTime" />
    case 'date':
      return <PlainDate date={shown.date} />
    case 'text':
      return <bdi>{shown.text}</bdi>
    case 'word':
      return <bdi>{word(shown.word, shown.of)}</bdi>
    case 'list':
      return (
        <bdi>
          {shown.words.length === 0
            ? t('values.none')
            : shown.words.map((one) => word(one, shown.of)).join(t('comma'))}
        </bdi>
      )
  }
}

/** The word for something that the program wrote under a name of its own; the name where there is none. */
function useWord(): (word: string, of: WordsOf) => string {
  const t = useTranslations()
  const known = (key: string) => (t.has(key as 'audit.title') ? t(key as 'audit.title') : undefined)
  return (word, of) => {
    if (of === 'roles') return known(`staff.roles.${word}`) ?? known(`common.hats.${word}`) ?? word
    if (of === 'names') return known(`audit.names.${word}`) ?? word
    if (of === 'stages') return known(`ui.order.${word}`) ?? word
    if (of === 'values') return known(`audit.values.${word}`) ?? known(`audit.fields.${word}`) ?? word
    const { name, own } = rightParts(word)
    const right = known(`permissions.names.${name}`) ?? name
    return own ? t('audit.own', { name: right }) : right
  }
}
