import { useTranslations } from 'use-intl'
import { z } from 'zod'
import { anyAccount, justProven } from '../../../kit/access/index.ts'
import { formAction } from '../../../kit/http/forms.ts'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { usePaths } from '../../../web/document.ts'
import { Head } from '../../../web/head.tsx'
import { KeyRound } from '../../../web/icons.tsx'
import { paths } from '../../../web/paths.ts'
import { LinkButton, SubmitButton } from '../../../web/ui/button.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { TextInput } from '../../../web/ui/inputs.tsx'
import { Breadcrumb } from '../../../web/ui/nav.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { PageHeader } from '../../../web/ui/page.tsx'
import { When } from '../../../web/ui/values.tsx'
import { passkeyAnswer } from '../answers-security.ts'
import { hasPasskeys } from '../passkey-site.ts'
import {
  addPasskey,
  listPasskeys,
  passkeyOfForm,
  removePasskey,
  renamePasskey,
  RenamePasskeyInput,
} from '../passkeys.ts'
import type { Route } from './+types/passkeys.ts'
import { PasskeyForm } from './passkey-form.tsx'

export { headers } from './no-store.ts'

export const handle = { noScripts: true }

const NOTICES = ['passkeyAdded', 'passkeyNamed', 'passkeyRemoved'] as const

/** The caller's passkeys. */
export async function loader({ context, url }: Route.LoaderArgs) {
  const ctx = pageCtx(context)
  return {
    passkeys: (await listPasskeys(ctx)).map(passkeyAnswer),
    possible: hasPasskeys(ctx.services.config),
    proven: justProven(ctx),
    notice: NOTICES.find((known) => known === url.searchParams.get('notice')) ?? null,
  }
}

const PasskeysForm = z.strictObject({
  response: z.string().max(20_000).optional(),
  remove: z.string().max(40).optional(),
  rename: z.string().max(40).optional(),
  name: RenamePasskeyInput.shape.name.optional(),
})

/** Adds, names or removes one. */
export function action(args: Route.ActionArgs) {
  return formAction(
    args,
    PasskeysForm,
    async (ctx, { response, remove, rename, name }) => {
      const done = (notice: string) => paths(ctx.locale).securityPart('passkeys', { notice })
      if (response !== undefined) {
        await addPasskey(ctx, { response: passkeyOfForm(response) })
        return done('passkeyAdded')
      }
      if (remove !== undefined) {
        await removePasskey(ctx, remove)
        return done('passkeyRemoved')
      }
      if (rename !== undefined && name !== undefined) await renamePasskey(ctx, rename, { name })
      return done('passkeyNamed')
    },
    { who: anyAccount },
  )
}

/** Passkeys: what there is, one more. */
export default function Passkeys({ loaderData, actionData }: Route.ComponentProps) {
  const t = useTranslations('security')
  const { passkeys, possible, proven, notice } = loaderData
  return (
    <>
      <Head title={t('passkeys.title')} hidden />
      <PageHeader
        above={<Breadcrumb items={[{ to: usePaths().security(), label: t('title') }]} />}
        title={t('passkeys.title')}
        lead={t(possible ? 'passkeys.text' : 'passkeys.needName')}
      />
      <div className="measure grid gap-6">
        {notice && !actionData ? <Notice kind="ready">{t(`saved.${notice}`)}</Notice> : null}
        {passkeys.length > 0 ? (
          <ul className="divide-y divide-line border-y border-line-2">
            {passkeys.map((passkey) => (
              <PasskeyRow key={passkey.id} passkey={passkey} proven={proven} />
            ))}
          </ul>
        ) : null}
        {proven || (!possible && passkeys.length === 0) ? null : <ProveFirst />}
        {possible && proven ? (
          <>
            <div data-passkey-none="">
              <Notice>{t('passkeys.noScript')}</Notice>
            </div>
            <Form method="post" problem={actionData?.problem} hidden data-passkey="create">
              <PasskeyForm options="/api/auth/passkeys/options" failed={t('passkeys.failed')}>
                <SubmitButton icon={<KeyRound />} className="justify-self-start">
                  {t('passkeys.add')}
                </SubmitButton>
              </PasskeyForm>
            </Form>
          </>
        ) : null}
      </div>
    </>
  )
}

interface Passkey {
  id: string
  name: string
  createdAt: string
  lastUsedAt: string | null
}

/** To add and to remove, somebody shows first that it is they; here, because the device is asked before the form is sent. */
function ProveFirst() {
  const t = useTranslations('security')
  const to = usePaths()
  return (
    <Notice kind="waiting" title={t('proof.title')}>
      <p>{t('passkeys.proveFirst')}</p>
      <LinkButton className="mt-3" to={to.securityPart('prove', { to: to.securityPart('passkeys') })}>
        {t('passkeys.prove')}
      </LinkButton>
    </Notice>
  )
}

interface PasskeyRowProps {
  passkey: Passkey
  /** Whether it may be removed now. */
  proven: boolean
}

function PasskeyRow({ passkey: { id, name, createdAt, lastUsedAt }, proven }: PasskeyRowProps) {
  const t = useTranslations('security.passkeys')
  return (
    <li className="grid gap-2 py-3">
      <p className="font-semibold">
        <bdi>{name}</bdi>
      </p>
      <p className="small flex flex-wrap gap-x-3 text-ink-2">
        <span>{t.rich('added', { when: () => <When at={createdAt} show="date" zone="UTC" /> })}</span>
        <span>
          {lastUsedAt
            ? t.rich('used', { when: () => <When at={lastUsedAt} show="relative" zone="UTC" /> })
            : t('never')}
        </span>
      </p>
      <div className="flex flex-wrap items-start gap-3">
        <details>
          <summary className="btn btn-quiet btn-small">{t('rename')}</summary>
          <Form method="post" className="mt-3">
            <input type="hidden" name="rename" value={id} />
            <TextInput
              id={`f-name-${id}`}
              name="name"
              label={t('name')}
              defaultValue={name}
              maxLength={60}
              required
            />
            <SubmitButton kind="quiet" size="small" className="justify-self-start">
              {t('save')}
            </SubmitButton>
          </Form>
        </details>
        {proven ? (
          <Form method="post">
            <input type="hidden" name="remove" value={id} />
            <SubmitButton kind="quiet" size="small" aria-label={`${t('remove')}: ${name}`}>
              {t('remove')}
            </SubmitButton>
          </Form>
        ) : null}
      </div>
    </li>
  )
}
