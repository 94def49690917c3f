import { useTranslations } from 'use-intl'
import { z } from 'zod'
import { notFound } from '../../../kit/errors.ts'
import { formAction } from '../../../kit/http/forms.ts'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { usePaths } from '../../../web/document.ts'
import { Head } from '../../../web/head.tsx'
import { paths } from '../../../web/paths.ts'
import { LinkButton, SubmitButton } from '../../../web/ui/button.tsx'
import { Form, FormScope, FormProblem } from '../../../web/ui/form.tsx'
import { TextInput } from '../../../web/ui/inputs.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { PageHeader, Section, Sections } from '../../../web/ui/page.tsx'
import { When } from '../../../web/ui/values.tsx'
import { ProofFields } from '../../accounts/pages/proof-fields.tsx'
import { readSecurity } from '../../accounts/read-security.ts'
import { askErasure, AskErasure, openErasure, ownHindrance, withdrawErasure } from '../ask-erasure.ts'
import { askExport, lastExport } from '../ask-export.ts'
import { ERASURE_DAYS } from '../erasure-days.ts'
import { presentExport } from '../shapes.ts'
import type { Route } from './+types/my-data.ts'
import { sizeWords } from './size.ts'

export { headers } from '../../accounts/pages/no-store.ts'

export const handle = { noScripts: true }

/** The caller's copy and erasure, and what stands in the way of one. */
export async function loader({ context, url }: Route.LoaderArgs) {
  const ctx = pageCtx(context)
  const last = await lastExport(ctx)
  const open = await openErasure(ctx)
  return {
    copy: last ? { ...presentExport(ctx, last), size: sizeWords(last.bytes, ctx.locale) } : null,
    dueAt: open?.dueAt.toString() ?? null,
    hindrance: open ? null : await ownHindrance(ctx),
    hasPassword: (await readSecurity(ctx)).hasPassword,
    kept: url.searchParams.get('done') === 'kept',
  }
}

/** Asks for a copy, for erasure, or takes that back. */
export async function action(args: Route.ActionArgs) {
  switch (args.url.searchParams.get('do')) {
    case 'copy':
      return formAction(args, z.strictObject({}), async (ctx) => {
        await askExport(ctx)
        return paths(ctx.locale).myPrivacy()
      })
    case 'erase':
      return formAction(args, AskErasure, async (ctx, input) => {
        await askErasure(ctx, input)
        return paths(ctx.locale).myPrivacy()
      })
    case 'keep':
      return formAction(args, z.strictObject({}), async (ctx) => {
        await withdrawErasure(ctx)
        return paths(ctx.locale).myPrivacy({ done: 'kept' })
      })
    default:
      throw notFound()
  }
}

type Data = Route.ComponentProps['loaderData']
type Refused = Route.ComponentProps['actionData']

/** What is held about me, how I take it with me, and how I end it. */
export default function MyData({ loaderData, actionData }: Route.ComponentProps) {
  const t = useTranslations('privacy')
  return (
    <>
      <Head title={t('title')} hidden />
      <PageHeader title={t('title')} lead={t('lead')} />
      <div className="measure grid gap-6">
        {loaderData.kept && !actionData ? <Notice kind="ready">{t('erase.kept2')}</Notice> : null}
        {loaderData.dueAt ? <Asked dueAt={loaderData.dueAt} /> : null}
        <FormScope problem={actionData?.problem}>
          <FormProblem />
        </FormScope>
        <Sections>
          <Copy copy={loaderData.copy} />
          <Correct />
          {loaderData.dueAt ? null : <Erase {...loaderData} refused={actionData} />}
        </Sections>
      </div>
    </>
  )
}

function Asked({ dueAt }: { dueAt: string }) {
  const t = useTranslations('privacy.erase')
  const date = () => <When at={dueAt} show="date" dateForm="long" zone="UTC" />
  return (
    <Notice kind="waiting" title={t.rich('asked', { date })}>
      <p>{t('askedText')}</p>
      <Form method="post" action="?do=keep" className="mt-2">
        <SubmitButton kind="primary" className="justify-self-start">
          {t('keep')}
        </SubmitButton>
      </Form>
    </Notice>
  )
}

function Copy({ copy }: { copy: Data['copy'] }) {
  const t = useTranslations('privacy.copy')
  const day = (at: string) => () => <When at={at} show="date" dateForm="medium" zone="UTC" />
  return (
    <Section title={t('title')}>
      <p>{t('text')}</p>
      {copy?.status === 'being_made' ? <Notice kind="waiting">{t('making')}</Notice> : null}
      {copy?.url ? (
        <Notice
          kind="ready"
          action={
            <LinkButton to={copy.url} kind="primary" reloadDocument>
              {t('download', { size: copy.size })}
            </LinkButton>
          }
        >
          {t.rich('ready', { date: day(copy.expiresAt ?? copy.askedAt) })}
        </Notice>
      ) : null}
      {copy?.status === 'being_made' ? null : (
        <Form method="post" action="?do=copy">
          <p>
            <SubmitButton kind="quiet">{t('ask')}</SubmitButton>
          </p>
        </Form>
      )}
      {copy ? <p className="small text-ink-2">{t.rich('askedAt', { date: day(copy.askedAt) })}</p> : null}
    </Section>
  )
}

function Correct() {
  const t = useTranslations('privacy')
  const to = usePaths()
  return (
    <>
      <Section title={t('correct.title')}>
        <p>{t('correct.text')}</p>
        <div className="flex flex-wrap gap-2">
          <LinkButton to={to.myProfile()}>{t('correct.profile')}</LinkButton>
          <LinkButton to={to.myGarage()}>{t('correct.garage')}</LinkButton>
        </div>
      </Section>
      <Section title={t('consents.title')}>
        <p>{t('consents.text')}</p>
        <div className="flex flex-wrap gap-2">
          <LinkButton to={to.myConsents()}>{t('consents.link')}</LinkButton>
          <LinkButton to={to.myNotifications()}>{t('notifications.link')}</LinkButton>
        </div>
      </Section>
    </>
  )
}

/** Says what happens before it asks; while something stands in the way, it says that instead of a form. */
function Erase({ hindrance, hasPassword, refused }: Data & { refused: Refused }) {
  const t = useTranslations('privacy.erase')
  return (
    <Section title={t('title')}>
      <p>{t('text')}</p>
      <p>{t('wait', { days: ERASURE_DAYS })}</p>
      <p>{t('kept')}</p>
      {hindrance ? (
        <Notice kind="blocked">{t(`blocked.${hindrance}`)}</Notice>
      ) : (
        <Form method="post" action="?do=erase" problem={refused?.problem}>
          {hasPassword ? (
            <TextInput
              name="presentPassword"
              type="password"
              label={t('password')}
              autoComplete="current-password"
              required
            />
          ) : (
            <ProofFields problem={refused?.problem} />
          )}
          <p>
            <SubmitButton kind="danger">{t('submit')}</SubmitButton>
          </p>
        </Form>
      )}
    </Section>
  )
}
