import { DataTable } from '../../ui/data-table.tsx'
import { Facts, Section } from '../../ui/page.tsx'
import { Pagination } from '../../ui/nav.tsx'
import { PhaseRail } from '../../ui/phase-rail.tsx'
import { Plate } from '../../ui/plate.tsx'
import { PriceList } from '../../ui/price-list.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import type { OrderStatus } from '../../ui/statuses.ts'
import { Timeline } from '../../ui/timeline.tsx'
import { Money, NumberTag, PhoneLink, When } from '../../ui/values.tsx'
import { at, usePlates, usePrice, useSample } from './sample.ts'

interface Row {
  number: string
  plate: string
  who: string
  what: string
  status: OrderStatus
  promised: number
  total: number
}

export function Lists() {
  const t = useSample()
  const plates = usePlates()
  const price = usePrice()
  const rows: Row[] = [
    {
      number: 'RO-1042',
      plate: plates[0],
      who: t('first1'),
      what: t('brakes'),
      status: 'in_progress',
      promised: 4,
      total: 18_400,
    },
    {
      number: 'RO-1041',
      plate: plates[1],
      who: t('first2'),
      what: t('oil'),
      status: 'ready_for_pickup',
      promised: 1,
      total: 8990,
    },
    {
      number: 'RO-1039',
      plate: plates[2],
      who: t('first3'),
      what: t('crowded'),
      status: 'delayed',
      promised: -1,
      total: 123_456_789,
    },
  ]
  return (
    <Section title={t('lists')}>
      <DataTable<Row>
        caption={t('orders')}
        rows={rows}
        rowKey={(row) => row.number}
        columns={[
          {
            key: 'number',
            head: t('number'),
            tight: true,
            cell: (row) => <NumberTag number={row.number} to="#main" />,
          },
          { key: 'plate', head: t('plate'), tight: true, cell: (row) => <Plate plate={row.plate} /> },
          { key: 'who', head: t('customer'), cell: (row) => row.who },
          { key: 'what', head: t('what'), cell: (row) => row.what },
          {
            key: 'status',
            head: t('status'),
            tight: true,
            cell: (row) => <StatusTag kind="order" status={row.status} />,
          },
          {
            key: 'promised',
            head: t('promised'),
            align: 'end',
            tight: true,
            cell: (row) => <When at={at(row.promised)} show="time" late={row.promised < 0} />,
          },
          {
            key: 'total',
            head: t('total'),
            align: 'end',
            tight: true,
            cell: (row) => <Money value={price(row.total)} />,
            foot: <Money value={price(123_484_179)} />,
          },
        ]}
      />
      <Pagination next="?after=x" first="?" />
    </Section>
  )
}

export function Menu() {
  const t = useSample()
  const price = usePrice()
  return (
    <div className="grid gap-x-12 gap-y-10 lg:grid-cols-2">
      <Section title={t('services')}>
        <PriceList
          items={[
            { id: '1', name: t('oil'), note: t('oilNote'), price: price(8990), kind: 'fixed' },
            { id: '2', name: t('brakes'), note: t('brakesNote'), price: price(18_400), kind: 'from' },
            { id: '3', name: t('diagnosis'), note: t('diagnosisNote'), price: null, kind: 'quote' },
          ]}
        />
      </Section>
      <Section title={t('shopFacts')}>
        <Facts
          rows={[
            [t('address'), t('paperSender')],
            [t('hours'), t('hoursValue')],
            [
              t('call'),
              <PhoneLink key="phone" phone="+12125550142">
                +1 212 555 0142
              </PhoneLink>,
            ],
          ]}
        />
      </Section>
    </div>
  )
}

export function Progress() {
  const t = useSample()
  return (
    <div className="grid gap-x-12 gap-y-10 lg:grid-cols-2">
      <Section title={t('progress')}>
        <p className="text-21 font-semibold">{t('state')}</p>
        <PhaseRail
          phase="in_work"
          times={{
            booked: <When at={at(-80)} show="date" dateForm="dayMonth" />,
            checked_in: <When at={at(-3)} show="time" />,
          }}
        />
        <PhaseRail phase="ready" finished />
      </Section>
      <Section title={t('history')}>
        <Timeline
          label={t('history')}
          entries={[
            { id: '4', time: <When at={at(1)} show="time" />, hue: 'waiting', shape: 'parts', text: t('h4') },
            { id: '3', time: <When at={at(0.2)} show="time" />, hue: 'ready', shape: 'check', text: t('h3') },
            {
              id: '2',
              time: <When at={at(-1)} show="time" />,
              hue: 'waiting',
              shape: 'ring',
              text: t('h2'),
              note: t('by'),
            },
            {
              id: '1',
              time: <When at={at(-2)} show="time" />,
              hue: 'working',
              shape: 'half',
              text: t('h1'),
              note: t('by'),
            },
          ]}
        />
      </Section>
    </div>
  )
}
