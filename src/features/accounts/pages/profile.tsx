import { useTranslations } from 'use-intl'
import { signedIn } from '../../../kit/access/index.ts'
import { formAction } from '../../../kit/http/forms.ts'
import { goTo } from '../../../kit/http/go-to.ts'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { usePaths } from '../../../web/document.ts'
import { Head } from '../../../web/head.tsx'
import { paths } from '../../../web/paths.ts'
import { Bell, FileText, ShieldCheck, Users } from '../../../web/icons.tsx'
import { LinkButton, SubmitButton } from '../../../web/ui/button.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { PhoneInput, Select, TextArea, TextInput } from '../../../web/ui/inputs.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { PageHeader, Section } from '../../../web/ui/page.tsx'
import { accountAnswer } from '../answers.ts'
import { editProfile, EditProfileInput } from '../edit-profile.ts'
import { readMe } from '../read-me.ts'
import type { Route } from './+types/profile.ts'
import { useAccountLabels } from './labels.ts'
import { choicesOf } from './enter.ts'
import { ProofFields } from './proof-fields.tsx'

export { headers } from './no-store.ts'

export const handle = { noScripts: true }

const NOTICES = ['saved', 'sentAgain'] as const

/** The caller's own account. */
export async function loader({ context, url }: Route.LoaderArgs) {
  const { account, pendingEmail } = await readMe(pageCtx(context))
  const notice = NOTICES.find((known) => known === url.searchParams.get('notice')) ?? null
  return { account: accountAnswer(account), pendingEmail, notice }
}

// A form shows every field: one that was emptied is missing, not unchanged. Who came by phone alone has no address.
const ProfileForm = EditProfileInput.required({ name: true, email: true })
const PhoneProfileForm = EditProfileInput.required({ name: true })

/** Saves, and goes on in the language that was chosen. */
export function action(args: Route.ActionArgs) {
  const { caller } = pageCtx(args.context)
  const schema = caller.kind === 'account' && caller.email === null ? PhoneProfileForm : ProfileForm
  return formAction(args, schema, async (ctx, input) => {
    const account = await editProfile(ctx, signedIn(ctx).accountId, input)
    const answer = goTo(args.url, `${paths(account.locale).myProfile()}?notice=saved`)
    for (const cookie of choicesOf(ctx, account)) answer.headers.append('set-cookie', cookie)
    return answer
  })
}

/** Name, contacts, language and calendar. */
export default function Profile({
  loaderData: { account, pendingEmail, notice },
  actionData,
}: Route.ComponentProps) {
  const t = useTranslations('accounts')
  const data = useTranslations('privacy')
  const household = useTranslations('household')
  const to = usePaths()
  return (
    <>
      <Head title={t('profile.title')} hidden />
      <PageHeader
        title={t('profile.title')}
        actions={
          <>
            <LinkButton to={to.security()} icon={<ShieldCheck />}>
              {t('profile.security')}
            </LinkButton>
            <LinkButton to={to.myHousehold()} icon={<Users />}>
              {household('link')}
            </LinkButton>
            <LinkButton to={to.myNotifications()} icon={<Bell />}>
              {data('notifications.link')}
            </LinkButton>
            <LinkButton to={to.myPrivacy()} icon={<FileText />}>
              {data('link')}
            </LinkButton>
          </>
        }
      />
      <div className="measure grid gap-6">
        {notice === 'saved' && !actionData ? <Notice kind="ready">{t('profile.saved')}</Notice> : null}
        <AddressNotice account={account} pendingEmail={pendingEmail} sent={notice === 'sentAgain'} />
        <Form
          method="post"
          problem={actionData?.problem}
          values={actionData?.values ?? account}
          labels={useAccountLabels()}
        >
          <ProofFields problem={actionData?.problem} />
          <Section title={t('profile.contact')}>
            <TextInput name="name" label={t('name')} autoComplete="name" maxLength={200} required />
            <TextInput
              name="email"
              type="email"
              label={t('email')}
              hint={t('profile.emailHint')}
              autoComplete="email"
              required={account.email !== null}
              optional={account.email === null}
            />
            <PhoneInput name="phone" label={t('phone')} hint={t('phoneHint')} optional />
            <TextArea
              name="address"
              label={t('profile.address')}
              hint={t('profile.addressHint')}
              autoComplete="street-address"
              rows={3}
              maxLength={500}
              optional
            />
          </Section>
          <LanguageFields />
          <SubmitButton>{t('profile.submit')}</SubmitButton>
        </Form>
      </div>
    </>
  )
}

function LanguageFields() {
  const t = useTranslations('accounts.profile')
  return (
    <Section title={t('language')}>
      <Select
        name="locale"
        label={t('locale')}
        options={(['en', 'fa'] as const).map((value) => ({ value, label: t(`locales.${value}`) }))}
      />
      <Select
        name="calendar"
        label={t('calendar')}
        options={(['gregorian', 'jalali'] as const).map((value) => ({
          value,
          label: t(`calendars.${value}`),
        }))}
      />
    </Section>
  )
}

interface AddressNoticeProps {
  account: { email: string | null; emailVerified: boolean }
  pendingEmail: string | null
  sent: boolean
}

/** What is still open about the mail address. */
function AddressNotice({ account: { email, emailVerified }, pendingEmail, sent }: AddressNoticeProps) {
  const t = useTranslations('accounts.profile')
  const to = usePaths()
  if (sent && email) return <Notice kind="ready">{t('sentAgain', { email })}</Notice>
  if (pendingEmail && email) {
    return (
      <Notice kind="waiting" title={t('pendingTitle', { email: pendingEmail })}>
        {t('pendingText', { current: email })}
      </Notice>
    )
  }
  if (emailVerified || !email) return null
  return (
    <Notice kind="waiting" title={t('unverifiedTitle')}>
      <p>{t('unverifiedText', { email })}</p>
      <Form method="post" action={to.sendVerification()} className="mt-2">
        <SubmitButton kind="quiet">{t('sendAgain')}</SubmitButton>
      </Form>
    </Notice>
  )
}
