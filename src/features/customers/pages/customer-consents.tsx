import { useTranslations } from 'use-intl'
import { SubmitButton } from '../../../web/ui/button.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { Section } from '../../../web/ui/page.tsx'
import { HueTag } from '../../../web/ui/status-tag.tsx'
import { When } from '../../../web/ui/values.tsx'
import { useCustomer, useRefusal } from './use-customer.ts'

const ASKED = ['reminders', 'promotions', 'reviews'] as const
const SOURCES = ['web', 'phone', 'walk_in', 'staff', 'merge'] as const

type Consent = ReturnType<typeof useCustomer>['customer']['consents'][number]

/** What they agreed to, when and how; staff write down what they are told. */
export function CustomerConsents() {
  const t = useTranslations('customers')
  const { customer, may } = useCustomer()
  const { problem } = useRefusal('consent')
  const { consents } = customer
  const of = (purpose: Consent['purpose']) => consents.filter((one) => one.purpose === purpose)
  const others = consents.filter(({ purpose }) => !ASKED.some((asked) => asked === purpose))
  return (
    <Section title={t('consents')}>
      <p className="small quiet">{t('consentsNote')}</p>
      <Form method="post" action="?do=consent" problem={problem}>
        <ul className="divide-y divide-line">
          {ASKED.map((purpose) => (
            <li key={purpose} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
              <div>
                <p className="font-medium">{t(`purpose.${purpose}`)}</p>
                {of(purpose).length === 0 ? <p className="small quiet">{t('said.never')}</p> : null}
                {of(purpose).map((one) => (
                  <Said key={one.channel} consent={one} />
                ))}
              </div>
              {may.edit ? <Buttons purpose={purpose} /> : null}
            </li>
          ))}
          {others.map((one) => (
            <li key={`${one.purpose} ${one.channel}`} className="grid gap-1 py-2">
              <p className="font-medium">{t(`purpose.${one.purpose}`)}</p>
              <Said consent={one} />
            </li>
          ))}
        </ul>
      </Form>
    </Section>
  )
}

function Said({ consent: { granted, channel, source, at } }: { consent: Consent }) {
  const t = useTranslations('customers')
  const from = SOURCES.find((known) => known === source)
  return (
    <p className="small flex flex-wrap gap-x-2">
      <HueTag hue={granted ? 'ready' : 'over'} shape={granted ? 'done' : 'cross'} plain>
        {t(granted ? 'said.yes' : 'said.no')}
        {channel === 'any' ? '' : ` ${t(`channel.${channel}`)}`}
      </HueTag>
      <span className="quiet">
        <When at={at} show="date" dateForm="medium" />
        {from ? ` · ${t(`sources.${from}`)}` : ''}
      </span>
    </p>
  )
}

function Buttons({ purpose }: { purpose: (typeof ASKED)[number] }) {
  const t = useTranslations('customers')
  const what = t(`purpose.${purpose}`)
  return (
    <p className="flex flex-wrap gap-2">
      <SubmitButton
        kind="quiet"
        size="small"
        name="consent"
        value={`${purpose} yes`}
        aria-label={t('setYesOf', { what })}
      >
        {t('setYes')}
      </SubmitButton>
      <SubmitButton
        kind="quiet"
        size="small"
        name="consent"
        value={`${purpose} no`}
        aria-label={t('setNoOf', { what })}
      >
        {t('setNo')}
      </SubmitButton>
    </p>
  )
}
