import { useTranslations } from 'use-intl'
import { z } from 'zod'
import { anyAccount, inPerson, refuseUnproven } from '../../../kit/access/index.ts'
import { formAction } from '../../../kit/http/forms.ts'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { usePaths } from '../../../web/document.ts'
import { Head } from '../../../web/head.tsx'
import { paths } from '../../../web/paths.ts'
import { LinkButton, SubmitButton } from '../../../web/ui/button.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { Breadcrumb } from '../../../web/ui/nav.tsx'
import { PageHeader } from '../../../web/ui/page.tsx'
import { readSecurity } from '../read-security.ts'
import type { Route } from './+types/prove.ts'
import { wantedOrNone } from './enter.ts'
import { ProofFields } from './proof-fields.tsx'

export { headers } from './no-store.ts'

export const handle = { noScripts: true }

/** By what the person shows who they are, and where they want to go then. */
export async function loader({ context, url }: Route.LoaderArgs) {
  const ctx = pageCtx(context)
  const { proveBy = 'password' } = inPerson(ctx)
  const { twoStep, passkeys } = await readSecurity(ctx)
  return { proveBy, hasMore: twoStep || passkeys > 0, to: wantedOrNone(url) ?? null }
}

/** Leads on, once it is shown. */
export function action(args: Route.ActionArgs) {
  return formAction(
    args,
    z.strictObject({}),
    async (ctx) => {
      refuseUnproven(ctx)
      return wantedOrNone(args.url) ?? paths(ctx.locale).security()
    },
    { who: anyAccount },
  )
}

/** Shows once more whose this session is. */
export default function Prove({ loaderData: { proveBy, hasMore, to }, actionData }: Route.ComponentProps) {
  const t = useTranslations('security')
  const paths = usePaths()
  const asked = { proveBy, ...actionData?.problem }
  const goesOn = proveBy === 'password' || 'request' in asked
  return (
    <>
      <Head title={t('proof.title')} hidden />
      <PageHeader
        above={<Breadcrumb items={[{ to: paths.security(), label: t('title') }]} />}
        title={t('proof.title')}
        lead={t('proof.lead')}
      />
      <Form
        method="post"
        className="measure"
        problem={actionData?.problem}
        labels={{ _proof: t(proveBy === 'password' ? 'proof.password' : 'proof.code') }}
      >
        <ProofFields problem={asked} />
        <div className="flex flex-wrap gap-2">
          {goesOn ? <SubmitButton>{t('proof.submit')}</SubmitButton> : null}
          {hasMore ? (
            <LinkButton to={paths.securityPart('show', to ? { to } : undefined)}>
              {t('proof.more')}
            </LinkButton>
          ) : null}
        </div>
      </Form>
    </>
  )
}
