import { Money, Ltr, NumberTag, PhoneLink, When } from '../../ui/values.tsx'
import { Plate } from '../../ui/plate.tsx'
import { Rating } from '../../ui/rating.tsx'
import { Section } from '../../ui/page.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { ALL_STATUSES } from '../../ui/statuses.ts'
import { at, usePlates, usePrice, useSample } from './sample.ts'

const KINDS = ['order', 'appointment', 'invoice', 'payment', 'approval'] as const

export function Marks() {
  const t = useSample()
  return (
    <Section title={t('marks')}>
      <dl className="facts items-baseline">
        {KINDS.map((kind) => (
          <div key={kind} className="contents">
            <dt>{t(kind)}</dt>
            <dd className="flex flex-wrap gap-2">
              {ALL_STATUSES.filter((one) => one.kind === kind).map((one) => (
                <StatusTag key={one.status} {...one} />
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <Values />
    </Section>
  )
}

function Values() {
  const plates = usePlates()
  const price = usePrice()
  return (
    <>
      <div className="flex flex-wrap items-center gap-4">
        <NumberTag number="RO-1042" to="#main" />
        <NumberTag number="INV-2026-0007" />
        {plates.map((plate) => (
          <Plate key={plate} plate={plate} />
        ))}
        <Rating value={4.6} count={128} compact />
        <Rating value={3.4} count={9} />
      </div>
      <div className="flex flex-wrap items-center gap-4">
        <NumberTag number="RO-1042" large />
        <Plate plate={plates[0]} large />
        <Money value={price(18_400)} className="text-27 font-bold" />
        <Money value={price(123_456_789)} />
        <Ltr>WVWZZZ1JZXW000001</Ltr>
        <PhoneLink phone="+491712345678">+49 171 2345678</PhoneLink>
      </div>
      <div className="flex flex-wrap gap-x-8 gap-y-2">
        <When at={at(0.5)} show="time" />
        <When at={at(26)} show="date" />
        <When at={at(4)} show="nearTime" />
        <When at={at(-3)} show="relative" />
        <When at={at(4)} sayZone />
        <When at={at(-1)} show="time" late />
      </div>
    </>
  )
}
