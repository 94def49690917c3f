import { useTranslations } from 'use-intl'
import { formatDuration } from '../../../../kit/time/format.ts'
import { useDocument } from '../../../../web/document.ts'
import { RadioCards } from '../../../../web/ui/choices.tsx'
import { fieldId } from '../../../../web/ui/form.tsx'
import { Price } from '../../../../web/ui/price-list.tsx'
import type { PartProps } from './given.ts'
import type { OfferedService } from './price.ts'

/** What is to be done: the services as a menu to tick, by category; or, last, something else. */
export function WhatPart({ given, state }: PartProps) {
  const t = useTranslations('booking.what')
  const tax = useTranslations('shops')
  return (
    <div className="grid gap-6">
      <p className="small text-ink-2">{tax(given.shop.taxMode === 'included' ? 'taxIn' : 'taxOn')}</p>
      <ServiceMenu services={given.services} />
      {state.ask ? null : (
        <p className="text-ink-2">
          {t('other')}{' '}
          <button type="submit" name="ask" value="1" className="link">
            {t('askLink')}
          </button>
        </p>
      )}
    </div>
  )
}

/** A shop's services to tick, by category. */
export function ServiceMenu({ services }: { services: readonly OfferedService[] }) {
  const t = useTranslations('booking.what')
  const categories = [...Map.groupBy(services, ({ category }) => category)]
  return categories.map(([category, mine], index) => (
    <ServiceChoices
      key={category}
      services={mine}
      label={category || (index === 0 ? t('title') : t('more'))}
      labelHidden={!category}
      isFirst={index === 0}
    />
  ))
}

interface ChoicesProps {
  services: readonly OfferedService[]
  label: string
  labelHidden: boolean
  /** What is wrong with the choice is said once, at the first of them. */
  isFirst: boolean
}

function ServiceChoices({ services, label, labelHidden, isFirst }: ChoicesProps) {
  const { locale } = useDocument()
  return (
    <RadioCards
      name="service"
      label={label}
      labelHidden={labelHidden}
      {...(isFirst ? {} : { id: `${fieldId('service')}-${services[0]?.id}`, error: '' })}
      many
      choices={services.map((service) => ({
        value: service.id,
        title: service.name,
        note: (
          <>
            {service.description ? <span className="block">{service.description}</span> : null}
            <span className="text-ink-3">{formatDuration(service.durationMinutes, locale)}</span>
          </>
        ),
        end: (
          <span className="font-semibold">
            <Price price={service.price} kind={service.priceKind} />
          </span>
        ),
      }))}
    />
  )
}
