import type { ReactNode } from 'react'
import { Form } from 'react-router'
import { useMessages, useTranslations } from 'use-intl'
import { SubmitButton, LinkButton } from '../../../web/ui/button.tsx'
import { Select } from '../../../web/ui/inputs.tsx'
import { DateField } from '../../shops/pages/settings/date-field.tsx'
import { EVENT_GROUPS, GROUPS } from './audit-acts.ts'

/** What the address asks of the log, as texts. */
export interface Asked {
  who?: string | undefined
  what?: string | undefined
  about?: string | undefined
  from?: string | undefined
  to?: string | undefined
}

interface AuditFilterProps {
  asked: Asked
  /** Who can be chosen; without people the choice is left out. */
  people: readonly { value: string; label: string }[]
  keys?: readonly { value: string; label: string }[]
  /** The page that shows everything. */
  all: string
  /** Further fields that stand first. */
  children?: ReactNode
}

/** Narrows the log down: by person or key, by act, by dates. */
export function AuditFilter({ asked, people, keys = [], all, children }: AuditFilterProps) {
  const t = useTranslations('audit')
  const acts = useActs()
  const who = [
    { label: t('people'), options: people },
    { label: t('keys'), options: keys },
  ].filter(({ options }) => options.length > 0)
  return (
    <Form
      method="get"
      className="mb-8 grid items-end gap-4 sm:grid-cols-2 lg:grid-cols-5"
      aria-label={t('filter')}
    >
      {asked.about ? <input type="hidden" name="about" value={asked.about} /> : null}
      {children}
      {who.length > 0 ? (
        <Select
          name="who"
          label={t('who')}
          none={t('anybody')}
          options={[]}
          groups={who}
          defaultValue={asked.who ?? ''}
        />
      ) : null}
      <Select
        name="what"
        label={t('what')}
        none={t('anything')}
        options={[]}
        groups={acts}
        defaultValue={asked.what ?? ''}
      />
      <DateField name="from" label={t('from')} {...given(asked.from)} />
      <DateField name="to" label={t('to')} {...given(asked.to)} />
      <div className="flex flex-wrap gap-2">
        <SubmitButton kind="quiet">{t('show')}</SubmitButton>
        {Object.values(asked).some((value) => value !== undefined) ? (
          <LinkButton to={all} kind="bare">
            {t('all')}
          </LinkButton>
        ) : null}
      </div>
    </Form>
  )
}

const given = (date: string | undefined) => (date ? { defaultValue: date } : {})

/** Every act that has words, under its group. */
function useActs() {
  const t = useTranslations('audit')
  const { acts } = useMessages().audit
  const groups = GROUPS.map((group) => ({
    label: t(`groups.${group}`),
    options: [
      { value: group, label: t('allOf', { group: t(`groups.${group}`) }) },
      ...Object.keys(acts[group]).map((act) => ({
        value: `${group}.${act}`,
        label: t(`acts.${group}.${act}` as 'acts.staff.add'),
      })),
    ],
  }))
  const others = EVENT_GROUPS.map((group) => ({ value: group, label: t(`groups.${group}`) }))
  return [...groups, { label: t('others'), options: others }]
}
