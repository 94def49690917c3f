import { useTranslations } from 'use-intl'
import type { FormAnswer } from '../../../kit/http/forms.ts'
import { usePaths } from '../../../web/document.ts'
import { SubmitButton } from '../../../web/ui/button.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { TextInput } from '../../../web/ui/inputs.tsx'
import { Section } from '../../../web/ui/page.tsx'
import { Ltr } from '../../../web/ui/values.tsx'
import { CodeInput } from './code-input.tsx'
import { ProofFields } from './proof-fields.tsx'

interface Sent {
  refused: FormAnswer | undefined
}

type Onward = Sent & { to: string | null }

/** Where a form of the page goes, and where the person wants to go after all of it. */
function useTarget(form: string, to: string | null = null): string {
  return usePaths().securityPart('two-step', { form, ...(to ? { to } : {}) })
}

function PresentPassword() {
  const t = useTranslations('security.twoStep')
  return (
    <TextInput
      name="presentPassword"
      type="password"
      label={t('presentPassword')}
      autoComplete="current-password"
      required
    />
  )
}

/** Begins the set-up, by the password. */
export function StartForm({ hasPassword, refused, to }: Onward & { hasPassword: boolean }) {
  const t = useTranslations('security.twoStep')
  return (
    <Form
      method="post"
      action={useTarget('start', to)}
      problem={refused?.problem}
      labels={{ presentPassword: t('presentPassword') }}
    >
      <ProofFields problem={refused?.problem} />
      <p>{t('startLead')}</p>
      {hasPassword ? <PresentPassword /> : null}
      <SubmitButton className="justify-self-start">{t('start')}</SubmitButton>
    </Form>
  )
}

/** The picture and the key for the app, and its first code. */
export function ConfirmForm({
  setup: { secret, qr },
  refused,
  to,
}: Onward & { setup: { secret: string; qr: string } }) {
  const t = useTranslations('security.twoStep')
  return (
    <>
      <figure className="grid gap-3">
        <figcaption>{t('scan')}</figcaption>
        <img
          className="size-52 rounded-sm border border-line"
          src={`data:image/svg+xml,${encodeURIComponent(qr)}`}
          alt={t('scanAlt')}
          width={208}
          height={208}
        />
        <p>{t('typeIn')}</p>
        <p className="font-semibold">
          <Ltr className="tabular">{secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</Ltr>
        </p>
      </figure>
      <CodeForm form="confirm" refused={refused} to={to} lead={t('confirmLead')} submit={t('confirm')} />
    </>
  )
}

/** New recovery codes. */
export function RenewForm({ refused }: Sent) {
  const t = useTranslations('security.twoStep')
  return (
    <Section title={t('renewTitle')}>
      <CodeForm form="renew" refused={refused} to={null} lead={t('renewText')} submit={t('renew')} />
    </Section>
  )
}

interface CodeFormProps extends Onward {
  form: 'confirm' | 'renew'
  lead: string
  submit: string
}

function CodeForm({ form, refused, to, lead, submit }: CodeFormProps) {
  const t = useTranslations('security.twoStep')
  return (
    <Form
      method="post"
      action={useTarget(form, to)}
      problem={refused?.problem}
      labels={{ code: t('codeOfApp') }}
    >
      <p>{lead}</p>
      <CodeInput name="code" label={t('codeOfApp')} />
      <SubmitButton kind={form === 'confirm' ? 'primary' : 'quiet'} className="justify-self-start">
        {submit}
      </SubmitButton>
    </Form>
  )
}

/** Switches it off, by password and code. */
export function StopForm({ hasPassword, refused }: Sent & { hasPassword: boolean }) {
  const t = useTranslations('security.twoStep')
  return (
    <Section title={t('offTitle')}>
      <Form
        method="post"
        action={useTarget('stop')}
        problem={refused?.problem}
        labels={{ presentPassword: t('presentPassword'), code: t('codeOfApp') }}
      >
        <ProofFields problem={refused?.problem} />
        <p>{t('offText')}</p>
        {hasPassword ? <PresentPassword /> : null}
        <TextInput
          id="f-stop-code"
          name="code"
          label={t('codeOfApp')}
          ltr
          required
          autoComplete="one-time-code"
          maxLength={20}
        />
        <SubmitButton kind="danger" className="justify-self-start">
          {t('stop')}
        </SubmitButton>
      </Form>
    </Section>
  )
}
