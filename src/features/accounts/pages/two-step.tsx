import { data } from 'react-router'
import { useTranslations } from 'use-intl'
import { anyAccount } from '../../../kit/access/index.ts'
import { type FormAnswer, formAction } from '../../../kit/http/forms.ts'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { usePaths } from '../../../web/document.ts'
import { Head } from '../../../web/head.tsx'
import { paths } from '../../../web/paths.ts'
import { LinkButton } from '../../../web/ui/button.tsx'
import { Breadcrumb } from '../../../web/ui/nav.tsx'
import { PageHeader } from '../../../web/ui/page.tsx'
import { readSecurity } from '../read-security.ts'
import {
  confirmTwoStep,
  pendingTwoStep,
  renewRecoveryCodes,
  startTwoStep,
  StartTwoStepInput,
  stopTwoStep,
  StopTwoStepInput,
  TwoStepCodeInput,
} from '../two-step.ts'
import type { Route } from './+types/two-step.ts'
import { wantedOrNone } from './enter.ts'
import { ConfirmForm, RenewForm, StartForm, StopForm } from './two-step-forms.tsx'

export { headers } from './no-store.ts'

export const handle = { noScripts: true }

/** What is set up, or being set up. */
export async function loader({ context, url }: Route.LoaderArgs) {
  const ctx = pageCtx(context)
  const { hasPassword, twoStep } = await readSecurity(ctx)
  const setup = await pendingTwoStep(ctx)
  return { hasPassword, twoStep, setup, to: wantedOrNone(url) ?? null }
}

/** The four forms of the page, told apart by the address that they are sent to. */
const FORMS = ['start', 'confirm', 'renew', 'stop'] as const

/** Begins, ends the set-up, makes new recovery codes, switches off. Codes are shown in the answer itself, nowhere else. */
export async function action(args: Route.ActionArgs) {
  const form = FORMS.find((known) => known === args.url.searchParams.get('form')) ?? 'start'
  const here = (ctx: { locale: 'en' | 'fa' }) =>
    paths(ctx.locale).securityPart('two-step', { to: wantedOrNone(args.url) })
  if (form === 'start') {
    const begun = await formAction(
      args,
      StartTwoStepInput,
      async (ctx, input) => {
        await startTwoStep(ctx, input)
        return here(ctx)
      },
      { who: anyAccount },
    )
    return begun instanceof Response ? begun : refusedOf(form, begun)
  }
  if (form === 'stop') {
    const stopped = await formAction(
      args,
      StopTwoStepInput,
      async (ctx, input) => {
        await stopTwoStep(ctx, input)
        return paths(ctx.locale).security({ notice: 'twoStepOff' })
      },
      { who: anyAccount },
    )
    return stopped instanceof Response ? stopped : refusedOf(form, stopped)
  }
  let codes: string[] | undefined
  const done = await formAction(
    args,
    TwoStepCodeInput,
    async (ctx, input) => {
      const make = form === 'confirm' ? confirmTwoStep : renewRecoveryCodes
      codes = (await make(ctx, input)).recoveryCodes
      return here(ctx)
    },
    { who: anyAccount },
  )
  if (codes) return { form, codes }
  return done instanceof Response ? done : refusedOf(form, done)
}

/** A refusal with the form that it belongs to, under its own status. */
function refusedOf(
  form: (typeof FORMS)[number],
  { data: refused, init }: { data: FormAnswer; init: ResponseInit | null },
) {
  return data({ form, refused }, init ?? {})
}

/** An authenticator app as the second step. */
export default function TwoStep({ loaderData, actionData }: Route.ComponentProps) {
  const t = useTranslations('security')
  const paths = usePaths()
  const { hasPassword, twoStep, setup, to } = loaderData
  const codes = actionData && 'codes' in actionData ? actionData.codes : undefined
  const refusedIn = (form: string) =>
    actionData && 'refused' in actionData && actionData.form === form ? actionData.refused : undefined
  const title = codes ? t('twoStep.doneTitle') : t('twoStep.title')
  return (
    <>
      <Head title={title} hidden />
      <PageHeader
        above={<Breadcrumb items={[{ to: paths.security(), label: t('title') }]} />}
        title={title}
        lead={codes ? t('twoStep.doneText') : twoStep ? t('twoStep.on') : t('twoStep.off')}
      />
      <div className="measure grid gap-8">
        {codes ? <RecoveryCodes codes={codes} to={to} /> : null}
        {!codes && twoStep ? (
          <>
            <RenewForm refused={refusedIn('renew')} />
            <StopForm hasPassword={hasPassword} refused={refusedIn('stop')} />
          </>
        ) : null}
        {!codes && !twoStep && setup ? (
          <ConfirmForm setup={setup} refused={refusedIn('confirm')} to={to} />
        ) : null}
        {!codes && !twoStep && !setup ? (
          <StartForm hasPassword={hasPassword} refused={refusedIn('start') ?? refusedIn('confirm')} to={to} />
        ) : null}
      </div>
    </>
  )
}

/** The codes, this one time, to print or to write down. */
function RecoveryCodes({ codes, to }: { codes: readonly string[]; to: string | null }) {
  const t = useTranslations('security')
  const paths = usePaths()
  return (
    <>
      <ol className="grid grid-cols-2 gap-x-6 gap-y-2 border-y border-line-2 py-4 text-17 tabular" dir="ltr">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <LinkButton
        kind="primary"
        className="justify-self-start screen-only"
        to={to ?? paths.security()}
        reloadDocument
      >
        {t('twoStep.done')}
      </LinkButton>
    </>
  )
}
