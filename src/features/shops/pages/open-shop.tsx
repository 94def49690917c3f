import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { accountIdOf } from '../../../kit/access/index.ts'
import type { Ctx } from '../../../kit/context.ts'
import { formAction, newFormKey } from '../../../kit/http/forms.ts'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { usePaths } from '../../../web/document.ts'
import { Head } from '../../../web/head.tsx'
import { LinkButton } from '../../../web/ui/button.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { PageHeader, Section } from '../../../web/ui/page.tsx'
import { accountById } from '../../accounts/account.ts'
import { ownOrganisations } from '../../staff/own-organisations.ts'
import { MOST_WAITING, waitingShopsOf } from '../../staff/open-shop.ts'
import type { Route } from './+types/open-shop.ts'
import { openByForm, openingChoices, OpenShopForm } from './welcome/open-action.ts'
import { OpenShopSteps } from './welcome/open-fields.tsx'

export const handle = { noScripts: true, width: 'narrow' }

/** The form, or what has to come before it. */
export async function loader({ context, url }: Route.LoaderArgs) {
  const ctx = pageCtx(context)
  const { stands, waiting } = await standingFor(ctx)
  return {
    stands,
    waiting: waiting.map(({ slug, name, status }) => ({ slug, name, status })),
    choices: stands === 'ready' ? await choicesFor(ctx, url.searchParams.get('in')) : null,
  }
}

/**
 * What can be chosen. Whoever has a business opens a shop of it (the one that was asked for, else the first) unless they
 * say otherwise, and most of what stood for its first shop holds for this one.
 */
async function choicesFor(ctx: Ctx, asked: string | null) {
  const { values, ...choices } = openingChoices(ctx)
  const own = await ownOrganisations(ctx)
  const { id, shop } = own.find((one) => one.id === asked) ?? own[0] ?? {}
  const known = shop && {
    kinds: shop.kinds[0] ?? values.kinds,
    region: shop.region,
    timezone: shop.timezone,
    currency: shop.currency,
    taxMode: shop.taxMode,
    organisationId: id,
  }
  return {
    ...choices,
    values: { ...values, ...known },
    businesses: own.map((one) => ({ id: one.id, name: one.name })),
    formKey: newFormKey(),
  }
}

/** Whether the reader may open a shop now, and which of theirs are not open to the public. */
async function standingFor(ctx: Ctx) {
  const accountId = accountIdOf(ctx.caller)
  const account = accountId ? await accountById(ctx, accountId) : undefined
  if (!account) return { stands: 'guest' as const, waiting: [] }
  const waiting = await waitingShopsOf(ctx, account.id)
  if (!account.emailVerifiedAt && !account.phoneVerifiedAt) return { stands: 'unconfirmed' as const, waiting }
  return { stands: waiting.length < MOST_WAITING ? ('ready' as const) : ('full' as const), waiting }
}

/** Opens the shop; it waits for the platform's yes. */
export function action(args: Route.ActionArgs) {
  return formAction(args, OpenShopForm, (ctx, input) => openByForm(ctx, input, false))
}

/** Anybody opens a shop of their own. */
export default function OpenOwnShop({ loaderData, actionData }: Route.ComponentProps) {
  const t = useTranslations('welcome.own')
  const to = usePaths()
  const { stands, waiting, choices } = loaderData
  return (
    <>
      <Head title={t('title')} description={t('lead')} />
      <PageHeader title={t('title')} lead={t('lead')} />
      {waiting.length > 0 ? <Waiting shops={waiting} /> : null}
      {stands === 'guest' ? (
        <Notice title={t('guestTitle')}>
          <p>{t('guestText')}</p>
          <p className="mt-3 flex flex-wrap gap-2">
            <LinkButton to={to.register(to.openShop())} kind="primary">
              {t('register')}
            </LinkButton>
            <LinkButton to={to.signIn(to.openShop())}>{t('signIn')}</LinkButton>
          </p>
        </Notice>
      ) : null}
      {stands === 'unconfirmed' ? (
        <Notice kind="waiting" title={t('unconfirmedTitle')}>
          <p>{t('unconfirmedText')}</p>
          <p className="mt-3 flex flex-wrap gap-2">
            <LinkButton to={to.myProfile()} kind="primary">
              {t('confirmEmail')}
            </LinkButton>
            <LinkButton to={to.securityPart('phone')}>{t('confirmPhone')}</LinkButton>
          </p>
        </Notice>
      ) : null}
      {stands === 'full' ? (
        <Notice kind="waiting" title={t('fullTitle')}>
          <p>{t('fullText')}</p>
        </Notice>
      ) : null}
      {choices ? <OpenShopSteps {...choices} answer={actionData} /> : null}
    </>
  )
}

/** Shops that the reader has opened already and that are not public. */
function Waiting({ shops }: { shops: Route.ComponentProps['loaderData']['waiting'] }) {
  const t = useTranslations('welcome.own')
  const to = usePaths()
  return (
    <Section title={t('yours')} className="mb-8">
      <ul className="divide-y divide-line border-b border-line-2">
        {shops.map(({ slug, name, status }) => (
          <li key={slug} className="flex flex-wrap items-baseline justify-between gap-x-4 py-3">
            <Link className="link" to={to.desk(slug)} reloadDocument>
              <bdi>{name}</bdi>
            </Link>
            <span className="text-ink-2">{t(status === 'suspended' ? 'suspended' : 'pending')}</span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
