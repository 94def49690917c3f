import { useTranslations } from 'use-intl'
import { localDigits } from '../../../kit/time/format.ts'
import { useDocument } from '../../../web/document.ts'
import { Car, Smartphone } from '../../../web/icons.tsx'
import { SubmitButton } from '../../../web/ui/button.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { nameDigits } from '../../../web/ui/name-digits.ts'
import { Section } from '../../../web/ui/page.tsx'
import { Plate } from '../../../web/ui/plate.tsx'
import { type Answer, useAnswerOf } from './answer-of.ts'
import { LimitWords } from './limit-fields.tsx'
import type { HouseholdPage } from './present.ts'

type Household = NonNullable<HouseholdPage['memberOf']>

/** The household of somebody else that one is in: what is shared, up to how much, and the way out. */
export function Theirs({ household, answer }: { household: Household; answer: Answer }) {
  const t = useTranslations('household.theirs')
  const refused = useAnswerOf('leave', answer)
  return (
    <Section title={t('title', { head: household.name })}>
      <p className="text-ink-2">
        <LimitWords limit={household.limit} /> {t('book')}
      </p>
      {household.assets.length === 0 ? <p className="quiet">{t('nothing')}</p> : null}
      <ul className="divide-y divide-line">
        {household.assets.map((thing) => (
          <Thing key={thing.id} thing={thing} />
        ))}
      </ul>
      <Form method="post" action="?do=leave" problem={refused?.problem}>
        <p className="small text-ink-2">{t('leaveHint')}</p>
        <SubmitButton kind="quiet" size="small" className="justify-self-start">
          {t('leave')}
        </SubmitButton>
      </Form>
    </Section>
  )
}

function Thing({ thing }: { thing: Household['assets'][number] }) {
  const { locale } = useDocument()
  const isCar = thing.kind === 'vehicle'
  const name = nameDigits(`${isCar ? thing.make : thing.brand} ${thing.model}`, locale)
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 py-3">
      {isCar ? <Car /> : <Smartphone />}
      <bdi className="min-w-0 flex-1 font-semibold">{name}</bdi>
      {isCar && thing.year ? (
        <span className="small text-ink-2">{localDigits(String(thing.year), locale)}</span>
      ) : null}
      {isCar && thing.plate ? <Plate plate={thing.plate} /> : null}
    </li>
  )
}
