import type { ReactNode } from 'react'
import { Form as RouterForm } from 'react-router'
import { useTranslations } from 'use-intl'
import type { FormAnswer } from '../../../kit/http/forms.ts'
import { formatDateTime } from '../../../kit/time/format.ts'
import { useDocument, usePaths } from '../../../web/document.ts'
import { Phone } from '../../../web/icons.tsx'
import { buttonClass, LinkButton, SubmitButton } from '../../../web/ui/button.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { TextInput } from '../../../web/ui/inputs.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { useReading } from '../../../web/ui/reading.tsx'
import { Ltr, When } from '../../../web/ui/values.tsx'
import { localText } from '../../shops/pages/local-text.ts'
import type { ConflictView } from './read-conflict-view.ts'

interface ChoicesProps {
  shop: string
  view: ConflictView
  /** Where it is shown: there it comes back to. */
  from?: 'calendar'
  /** The refused answer, and which of the forms it is of. */
  refused?: { name: string | null; answer: FormAnswer } | undefined
}

/** What happened to a visit in plain words, and what can be done about it: each one press. */
export function ConflictChoices({ shop, view, from, refused }: ChoicesProps) {
  const to = usePaths()
  const target = (name: string) =>
    to.conflicts(shop, { visit: view.visit.id, conflict: view.id, do: name, from })
  return (
    <div className="conflict-choices">
      <Causes view={view} />
      {view.missing.map((one) => (
        <Others key={one.id} missing={one} target={target('give')} />
      ))}
      <Times shop={shop} view={view} target={target('move')} />
      <Customer view={view} target={target('ask')} />
      <div className="visit-actions">
        <Reasoned name="keep" target={target('keep')} refused={refused} />
        {/* The calendar's own panel has one for every visit. */}
        {from ? null : <Reasoned name="cancel" target={target('cancel')} refused={refused} />}
      </div>
    </div>
  )
}

/** What is in the way: one line each. */
function Causes({ view: { causes, askedAt } }: { view: ConflictView }) {
  const t = useTranslations('calendar')
  const { locale } = useDocument()
  return (
    <>
      <Notice kind="blocked" title={t('resolve.happened')}>
        <ul>
          {causes.map(({ cause, name }) => (
            <li key={`${cause} ${name}`}>
              {t(`inTheWay.cause.${cause}`, {
                name: name ? localText(name, locale) : t('inTheWay.somebody'),
              })}
            </li>
          ))}
        </ul>
      </Notice>
      {askedAt === null ? null : (
        <Notice kind="waiting">
          <p>{t.rich('resolve.asked', { time: () => <When at={askedAt} show="nearTime" /> })}</p>
        </Notice>
      )}
    </>
  )
}

function Part({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <section className="grid gap-2">
      <h3>{title}</h3>
      {children}
    </section>
  )
}

function Others({ missing, target }: { missing: ConflictView['missing'][number]; target: string }) {
  const t = useTranslations('calendar.resolve')
  const { locale } = useDocument()
  const { name, others } = missing
  return (
    <Part title={t('instead', { name: localText(name, locale) })}>
      {others.length === 0 ? <p className="quiet">{t('nobodyFree')}</p> : null}
      <RouterForm method="post" action={target} className="press-row" preventScrollReset>
        {others.map((other) => (
          <SubmitButton key={other.id} kind="quiet" size="small" name="resourceId" value={other.id}>
            {t('give', { name: localText(other.name, locale) })}
          </SubmitButton>
        ))}
      </RouterForm>
    </Part>
  )
}

function Times({ shop, view, target }: { shop: string; view: ConflictView; target: string }) {
  const t = useTranslations('calendar.resolve')
  const to = usePaths()
  const { style } = useReading()
  const { times, date, visit } = view
  return (
    <Part title={t('otherTime')}>
      {times.length === 0 ? <p className="quiet">{t('noTime')}</p> : null}
      <RouterForm method="post" action={target} className="press-row" preventScrollReset>
        {times.map((startsAt) => (
          <SubmitButton key={startsAt} kind="quiet" size="small" name="startsAt" value={startsAt}>
            <bdi>{formatDateTime(Date.parse(startsAt), style, 'short')}</bdi>
          </SubmitButton>
        ))}
        <LinkButton
          to={to.calendar(shop, { date, appointment: visit.id, pick: date })}
          kind="bare"
          size="small"
        >
          {t('anyTime')}
        </LinkButton>
      </RouterForm>
    </Part>
  )
}

function Customer({ view: { visit, askedAt }, target }: { view: ConflictView; target: string }) {
  const t = useTranslations('calendar.resolve')
  const { phone, customer } = visit
  return (
    <Part title={t('customer')}>
      <RouterForm method="post" action={target} className="press-row" preventScrollReset>
        {askedAt === null ? (
          <SubmitButton kind="quiet" size="small" name="ask" value="1">
            {t('ask')}
          </SubmitButton>
        ) : null}
        {phone ? (
          <a href={`tel:${phone.number}`} className={buttonClass({ kind: 'bare', size: 'small' })}>
            <Phone />
            <span>
              {t('call')} <Ltr>{phone.text}</Ltr>
            </span>
          </a>
        ) : null}
      </RouterForm>
      {askedAt === null ? (
        <p className="small quiet">{t('askHint', { name: customer?.name ?? '' })}</p>
      ) : null}
    </Part>
  )
}

/** What needs a word: opens first, so that one press does not do it. */
function Reasoned({
  name,
  target,
  refused,
}: {
  name: 'keep' | 'cancel'
  target: string
  refused: ChoicesProps['refused']
}) {
  const t = useTranslations('calendar.resolve')
  const mine = refused?.name === name ? refused.answer : undefined
  return (
    <details className="asks" open={mine !== undefined}>
      <summary className={buttonClass({ kind: 'quiet', size: 'small' })}>{t(name)}</summary>
      <Form
        method="post"
        action={target}
        problem={mine?.problem}
        values={mine?.values}
        className="pt-3"
        preventScrollReset
      >
        <TextInput
          name="reason"
          id={`${name}-reason`}
          label={t(`${name}Reason`)}
          hint={t(`${name}Hint`)}
          maxLength={500}
          autoComplete="off"
          optional={name === 'cancel'}
        />
        <div>
          <SubmitButton kind={name === 'cancel' ? 'danger' : 'quiet'} size="small">
            {t(`${name}Act`)}
          </SubmitButton>
        </div>
      </Form>
    </details>
  )
}
