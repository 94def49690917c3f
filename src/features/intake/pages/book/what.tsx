import { useTranslations } from 'use-intl'
import { formatDuration } from '../../../../kit/time/format.ts'
import { useDocument } from '../../../../web/document.ts'
import { RadioCards } from '../../../../web/ui/choices.tsx'
import { Price } from '../../../../web/ui/price-list.tsx'
import type { PartProps } from './given.ts'
import type { OfferedService } from './price.ts'

/** What is to be done: the services as a menu to tick, by category; or, last, something else. */
export function WhatPart({ given, state }: PartProps) {
  const t = useTranslations('booking.what')
  return (
    <div className="grid gap-6">
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
    />
  ))
}

interface ChoicesProps {
  services: readonly OfferedService[]
  label: string
  labelHidden: boolean
}

function ServiceChoices({ services, label, labelHidden }: ChoicesProps) {
  const { locale } = useDocument()
  return (
    <RadioCards
      name="service"
      label={label}
      labelHidden={labelHidden}
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
