import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { useDocument, usePaths } from '../../../../web/document.ts'
import { LinkButton } from '../../../../web/ui/button.tsx'
import { nameDigits } from '../../../../web/ui/name-digits.ts'
import { phaseOf } from '../../../../web/ui/phase-rail.tsx'
import { StatusTag } from '../../../../web/ui/status-tag.tsx'
import { Ltr, When } from '../../../../web/ui/values.tsx'
import { AskedWhy } from '../../../repairs/pages/track/asked.tsx'
import { Address } from '../../../shops/pages/address.tsx'
import type { ListedRepair } from './read-repairs.ts'
import type { ListedVisit } from './read-visits.ts'

/** A list with hairlines, each row what it is, its state, and a second line; `alone` where no section's rule is above. */
export function Rows({ alone, children }: { alone?: boolean; children: ReactNode }) {
  const rule = alone ? 'border-t' : '-mt-4'
  return <ul className={`divide-y divide-line border-b border-line-2 ${rule}`}>{children}</ul>
}

/** One row; `to` leads to the thing itself. */
export function Row({
  to,
  title,
  state,
  above,
  children,
  actions,
}: {
  to: string
  title: ReactNode
  state?: ReactNode
  /** What must be read first. */
  above?: ReactNode
  children?: ReactNode
  actions?: ReactNode
}) {
  return (
    <li className="relative grid gap-1 py-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <Link
          to={to}
          className="link link-ink min-w-0 font-semibold after:absolute after:inset-0"
          reloadDocument
        >
          {title}
        </Link>
        {state}
      </div>
      {above}
      {children ? <p className="small flex flex-wrap gap-x-3 gap-y-1 text-ink-2">{children}</p> : null}
      {actions ? (
        <div className="relative z-10 flex flex-wrap gap-2 justify-self-start pt-1">{actions}</div>
      ) : null}
    </li>
  )
}

export function RepairRow({ repair }: { repair: ListedRepair }) {
  const t = useTranslations('portal')
  const to = usePaths()
  const { locale } = useDocument()
  const { id, number, asset, status, shop, createdAt, promisedAt } = repair
  return (
    <Row
      to={to.myRepair(id)}
      title={<bdi>{nameDigits(asset || number, locale)}</bdi>}
      state={<StatusTag kind="order" status={status} plain />}
      actions={
        status === 'payment_pending' ? (
          <LinkButton to={to.myRepair(id)} size="small" kind="primary" reloadDocument>
            {t('repairs.pay')}
          </LinkButton>
        ) : null
      }
    >
      <Ltr>{number}</Ltr>
      <bdi>{shop.name}</bdi>
      <span>
        {t.rich('repairs.since', {
          date: () => <When at={createdAt} show="date" dateForm="medium" zone={shop.zone} />,
        })}
      </span>
      {promisedAt && isInWork(status) ? (
        <span>
          {t.rich('repairs.promised', {
            time: () => <When at={promisedAt} show="nearTime" zone={shop.zone} />,
          })}
        </span>
      ) : null}
    </Row>
  )
}

const isInWork = (status: ListedRepair['status']): boolean => phaseOf(status) === 'in_work'

/** A visit; one that is to come can be moved and canceled, as long as the shop's notice allows. */
export function VisitRow({ visit }: { visit: ListedVisit }) {
  const t = useTranslations('portal.visits')
  const to = usePaths()
  const { locale } = useDocument()
  const { orderId, startsAt, shop, status, number, asset, mayMove, mayCancel, askedBecause } = visit
  return (
    <Row
      to={to.myRepair(orderId)}
      title={<When at={startsAt} show="nearTime" zone={shop.zone} />}
      state={<StatusTag kind="appointment" status={status} plain />}
      above={
        askedBecause ? (
          <div className="small measure">
            <p className="font-semibold">{t('asked')}</p>
            <AskedWhy because={askedBecause} until={startsAt} zone={shop.zone} />
          </div>
        ) : null
      }
      actions={
        mayMove || mayCancel || visit.asked ? (
          <>
            {visit.asked && !askedBecause ? (
              <LinkButton to={to.myRepair(orderId)} size="small" kind="primary" reloadDocument>
                {t('confirm')}
              </LinkButton>
            ) : null}
            {mayMove ? (
              <LinkButton
                to={to.myRepairTime(orderId)}
                size="small"
                {...(askedBecause ? { kind: 'primary' } : {})}
                reloadDocument
              >
                {t('move')}
              </LinkButton>
            ) : null}
            {mayCancel ? (
              <LinkButton to={`${to.myRepair(orderId)}#cancel`} size="small" kind="bare" reloadDocument>
                {t('cancel')}
              </LinkButton>
            ) : null}
          </>
        ) : null
      }
    >
      <bdi>{nameDigits(asset, locale)}</bdi>
      <Address before={shop.name} address={shop.address} city={shop.city} />
      <Ltr>{number}</Ltr>
    </Row>
  )
}
