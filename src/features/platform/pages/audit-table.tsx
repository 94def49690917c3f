import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { DataTable } from '../../../web/ui/data-table.tsx'
import { Ltr, When } from '../../../web/ui/values.tsx'
import { ChangeList } from './audit-change-list.tsx'
import type { AuditLine, Who } from './audit-line.ts'

interface AuditTableProps {
  lines: readonly AuditLine[]
  /** The page with the lines about one record alone. */
  toAbout: (id: string) => string
}

/** Lines of the log: when, who, what, about what, what it changed, and from where. */
export function AuditTable({ lines, toAbout }: AuditTableProps) {
  const t = useTranslations('audit')
  return (
    <DataTable
      caption={t('caption')}
      captionHidden
      rows={lines}
      rowKey={({ id }) => id}
      columns={[
        { key: 'at', head: t('head.at'), tight: true, cell: ({ at }) => <When at={at} show="dateTime" /> },
        {
          key: 'who',
          head: t('head.who'),
          cell: ({ who }) => (
            <div className="min-w-32">
              <Actor who={who} />
            </div>
          ),
        },
        { key: 'act', head: t('head.act'), rowHead: true, cell: ({ action }) => <ActName action={action} /> },
        {
          key: 'about',
          head: t('head.about'),
          cell: ({ about }) => <About about={about} toAbout={toAbout} />,
        },
        { key: 'change', head: t('head.change'), cell: ({ changes }) => <ChangeList changes={changes} /> },
        { key: 'where', head: t('head.where'), cell: (line) => <Where line={line} /> },
      ]}
    />
  )
}

function Actor({ who }: { who: Who }) {
  const t = useTranslations('audit')
  if (who.kind === 'key') return <>{who.name === null ? t('keyGone') : t('key', { name: who.name })}</>
  if (who.kind !== 'person') return <span className="text-ink-2">{t(who.kind)}</span>
  const { name, inPlaceOf } = who
  const actor = () => <bdi key="actor">{name ?? t('somebody')}</bdi>
  return inPlaceOf ? (
    <>{t.rich('inPlaceOf', { actor, name: () => <bdi key="name">{inPlaceOf}</bdi> })}</>
  ) : (
    actor()
  )
}

/** An act in words; one without words under its own name. */
export function ActName({ action }: { action: string }) {
  const t = useTranslations('audit')
  const key = `acts.${action}` as 'acts.staff.add'
  return t.has(key) ? t(key) : <Ltr>{action}</Ltr>
}

function About({ about, toAbout }: Pick<AuditTableProps, 'toAbout'> & Pick<AuditLine, 'about'>) {
  const t = useTranslations('audit')
  if (!about) return null
  const key = `kinds.${about.kind}` as 'kinds.account'
  return (
    <Link className="link nowrap" to={toAbout(about.id)}>
      {t.has(key) ? t(key) : about.kind}
    </Link>
  )
}

function Where({ line: { address, device } }: { line: AuditLine }) {
  const t = useTranslations('audit')
  const { program = null, system = null } = device ?? {}
  const named = program && system ? t('on', { program, system }) : (program ?? system)
  // An empty cell leaves no label behind in a narrow stack.
  if (!address && !named) return null
  return (
    <div className="grid">
      {address ? <Ltr>{address}</Ltr> : null}
      {named ? <span className="small nowrap text-ink-2">{named}</span> : null}
    </div>
  )
}
