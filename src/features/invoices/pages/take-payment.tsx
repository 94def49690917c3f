import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { FormAnswer } from '../../../kit/http/forms.ts'
import { FormKey } from '../../../web/form-key.tsx'
import { Copy, CreditCard, ExternalLink } from '../../../web/icons.tsx'
import { Button, buttonClass, SubmitButton } from '../../../web/ui/button.tsx'
import { RadioCards } from '../../../web/ui/choices.tsx'
import { toast } from '../../../web/ui/desk/toast.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { MoneyInput, TextInput } from '../../../web/ui/inputs.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { Section } from '../../../web/ui/page.tsx'
import { Money } from '../../../web/ui/values.tsx'
import { useApi } from '../../repairs/pages/use-api.ts'
import type { OrderMoney } from './read-money.ts'
import { useRefusal } from './use-refusal.ts'

interface TakeProps {
  data: OrderMoney & { formKey: string }
  answer: FormAnswer | undefined
}

/** What is open, and the ways in which the counter takes it. */
export function TakePayment({ data, answer }: TakeProps) {
  const t = useTranslations('money')
  const { balance, isIssued, may } = data
  const isOpen = isIssued && balance.amount > 0
  return (
    <Section title={t('take')}>
      {isIssued ? (
        <p className="flex items-baseline justify-between gap-4 pb-4">
          <span className="text-ink-2">{t('balance')}</span>
          <Money value={balance} className="text-21 font-semibold" />
        </p>
      ) : null}
      {isOpen && may.record ? (
        <>
          <Record key={balance.amount} data={data} answer={answer} />
          <ByCard order={data.order.id} />
        </>
      ) : (
        <p className="quiet">{t(isIssued ? 'nothing' : 'afterIssue')}</p>
      )}
    </Section>
  )
}

function Record({ data: { balance, currency, formKey }, answer }: TakeProps) {
  const t = useTranslations('money')
  const refusal = useRefusal('do=record', answer)
  return (
    <Form method="post" action="?do=record" problem={refusal.problem} values={refusal.values}>
      <FormKey value={refusal.formKey ?? formKey} />
      <RadioCards
        name="method"
        label={t('method')}
        layout="tiles"
        defaultValue="cash"
        choices={(['cash', 'transfer'] as const).map((value) => ({ value, title: t(`methods.${value}`) }))}
      />
      <MoneyInput name="amount" label={t('amount')} currency={currency} defaultAmount={balance.amount} />
      <TextInput
        name="reference"
        label={t('reference')}
        hint={t('referenceHint')}
        maxLength={200}
        autoComplete="off"
        optional
      />
      <SubmitButton>{t('record')}</SubmitButton>
    </Form>
  )
}

/** A link to the bank's page: opened at the counter, or sent to the customer's phone. */
function ByCard({ order }: { order: string }) {
  const t = useTranslations('money.card')
  const { call, problem, busy } = useApi()
  const [link, setLink] = useState<string | null>(null)
  const start = async () => {
    const path = `/api/service-request/${order}/invoice/payments`
    const answer = await call<{ redirectUrl: string }>('POST', path, { method: 'card' })
    if (answer.ok) setLink(answer.body.redirectUrl)
  }
  return (
    <div className="mt-8 grid gap-3 border-t border-line pt-6">
      <h3>{t('title')}</h3>
      {problem ? (
        <Notice kind="blocked" alert title={problem.title}>
          <p>{problem.detail}</p>
        </Notice>
      ) : null}
      {link ? (
        <Notice kind="ready" title={t('ready')}>
          <p>{t('readyText')}</p>
          <p className="flex flex-wrap gap-2 pt-2">
            <a
              href={link}
              target="_blank"
              rel="noreferrer"
              className={buttonClass({ kind: 'primary', size: 'small' })}
            >
              <ExternalLink />
              {t('open')}
            </a>
            <Button
              size="small"
              icon={<Copy />}
              onClick={() =>
                void navigator.clipboard.writeText(link).then(() => toast({ text: t('copied') }))
              }
            >
              {t('copy')}
            </Button>
          </p>
        </Notice>
      ) : (
        <>
          <p className="small quiet">{t('text')}</p>
          <p>
            <Button icon={<CreditCard />} pending={busy} onClick={() => void start()}>
              {t('start')}
            </Button>
          </p>
        </>
      )}
    </div>
  )
}
