import { useFormatter, useTranslations } from 'use-intl'
import { DataTable } from '../../../web/ui/data-table.tsx'

interface Rule {
  rule: string
  what: string
  howLong: string
  why: string
}

/** What is kept, for how long and why. */
export function RetentionTable({ rows }: { rows: readonly Rule[] }) {
  const t = useTranslations('compliance')
  return (
    <DataTable
      caption={t('retention')}
      captionHidden
      rows={rows}
      rowKey={({ rule }) => rule}
      columns={[
        { key: 'what', head: t('what'), cell: ({ what }) => what },
        { key: 'howLong', head: t('howLong'), cell: ({ howLong }) => howLong },
        { key: 'why', head: t('why'), cell: ({ why }) => why },
      ]}
    />
  )
}

interface Consent {
  purpose: string
  name: string
  granted: number
  withdrawn: number
}

/** How many customers said yes and no, by their last word. */
export function ConsentTable({ rows, caption }: { rows: readonly Consent[]; caption: string }) {
  const t = useTranslations('compliance')
  const { number } = useFormatter()
  return (
    <DataTable
      caption={caption}
      rows={rows}
      rowKey={({ purpose }) => purpose}
      columns={[
        { key: 'purpose', head: t('purpose'), cell: ({ name }) => name },
        { key: 'granted', head: t('granted'), align: 'end', cell: ({ granted }) => number(granted) },
        { key: 'withdrawn', head: t('withdrawn'), align: 'end', cell: ({ withdrawn }) => number(withdrawn) },
      ]}
    />
  )
}
