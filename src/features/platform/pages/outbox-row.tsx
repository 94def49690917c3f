import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { Mail, MessageSquare } from '../../../web/icons.tsx'
import { cx } from '../../../web/ui/class-names.ts'
import { HueTag } from '../../../web/ui/status-tag.tsx'
import { Ltr, When } from '../../../web/ui/values.tsx'
import type { Row } from './outbox.tsx'

/** One message of the list: to whom, what, when, and whether it was refused. */
export function OutboxRow({ row, to, current }: { row: Row; to: string; current: boolean }) {
  const t = useTranslations('outbox')
  return (
    <li className="border-b border-line">
      <Link
        to={to}
        aria-current={current || undefined}
        className={cx(
          'grid grid-cols-[20px_minmax(0,1fr)] gap-x-3 px-2 py-3 hover:bg-well',
          current && 'bg-well',
        )}
      >
        {row.kind === 'email' ? <Mail /> : <MessageSquare />}
        <span className="grid min-w-0 gap-1">
          <span className="sr-only">{t(row.kind)}</span>
          <Ltr className="font-medium wrap-anywhere">{row.to}</Ltr>
          <bdi className="small line-clamp-2 text-ink-2 wrap-anywhere">{row.words || t('noSubject')}</bdi>
          <When at={row.at} show="nearTime" dateForm="dayMonth" className="small quiet" />
          <Outcome outcome={row.outcome} />
        </span>
      </Link>
    </li>
  )
}

/** What the stand-in refused; what it took needs no sign. */
export function Outcome({ outcome }: Pick<Row, 'outcome'>) {
  const t = useTranslations('outbox')
  if (outcome === 'sent') return null
  return (
    <span className="small">
      <HueTag hue="blocked" shape="alert" plain>
        {t(outcome)}
      </HueTag>
    </span>
  )
}
