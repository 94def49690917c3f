import { useTranslations } from 'use-intl'
import { SubmitButton } from '../../../web/ui/button.tsx'
import { Checkbox } from '../../../web/ui/choices.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { When } from '../../../web/ui/values.tsx'
import { type Answer, useAnswerOf } from './answer-of.ts'
import { LimitFields, LimitWords, useLimitValues } from './limit-fields.tsx'
import type { HouseholdPage } from './present.ts'

interface MemberProps {
  member: HouseholdPage['members'][number]
  garage: HouseholdPage['garage']
  currency: string
  answer: Answer
}

/** One member: their limit, what is shared with them, and the way out. */
export function MemberForms({ member, garage, currency, answer }: MemberProps) {
  const t = useTranslations('household.members')
  const { id, name, joinedAt, limit, assetIds } = member
  const refused = useAnswerOf('member', answer, ['member', id])
  const values = useLimitValues(limit, currency)
  return (
    <li className="grid gap-3 py-4">
      <div className="grid gap-1">
        <bdi className="font-semibold">{name}</bdi>
        <p className="small flex flex-wrap gap-x-3 text-ink-2">
          <span>
            <LimitWords limit={limit} />
          </span>
          <span>{t('shared', { count: assetIds.length })}</span>
          <span>{t.rich('since', { when: () => <When at={joinedAt} show="date" zone="UTC" /> })}</span>
        </p>
      </div>
      <details open={refused !== undefined}>
        <summary className="link w-fit cursor-pointer py-2">
          {t('edit')}
          <span className="sr-only">: {name}</span>
        </summary>
        <div className="mt-3 grid gap-6">
          <Form
            method="post"
            action="?do=member"
            problem={refused?.problem}
            values={refused?.values ?? { ...values, assetIds }}
          >
            <input type="hidden" name="member" value={id} />
            <fieldset className="grid gap-2">
              <legend className="pb-2 font-medium">{t('things')}</legend>
              {garage.length === 0 ? <p className="small text-ink-2">{t('noThings')}</p> : null}
              {garage.map((thing) => (
                <Checkbox
                  key={thing.id}
                  id={`${id}-${thing.id}`}
                  name="assetIds"
                  value={thing.id}
                  label={<bdi>{thing.name}</bdi>}
                  defaultChecked={assetIds.includes(thing.id)}
                />
              ))}
            </fieldset>
            <LimitFields id={id} />
            <SubmitButton kind="quiet" className="justify-self-start">
              {t('save')}
            </SubmitButton>
          </Form>
          <Form method="post" action="?do=remove">
            <input type="hidden" name="member" value={id} />
            <p className="text-ink-2">{t('removeHint')}</p>
            <SubmitButton kind="danger" className="justify-self-start">
              {t('remove')}
            </SubmitButton>
          </Form>
        </div>
      </details>
    </li>
  )
}
