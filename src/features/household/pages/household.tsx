import { useTranslations } from 'use-intl'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { Head } from '../../../web/head.tsx'
import { EmptyState } from '../../../web/ui/empty-state.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { PageHeader, Section, Sections } from '../../../web/ui/page.tsx'
import { readHousehold } from '../read-household.ts'
import { actOnHousehold } from './act-on-household.ts'
import { Invite, OpenInvitation } from './invite-forms.tsx'
import { MemberForms } from './member-forms.tsx'
import { OwnQuestion, QuestionToAnswer } from './question-rows.tsx'
import { presentPage } from './present.ts'
import { Theirs } from './theirs.tsx'
import type { Route } from './+types/household.ts'

export { headers } from '../../accounts/pages/no-store.ts'

export const handle = { noScripts: true }

const NOTICES = ['saved', 'sent', 'asked'] as const

/** The caller's household, the one that they are in, and what is asked in both. */
export async function loader({ context, url }: Route.LoaderArgs) {
  const ctx = pageCtx(context)
  const notice = NOTICES.find((known) => known === url.searchParams.get('done')) ?? null
  return { notice, ...(await presentPage(ctx, await readHousehold(ctx))) }
}

export function action(args: Route.ActionArgs) {
  return actOnHousehold(args)
}

/** Who may use what is mine, and up to how much? */
export default function Household({ loaderData, actionData }: Route.ComponentProps) {
  const t = useTranslations('household')
  const { notice, members, invitations, memberOf, asked, own, garage, currency } = loaderData
  return (
    <>
      <Head title={t('title')} hidden />
      <PageHeader title={t('title')} lead={t('lead')} />
      <div className="measure grid gap-6">
        {notice && !actionData ? <Notice kind="ready">{t(`done.${notice}`)}</Notice> : null}
        <Sections>
          {asked.length > 0 ? (
            <Section title={t('asked.title')}>
              <ul className="-mt-4 divide-y divide-line">
                {asked.map((question) => (
                  <QuestionToAnswer key={question.id} question={question} answer={actionData} />
                ))}
              </ul>
            </Section>
          ) : null}
          {memberOf ? <Theirs household={memberOf} answer={actionData} /> : null}
          {own.length > 0 ? (
            <Section title={t('own.title')}>
              <ul className="-mt-4 divide-y divide-line">
                {own.map((question) => (
                  <OwnQuestion key={question.id} question={question} answer={actionData} />
                ))}
              </ul>
            </Section>
          ) : null}
          <Section title={t('members.title')}>
            {members.length === 0 && invitations.length === 0 ? (
              <EmptyState title={t('members.none')}>{t('members.noneHint')}</EmptyState>
            ) : (
              <ul className="-mt-4 divide-y divide-line">
                {members.map((member) => (
                  <MemberForms
                    key={member.id}
                    member={member}
                    garage={garage}
                    currency={currency}
                    answer={actionData}
                  />
                ))}
                {invitations.map((invitation) => (
                  <OpenInvitation key={invitation.id} invitation={invitation} answer={actionData} />
                ))}
              </ul>
            )}
          </Section>
          <Invite currency={currency} answer={actionData} />
        </Sections>
      </div>
    </>
  )
}
