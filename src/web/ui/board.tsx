import type { ReactNode, Ref } from 'react'
import { useId } from 'react'
import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { formatNumber } from '../../kit/time/format.ts'
import { cx } from './class-names.ts'
import type { Hue } from './mark.tsx'
import { useKitLocale } from './reading.tsx'
import { HueTag } from './status-tag.tsx'
import { Ltr } from './values.tsx'
import './css/board.css'

/** Stages side by side; holds `BoardColumn`s, scrolls sideways where they do not fit. `narrowed`: to some orders only. */
export function Board({ narrowed, children }: { narrowed?: boolean; children: ReactNode }) {
  return <div className={cx('board', narrowed && 'board-narrowed')}>{children}</div>
}

export interface BoardColumnProps {
  title: ReactNode
  /** How many orders stand here, drawn or not. */
  count: number
  /** How many of them are not drawn, with the address that shows them. */
  cut?: { count: number; to: string } | undefined
  /** At the end of the head: a menu, a limit. */
  aside?: ReactNode
  ref?: Ref<HTMLDivElement>
  children: ReactNode
}

/** One stage. While something is dragged over it, set `data-over` on the element of `ref`. */
export function BoardColumn({ title, count, cut, aside, ref, children }: BoardColumnProps) {
  const t = useTranslations('ui')
  const locale = useKitLocale()
  const id = useId()
  return (
    <div className="board-column" ref={ref}>
      <div className="board-head">
        <h2 id={id}>{title}</h2>
        <span className="board-count" aria-hidden="true">
          {formatNumber(count, locale)}
        </span>
        <span className="sr-only">{t('board.count', { count })}</span>
        {aside ? <div className="board-over">{aside}</div> : null}
      </div>
      <ul className="grid gap-2" aria-labelledby={id}>
        {children}
      </ul>
      {cut && cut.count > 0 ? (
        <Link to={cut.to} className="link small">
          {t('board.cut', { count: cut.count })}
        </Link>
      ) : null}
    </div>
  )
}

export interface JobTagProps {
  to: string
  /** RO-1042. */
  number: string
  /** Plate or device. */
  asset: ReactNode
  /** First name. */
  customer?: ReactNode
  what: ReactNode
  /** The promised time, a `When`, with its hue by nearness. */
  promised?: ReactNode
  hue?: Hue | undefined
  /** Who works on it. */
  who?: ReactNode
  /** How long it has stood in this stage. */
  inStage?: string
  /** What it waits for. */
  waits?: { approval?: boolean; part?: boolean; money?: boolean }
  /** Buttons of the tag: the "move to" menu. */
  menu?: ReactNode
  ref?: Ref<HTMLLIElement>
}

/** An order on the board, as a job tag: the whole tag opens it. While dragged, set `data-dragging` on the element. */
export function JobTag(props: JobTagProps) {
  const { to, number, asset, customer, what, promised, hue, who, inStage, menu, ref } = props
  const t = useTranslations('ui')
  return (
    <li className={cx('job-tag', hue && `hue-${hue}`)} ref={ref}>
      <div className="job-tag-body">
        <div className="job-tag-row">
          <Link to={to} className="job-tag-link job-tag-number">
            <Ltr>{number}</Ltr>
          </Link>
          {asset}
          {menu ? <div className="job-tag-menu">{menu}</div> : null}
        </div>
        <p className="job-tag-what">{what}</p>
        {customer ? <p className="small quiet">{customer}</p> : null}
        <Waits {...props.waits} />
      </div>
      {promised || who || inStage ? (
        <div className="job-tag-stub">
          <span className="job-tag-promised">
            {promised ? <span className="sr-only">{t('board.promised')}: </span> : null}
            {promised}
          </span>
          <span>
            {who}
            {who && inStage ? ' · ' : null}
            {inStage ? <span title={t('board.inStage', { time: inStage })}>{inStage}</span> : null}
          </span>
        </div>
      ) : null}
    </li>
  )
}

function Waits({ approval, part, money }: NonNullable<JobTagProps['waits']>) {
  const t = useTranslations('ui')
  if (!approval && !part && !money) return null
  return (
    <div className="job-tag-signs">
      {approval ? (
        <HueTag hue="waiting" shape="ring" plain>
          {t('board.waitsApproval')}
        </HueTag>
      ) : null}
      {part ? (
        <HueTag hue="waiting" shape="parts" plain>
          {t('board.waitsPart')}
        </HueTag>
      ) : null}
      {money ? (
        <HueTag hue="waiting" shape="coin" plain>
          {t('board.waitsMoney')}
        </HueTag>
      ) : null}
    </div>
  )
}
