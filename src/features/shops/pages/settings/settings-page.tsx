import type { ReactNode } from 'react'
import { useLocation, useParams } from 'react-router'
import { useTranslations } from 'use-intl'
import type { FormAnswer } from '../../../../kit/http/forms.ts'
import { usePaths } from '../../../../web/document.ts'
import { Head } from '../../../../web/head.tsx'
import { Breadcrumb } from '../../../../web/ui/nav.tsx'
import { Notice } from '../../../../web/ui/notice.tsx'
import { PageHeader } from '../../../../web/ui/page.tsx'

interface SettingsPageProps {
  /** The question that the page answers. */
  title: string
  lead?: ReactNode
  actions?: ReactNode
  /** Pages between the settings and this one. */
  above?: readonly { to: string; label: ReactNode }[]
  saved: string | null
  mayEdit: boolean
  /** What the present settings mean for customers. */
  beside?: ReactNode
  children: ReactNode
}

/** One question of a shop's owner, with what the answer means for customers beside it. */
export function SettingsPage({ title, lead, actions, above = [], ...page }: SettingsPageProps) {
  const t = useTranslations('settings')
  const to = usePaths()
  const { shop = '' } = useParams()
  return (
    <>
      <Head title={title} hidden />
      <PageHeader
        title={title}
        lead={lead}
        actions={page.mayEdit ? actions : undefined}
        above={<Breadcrumb items={[{ to: to.settings(shop), label: t('title') }, ...above]} />}
      />
      <div className="grid gap-10 xl:grid-cols-[minmax(0,44rem)_minmax(18rem,24rem)] xl:gap-16">
        <div className="grid content-start gap-8">
          {page.saved ? <Notice kind="ready">{t('saved')}</Notice> : null}
          {page.mayEdit ? null : <Notice>{t('readOnly')}</Notice>}
          <fieldset disabled={!page.mayEdit} className="m-0 grid min-w-0 gap-10 border-0 p-0">
            {page.children}
          </fieldset>
        </div>
        {page.beside ? (
          <aside className="grid content-start gap-4" aria-label={t('customersSee')}>
            <h2 className="border-b border-ink pb-2 text-17">{t('customersSee')}</h2>
            {page.beside}
          </aside>
        ) : null}
      </div>
    </>
  )
}

/** The refused answer of one of several forms on a page, which send to `?do=<name>`. */
export function useAnswerOf(
  name: string,
  answer: FormAnswer | undefined,
): Pick<FormAnswer, 'problem' | 'values'> | undefined {
  const { search } = useLocation()
  return new URLSearchParams(search).get('do') === name ? answer : undefined
}
