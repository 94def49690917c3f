import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { useDocument, usePaths } from '../../../web/document.ts'
import { Button } from '../../../web/ui/button.tsx'
import { Plate } from '../../../web/ui/plate.tsx'
import { HueTag, StatusTag } from '../../../web/ui/status-tag.tsx'
import { Ltr, Money, PhoneLink, When } from '../../../web/ui/values.tsx'
import { localText } from '../../shops/pages/local-text.ts'
import type { Pain } from '../read-dashboard.ts'
import type { Goal } from '../stages.ts'
import { formatSpan } from './board-tag.tsx'
import type { CardView } from './card-view.ts'
import { MoveMenu } from './move-menu.tsx'

interface OrderRowProps {
  card: CardView
  pain: Pain
  now: number
  shop: string
  onMove: (card: CardView, to: Goal, reason?: string) => Promise<void>
  /** Says yes or no to the time that was asked for. */
  onAnswer: (verb: 'confirm' | 'decline') => void
}

/** One order that waits for somebody: what it is, why it waits, and what can be done about it at once. */
export function OrderRow({ card, pain, now, shop, onMove, onAnswer }: OrderRowProps) {
  const t = useTranslations('desk')
  const to = usePaths()
  const { locale } = useDocument()
  return (
    <li className="order-row">
      <div className="order-row-what">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Link to={to.order(shop, card.id)} className="order-row-link font-semibold">
            <Ltr>{card.number}</Ltr>
          </Link>
          {card.plate ? <Plate plate={card.plate} /> : null}
          <bdi>{localText(card.asset, locale)}</bdi>
        </p>
        <p className="own-way font-medium">{localText(card.what, locale)}</p>
        <p className="small quiet">
          <bdi>{card.customer}</bdi>
          {card.people.length > 0 ? <> · {t('with', { names: card.people.join(t('comma')) })}</> : null}
        </p>
      </div>
      <div className="order-row-why">
        <Why card={card} pain={pain} now={now} />
      </div>
      <div className="order-row-do">
        {card.appointment?.status === 'requested' ? (
          <Answer at={card.appointment.startsAt} onAnswer={onAnswer} />
        ) : null}
        <MoveMenu
          order={{
            id: card.id,
            number: card.number,
            allowed: card.allowed,
            booked: card.appointment !== null,
          }}
          onMove={(goal, reason) => void onMove(card, goal, reason)}
        />
      </div>
    </li>
  )
}

function Why({ card, pain, now }: Pick<OrderRowProps, 'card' | 'pain' | 'now'>) {
  const t = useTranslations('desk')
  const { locale } = useDocument()
  const stands = (since: number) => t('stands', { span: formatSpan(now - since, locale) })
  switch (pain) {
    case 'new':
      return <p className="small quiet">{t('came', { span: formatSpan(now - card.createdAt, locale) })}</p>
    case 'late':
      return card.promisedAt === null ? (
        <StatusTag kind="order" status="delayed" plain />
      ) : (
        <HueTag hue={card.late ? 'blocked' : 'waiting'} shape={card.late ? 'alert' : 'planned'} plain>
          <When at={card.promisedAt} show="nearTime" late={card.late} />
        </HueTag>
      )
    case 'unpaid':
      return (
        <>
          <Money value={card.balance} className="font-semibold" />
          <p className="small quiet">{stands(card.stageSince)}</p>
        </>
      )
    case 'ready':
      return (
        <>
          {card.phone ? <PhoneLink phone={card.phone.number}>{card.phone.text}</PhoneLink> : null}
          <p className="small quiet">{stands(card.stageSince)}</p>
        </>
      )
    case 'approvals':
    case 'parts':
      return <p className="small quiet">{stands(card.stageSince)}</p>
  }
}

function Answer({ at, onAnswer }: { at: number; onAnswer: OrderRowProps['onAnswer'] }) {
  const t = useTranslations('desk')
  return (
    <>
      <Button size="small" onClick={() => onAnswer('confirm')}>
        {t('appointment.confirm')} <When at={at} show="nearTime" />
      </Button>
      <Button size="small" kind="bare" onClick={() => onAnswer('decline')}>
        {t('appointment.decline')}
      </Button>
    </>
  )
}
