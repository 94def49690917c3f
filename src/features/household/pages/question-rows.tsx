import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { usePaths } from '../../../web/document.ts'
import { SubmitButton } from '../../../web/ui/button.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { Money, When } from '../../../web/ui/values.tsx'
import { type Answer, useAnswerOf } from './answer-of.ts'
import type { HouseholdPage } from './present.ts'

type Own = HouseholdPage['own'][number]

/** What a member asks: yes or no. */
export function QuestionToAnswer({
  question,
  answer,
}: {
  question: HouseholdPage['asked'][number]
  answer: Answer
}) {
  const t = useTranslations('household.asked')
  const refused = useAnswerOf('answer', answer, ['question', question.id])
  const open = question.answer === null
  return (
    <Row question={question} above={<bdi className="font-semibold">{question.name}</bdi>}>
      {open ? (
        <Form method="post" action="?do=answer" problem={refused?.problem}>
          <input type="hidden" name="question" value={question.id} />
          <div className="flex flex-wrap gap-2">
            <SubmitButton size="small" name="answer" value="yes">
              {t('yes')}
            </SubmitButton>
            <SubmitButton kind="quiet" size="small" name="answer" value="no">
              {t('no')}
            </SubmitButton>
          </div>
        </Form>
      ) : (
        <State question={question} />
      )}
    </Row>
  )
}

/** What was refused to oneself: ask, wait, or go on. */
export function OwnQuestion({ question, answer }: { question: Own; answer: Answer }) {
  const t = useTranslations('household.own')
  const to = usePaths()
  const refused = useAnswerOf('ask', answer, ['question', question.id])
  return (
    <Row question={question}>
      {question.isAsked ? (
        <State question={question} />
      ) : (
        <Form method="post" action="?do=ask" problem={refused?.problem}>
          <input type="hidden" name="question" value={question.id} />
          <SubmitButton size="small">{t('ask')}</SubmitButton>
        </Form>
      )}
      {question.orderId ? (
        <Link to={to.myRepair(question.orderId)} className="link link-row">
          {t('repair')}
        </Link>
      ) : null}
    </Row>
  )
}

function Row({ question, above, children }: { question: Own; above?: ReactNode; children: ReactNode }) {
  const t = useTranslations('household')
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
      <div className="grid min-w-0 gap-1">
        {above}
        <span>
          <Money value={question.total} className="font-semibold" />
          {question.shop ? (
            <span className="text-ink-2">
              {' · '}
              <bdi>{question.shop}</bdi>
            </span>
          ) : null}
        </span>
        <span className="small text-ink-2">
          <bdi>{question.thing ?? t('thingGone')}</bdi>
        </span>
      </div>
      {children}
    </li>
  )
}

function State({ question: { answer, until, isOver } }: { question: Own }) {
  const t = useTranslations('household.state')
  if (answer === null) return <span className="small text-ink-2">{t('waiting')}</span>
  if (answer === 'no' || until === null) return <span className="small text-ink-2">{t('no')}</span>
  return (
    <span className="small text-ink-2">
      {isOver ? t('over') : t.rich('yes', { when: () => <When at={until} show="date" zone="UTC" /> })}
    </span>
  )
}
