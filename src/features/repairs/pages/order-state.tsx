import { lazy, Suspense, useState } from 'react'
import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { useDocument, usePaths } from '../../../web/document.ts'
import { X } from '../../../web/icons.tsx'
import { Button, IconButton, LinkButton } from '../../../web/ui/button.tsx'
import { Select } from '../../../web/ui/inputs.tsx'
import { Facts, Section } from '../../../web/ui/page.tsx'
import { StatusTag } from '../../../web/ui/status-tag.tsx'
import type { AppointmentStatus } from '../../../web/ui/statuses.ts'
import { When } from '../../../web/ui/values.tsx'
import { localText } from '../../shops/pages/local-text.ts'
import { useSheet } from './order-sheet.ts'

// The date picker is heavy and seldom needed: it comes when a promise is made.
const PromiseForm = lazy(async () => ({ default: (await import('./promise-form.tsx')).PromiseForm }))

/** End side: when it is promised, who works on it and where, when the customer comes. */
export function OrderState() {
  return (
    <>
      <Promised />
      <People />
      <Visit />
    </>
  )
}

function Promised() {
  const t = useTranslations('desk')
  const { order, may } = useSheet()
  const [editing, setEditing] = useState(false)
  const late = order.status === 'delayed'
  return (
    <Section title={t('order.promised')}>
      {order.promisedAt ? (
        <p className="text-17 font-semibold">
          <When at={order.promisedAt} show="nearTime" late={late && order.delayed === null} />
        </p>
      ) : (
        <p className="quiet">{t('order.noPromise')}</p>
      )}
      {order.delayed ? (
        <p className="hue-blocked small">
          <StatusTag kind="order" status="delayed" plain /> {order.delayed.reason}
        </p>
      ) : null}
      {editing ? (
        <Suspense fallback={null}>
          <PromiseForm close={() => setEditing(false)} />
        </Suspense>
      ) : null}
      {may.edit && !editing ? (
        <div>
          <Button size="small" onClick={() => setEditing(true)}>
            {t(order.promisedAt ? 'order.promiseAnew' : 'order.promise')}
          </Button>
        </div>
      ) : null}
    </Section>
  )
}

function People() {
  const t = useTranslations('desk')
  const { locale } = useDocument()
  const { order, people, bays, may, act } = useSheet()
  const free = people.filter(({ id }) => !order.people.some((one) => one.id === id))
  const options = (named: readonly { id: string; name: string }[]) =>
    named.map(({ id, name }) => ({ value: id, label: localText(name, locale) }))
  return (
    <Section title={t('order.people')}>
      {order.people.length === 0 ? <p className="quiet">{t('order.nobody')}</p> : null}
      <ul className="grid gap-1">
        {order.people.map(({ id, name }) => (
          <li key={id} className="flex items-center justify-between gap-2">
            <bdi>{name}</bdi>
            {may.assign ? (
              <IconButton
                icon={<X />}
                size="small"
                label={t('order.unassign', { name })}
                onClick={() => void act('DELETE', `/assignments/${id}`)}
              />
            ) : null}
          </li>
        ))}
      </ul>
      {may.assign ? (
        <>
          {free.length > 0 ? (
            <Select
              name="staffId"
              label={t('order.assign')}
              none={t('order.choose')}
              options={options(free)}
              value=""
              onChange={(event) => {
                if (event.target.value) void act('POST', '/assignments', { staffId: event.target.value })
              }}
            />
          ) : null}
          <Select
            name="bayId"
            label={t('order.bay')}
            none={t('order.noBay')}
            options={options(bays)}
            value={order.bay?.id ?? ''}
            onChange={(event) => void act('PUT', '/bay', { bayId: event.target.value || null })}
          />
        </>
      ) : order.bay ? (
        <Facts rows={[[t('order.bay'), order.bay.name]]} />
      ) : null}
    </Section>
  )
}

const OVER: ReadonlySet<string> = new Set(['canceled', 'declined', 'no_show'])

function Visit() {
  const t = useTranslations('desk')
  const calendar = useTranslations('calendar.waiting')
  const to = usePaths()
  const { order, may, call, shop } = useSheet()
  const { appointment } = order
  const isLive = appointment !== null && !OVER.has(appointment.status)
  const toBook = may.assign && order.stage === 'pending' && !isLive
  if (!appointment && !toBook) return null
  const answer = (verb: 'confirm' | 'decline') =>
    void call('POST', `/api/appointment/${appointment?.id}/${verb}`, {})
  return (
    <Section title={t('order.visit')}>
      {appointment ? (
        <p className="flex flex-wrap items-center gap-x-3">
          {may.assign ? (
            <Link
              to={to.calendar(shop.slug, {
                date: appointment.startsAt.slice(0, 10),
                appointment: appointment.id,
              })}
              className="link link-ink font-semibold"
            >
              <When at={appointment.startsAt} show="nearTime" />
            </Link>
          ) : (
            <When at={appointment.startsAt} show="nearTime" className="font-semibold" />
          )}
          <StatusTag kind="appointment" status={appointment.status as AppointmentStatus} plain />
        </p>
      ) : null}
      {toBook ? (
        <div>
          <LinkButton to={to.calendar(shop.slug, { book: order.id })} size="small">
            {calendar('book')}
          </LinkButton>
        </div>
      ) : null}
      {appointment?.status === 'requested' && may.assign ? (
        <div className="flex gap-2">
          <Button size="small" onClick={() => answer('confirm')}>
            {t('appointment.confirm')}
          </Button>
          <Button size="small" kind="bare" onClick={() => answer('decline')}>
            {t('appointment.decline')}
          </Button>
        </div>
      ) : null}
    </Section>
  )
}
