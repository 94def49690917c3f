import { useTranslations } from 'use-intl'
import { z } from 'zod'
import { anyAccount } from '../../../kit/access/index.ts'
import { formAction, type RunForm } from '../../../kit/http/forms.ts'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { formatPhone } from '../../../kit/input.ts'
import { usePaths } from '../../../web/document.ts'
import { Head } from '../../../web/head.tsx'
import { paths } from '../../../web/paths.ts'
import { LinkButton } from '../../../web/ui/button.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { PageHeader, Section, Sections } from '../../../web/ui/page.tsx'
import { Ltr } from '../../../web/ui/values.tsx'
import { sessionAnswer } from '../answers-security.ts'
import { endOneSession, endOtherSessions } from '../end-sessions.ts'
import { listSessions } from '../list-sessions.ts'
import { hasPasskeys } from '../passkey-site.ts'
import { readMe } from '../read-me.ts'
import { readSecurity } from '../read-security.ts'
import type { Route } from './+types/security.ts'
import { OwedNotice } from './owed-notice.tsx'
import { SessionList } from './session-list.tsx'
import { wantedOrNone } from './enter.ts'

export { headers } from './no-store.ts'

export const handle = { noScripts: true }

const NOTICES = [
  'password',
  'phone',
  'twoStepOff',
  'ended',
  'endedAll',
  'shown',
  'passkeyAdded',
  'passkeyRemoved',
] as const

/** How the caller signs in, and where they are signed in. */
export async function loader({ context, url }: Route.LoaderArgs) {
  const ctx = pageCtx(context)
  const { account } = await readMe(ctx)
  const [security, sessions] = [await readSecurity(ctx), await listSessions(ctx)]
  return {
    security,
    sessions: sessions.map(sessionAnswer),
    phone: account.phone && formatPhone(account.phone, account.region),
    isStaff: ctx.caller.kind === 'account' && ctx.caller.grants.some(({ staffId }) => staffId !== null),
    canHavePasskeys: hasPasskeys(ctx.services.config),
    to: wantedOrNone(url) ?? null,
    notice: NOTICES.find((known) => known === url.searchParams.get('notice')) ?? null,
  }
}

/** Ends a session, or all others. */
export function action(args: Route.ActionArgs) {
  const run: RunForm<{ end: string }> = async (ctx, { end }) => {
    if (end === 'others') await endOtherSessions(ctx)
    else await endOneSession(ctx, end)
    return paths(ctx.locale).security({ notice: end === 'others' ? 'endedAll' : 'ended' })
  }
  return formAction(args, z.strictObject({ end: z.string() }), run, { who: anyAccount })
}

/** Sign-in and security. */
export default function Security({ loaderData }: Route.ComponentProps) {
  const t = useTranslations('security')
  const { security, sessions, notice, to } = loaderData
  return (
    <>
      <Head title={t('title')} hidden />
      <PageHeader title={t('title')} lead={t('lead')} />
      <div className="measure grid gap-6">
        {notice ? <Notice kind="ready">{t(`saved.${notice}`)}</Notice> : null}
        <OwedNotice security={security} to={to} />
        <Sections>
          <Ways {...loaderData} />
          {loaderData.isStaff ? <DevicePin /> : null}
          <Section title={t('sessions.title')}>
            <SessionList sessions={sessions} />
          </Section>
          <YourData />
        </Sections>
      </div>
    </>
  )
}

function DevicePin() {
  const t = useTranslations('devices.mine')
  return (
    <Section title={t('title')}>
      <p>{t('text')}</p>
      <LinkButton className="justify-self-start" to={usePaths().securityPart('pin')}>
        {t('manage')}
      </LinkButton>
    </Section>
  )
}

/** Leads to what is held about the person. */
function YourData() {
  const t = useTranslations('privacy')
  return (
    <Section title={t('title')}>
      <p>{t('lead')}</p>
      <LinkButton className="justify-self-start" to={usePaths().myPrivacy()}>
        {t('link')}
      </LinkButton>
    </Section>
  )
}

type Shown = Pick<Route.ComponentProps['loaderData'], 'security' | 'phone' | 'canHavePasskeys'>

/** The ways in: each what it is now, and the one next step. */
function Ways({ security, phone, canHavePasskeys }: Shown) {
  const t = useTranslations('security')
  const to = usePaths()
  const { hasPassword, phoneSignsIn, twoStep, recoveryCodesLeft, passkeys } = security
  const number = () => <Ltr className="nowrap">{phone}</Ltr>
  return (
    <>
      <Section title={t('password.title')}>
        <p>{t(hasPassword ? 'password.has' : 'password.none')}</p>
        <LinkButton className="justify-self-start" to={to.securityPart('password')}>
          {t(hasPassword ? 'password.change' : 'password.set')}
        </LinkButton>
      </Section>
      <Section title={t('phone.title')}>
        <p>
          {phone
            ? t.rich(phoneSignsIn ? 'phone.confirmed' : 'phone.open', { phone: number })
            : t('phone.none')}
        </p>
        <LinkButton className="justify-self-start" to={to.securityPart('phone')}>
          {t(!phone ? 'phone.add' : phoneSignsIn ? 'phone.change' : 'phone.confirm')}
        </LinkButton>
      </Section>
      <Section title={t('twoStep.title')}>
        <p>
          {twoStep
            ? `${t('twoStep.on')} ${t('twoStep.left', { count: recoveryCodesLeft })}`
            : t('twoStep.off')}
        </p>
        <LinkButton className="justify-self-start" to={to.securityPart('two-step')}>
          {t(twoStep ? 'twoStep.manage' : 'twoStep.setUp')}
        </LinkButton>
      </Section>
      <Section title={t('passkeys.title')}>
        <p>{t(canHavePasskeys ? 'passkeys.text' : 'passkeys.needName')}</p>
        {canHavePasskeys || passkeys > 0 ? (
          <LinkButton className="justify-self-start" to={to.securityPart('passkeys')}>
            {passkeys > 0 ? t('passkeys.manage', { count: passkeys }) : t('passkeys.add')}
          </LinkButton>
        ) : null}
      </Section>
    </>
  )
}
