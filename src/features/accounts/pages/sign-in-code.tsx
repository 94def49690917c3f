import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { type FormAnswer, formAction } from '../../../kit/http/forms.ts'
import { goTo } from '../../../kit/http/go-to.ts'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { usePaths } from '../../../web/document.ts'
import { Head } from '../../../web/head.tsx'
import { paths } from '../../../web/paths.ts'
import { SubmitButton } from '../../../web/ui/button.tsx'
import { RadioCards } from '../../../web/ui/choices.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { TextInput } from '../../../web/ui/inputs.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { PageHeader } from '../../../web/ui/page.tsx'
import { stepCookie, stepTokenIn } from '../cookie.ts'
import { signInBrowserByPhone, SignInByPhoneInput } from '../sign-in-by-phone.ts'
import type { Route } from './+types/sign-in-code.ts'
import { CodeInput } from './code-input.tsx'
import { enterOrStep, wantedOrNone } from './enter.ts'

export { headers } from './no-store.ts'

export const handle = { noScripts: true }

/** Who has asked for no code is led to where one is asked for. */
export function loader({ context, request, url }: Route.LoaderArgs) {
  const ctx = pageCtx(context)
  const to = wantedOrNone(url)
  const asked = stepTokenIn(ctx.services.config, 'sign-in-code', request.headers.get('cookie'))
  if (!asked) throw goTo(url, paths(ctx.locale).signInByPhone(to))
  return { to }
}

/** Signs in by the code, or makes an account by it. */
export function action(args: Route.ActionArgs) {
  const { config } = pageCtx(args.context).services
  const request = stepTokenIn(config, 'sign-in-code', args.request.headers.get('cookie')) ?? 'none'
  return formAction(
    args,
    SignInByPhoneInput,
    async (ctx, input) => {
      const answer = await enterOrStep(ctx, args.url, await signInBrowserByPhone(ctx, input))
      answer.headers.append('set-cookie', stepCookie(config, 'sign-in-code', '', 0))
      return answer
    },
    { given: { request } },
  )
}

/** The code that was sent; where it has shown more, which account, or the name of a new one. */
export default function SignInCode({ loaderData: { to }, actionData }: Route.ComponentProps) {
  const t = useTranslations('accounts.phoneSignIn')
  const paths = usePaths()
  const next = nextOf(actionData)
  return (
    <>
      <Head title={t('codeTitle')} hidden />
      <PageHeader title={t('codeTitle')} lead={next.kind === 'code' ? t('codeLead') : undefined} />
      <div className="grid gap-6">
        <Form
          method="post"
          problem={next.problem}
          values={actionData?.values}
          labels={{ code: t('code'), name: t('name') }}
        >
          {next.kind === 'name' ? <Notice title={t('newTitle')}>{t('newText')}</Notice> : null}
          <CodeInput name="code" label={t('code')} />
          {next.kind === 'name' ? (
            <TextInput name="name" label={t('name')} autoComplete="name" maxLength={200} required />
          ) : null}
          {next.kind === 'account' ? (
            <RadioCards
              name="account"
              label={t('which')}
              defaultValue={next.accounts[0]?.id}
              choices={next.accounts.map(({ id, name }) => ({ value: id, title: <bdi>{name}</bdi> }))}
            />
          ) : null}
          <SubmitButton wide>{t(SUBMITS[next.kind])}</SubmitButton>
        </Form>
        <p>
          <Link className="link" to={paths.signInByPhone(to)}>
            {t('again')}
          </Link>
        </p>
      </div>
    </>
  )
}

const SUBMITS = { code: 'submit', name: 'make', account: 'choose' } as const

type Problem = FormAnswer['problem'] & { accounts?: { id: string; name: string }[] }

/** What is to be asked now: a right code that leads to no account, or to several, is not an error of the person. */
function nextOf(answer: FormAnswer | undefined) {
  const problem = answer?.problem as Problem | undefined
  const wrong = problem?.errors ?? []
  if (problem?.accounts) return { kind: 'account', accounts: problem.accounts, problem: undefined } as const
  if (wrong.some(({ pointer }) => pointer === '/name')) {
    const told = answer?.values['name'] === undefined ? undefined : problem
    return { kind: 'name', problem: told } as const
  }
  return { kind: 'code', problem } as const
}
