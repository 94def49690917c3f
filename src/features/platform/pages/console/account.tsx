import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { z } from 'zod'
import { can, signedIn } from '../../../../kit/access/index.ts'
import type { Ctx } from '../../../../kit/context.ts'
import { notFound } from '../../../../kit/errors.ts'
import { formAction, type FormAnswer } from '../../../../kit/http/forms.ts'
import { pageCtx } from '../../../../kit/http/page-context.ts'
import { usePaths } from '../../../../web/document.ts'
import { Head } from '../../../../web/head.tsx'
import { useRoleWords } from '../../../../web/layouts/hats.ts'
import { paths } from '../../../../web/paths.ts'
import { LinkButton, SubmitButton } from '../../../../web/ui/button.tsx'
import { Form } from '../../../../web/ui/form.tsx'
import { Breadcrumb } from '../../../../web/ui/nav.tsx'
import { Notice } from '../../../../web/ui/notice.tsx'
import { Facts, PageHeader, Section, Sections } from '../../../../web/ui/page.tsx'
import { HueTag } from '../../../../web/ui/status-tag.tsx'
import { Ltr, PhoneLink, When } from '../../../../web/ui/values.tsx'
import { readAccount } from '../../../accounts/read-account.ts'
import { sendResetLinkTo } from '../../../accounts/send-reset-link.ts'
import { shopsById } from '../../../shops/find.ts'
import { deactivateAccount, isAbove, reactivateAccount } from '../../deactivate-account.ts'
import type { Route } from './+types/account.ts'
import { readableAccount } from './readable-account.ts'
import { useRefusal } from './use-refusal.ts'

/** An account with what the one who looks may do about it. */
export async function loader({ context, params, url }: Route.LoaderArgs) {
  const ctx = pageCtx(context)
  const { account, grants, lastUsedAt, ...rest } = await readAccount(ctx, params.account)
  const shops = await shopsById(
    ctx,
    grants.map(({ shopId }) => shopId),
  )
  const isOwn = signedIn(ctx).accountId === account.id
  return {
    ...rest,
    account: readableAccount(account),
    lastUsedAt: lastUsedAt?.toString() ?? null,
    shops: grants.map(({ shopId, shopSlug, roles, ownRoles = [] }) => ({
      slug: shopSlug,
      name: shops.get(shopId)?.name ?? shopSlug,
      roles,
      ownRoles: ownRoles.map(({ name }) => name),
    })),
    sent: url.searchParams.has('sent'),
    may: {
      change: !isOwn && !(await isAbove(ctx, account.id)),
      actAs: !isOwn && can(ctx, 'platform.impersonate', {}),
      admins: can(ctx, 'platform.admins', {}),
    },
  }
}

const Nothing = z.strictObject({})

/** Closes the account, opens it again, or mails its owner a link to a new password. */
export function action(args: Route.ActionArgs) {
  const { account } = args.params
  const run =
    (act: (ctx: Ctx, id: string) => Promise<unknown>, query?: Record<string, string>) => async (ctx: Ctx) => {
      await act(ctx, account)
      return paths(ctx.locale).platformAccount(account, query)
    }
  switch (args.url.searchParams.get('do')) {
    case 'deactivate':
      return formAction(args, Nothing, run(deactivateAccount))
    case 'reactivate':
      return formAction(args, Nothing, run(reactivateAccount))
    case 'reset':
      return formAction(args, Nothing, run(sendResetLinkTo, { sent: '1' }))
    default:
      throw notFound()
  }
}

type Data = Route.ComponentProps['loaderData']

/** Somebody's account: who they are, what they may, how it is guarded, and the few things to be done about it. */
export default function AccountOfPlatform({ loaderData, actionData }: Route.ComponentProps) {
  const t = useTranslations('platform')
  const to = usePaths()
  const { account, sent, may } = loaderData
  return (
    <>
      <Head title={account.name} hidden />
      <PageHeader
        title={<bdi>{account.name}</bdi>}
        lead={
          account.deactivatedAt ? (
            <HueTag hue="blocked" shape="pause">
              {t('account.closed')}
            </HueTag>
          ) : undefined
        }
        above={<Breadcrumb items={[{ to: to.platformAccounts(), label: t('accounts.title') }]} />}
        actions={
          may.actAs && !account.deactivatedAt ? (
            <LinkButton to={to.actAs({ account: account.id })}>{t('account.actAs')}</LinkButton>
          ) : undefined
        }
      />
      <Sections>
        {sent && !actionData ? <Notice kind="ready" title={t('account.sent')} /> : null}
        <Section title={t('account.who')}>
          <WhoFacts data={loaderData} />
        </Section>
        <Hats data={loaderData} />
        <Acts data={loaderData} answer={actionData} />
      </Sections>
    </>
  )
}

function WhoFacts({ data: { account, sessions, lastUsedAt, twoStep, passkeys } }: { data: Data }) {
  const t = useTranslations('platform.account')
  const count = useTranslations('platform.health')
  const proven = (is: boolean) => (
    <span className="small text-ink-2"> {t(is ? 'confirmed' : 'unconfirmed')}</span>
  )
  return (
    <Facts
      rows={[
        [
          t('email'),
          account.email ? (
            <span key="email">
              <Ltr className="wrap-anywhere">{account.email}</Ltr>
              {proven(account.emailVerified)}
            </span>
          ) : null,
        ],
        [
          t('phone'),
          account.phone ? (
            <span key="phone">
              <PhoneLink phone={account.phone}>{account.phoneText}</PhoneLink>
              {proven(account.phoneVerified)}
            </span>
          ) : null,
        ],
        [t('since'), <When key="since" at={account.createdAt} show="date" dateForm="medium" />],
        [
          t('closed'),
          account.deactivatedAt ? <When key="closed" at={account.deactivatedAt} dateForm="medium" /> : null,
        ],
        [t('sessions'), count('count', { count: sessions })],
        [t('lastUsed'), lastUsedAt ? <When key="used" at={lastUsedAt} show="relative" /> : null],
        [t('twoStep'), t(twoStep ? 'on' : 'off')],
        [t('passkeys'), count('count', { count: passkeys })],
      ]}
    />
  )
}

function Hats({ data: { account, shops, platformRoles, may } }: { data: Data }) {
  const t = useTranslations('platform.account')
  const to = usePaths()
  const roleWords = useRoleWords()
  if (shops.length === 0 && platformRoles.length === 0) return null
  return (
    <Section title={t('hats')}>
      <ul className="divide-y divide-line border-b border-line-2">
        {platformRoles.length > 0 ? (
          <li className="flex flex-wrap gap-x-3 py-3">
            {may.admins ? (
              <Link className="link" to={to.platformAdmin(account.id)}>
                {t('platform')}
              </Link>
            ) : (
              t('platform')
            )}
            <span className="text-ink-2">{roleWords(platformRoles)}</span>
          </li>
        ) : null}
        {shops.map(({ slug, name, roles, ownRoles }) => (
          <li key={slug} className="flex flex-wrap gap-x-3 py-3">
            <Link className="link" to={to.platformShop(slug)}>
              <bdi>{name}</bdi>
            </Link>
            <span className="text-ink-2">{roleWords(roles, ownRoles)}</span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Acts({ data: { account, may }, answer }: { data: Data; answer: FormAnswer | undefined }) {
  const t = useTranslations('platform.account')
  const reset = useRefusal(answer, 'reset')
  const change = account.deactivatedAt ? 'reactivate' : 'deactivate'
  const { problem } = useRefusal(answer, change)
  return (
    <Section title={t('acts')}>
      <div className="grid max-w-xl gap-8">
        {account.email && !account.deactivatedAt ? (
          <Form method="post" action="?do=reset" problem={reset.problem}>
            <p className="text-ink-2">{t('resetHint')}</p>
            <SubmitButton kind="quiet" className="justify-self-start">
              {t('reset')}
            </SubmitButton>
          </Form>
        ) : null}
        {may.change ? (
          <Form method="post" action={`?do=${change}`} problem={problem}>
            <p className="text-ink-2">{t(`${change}Hint`)}</p>
            <SubmitButton
              kind={change === 'deactivate' ? 'danger' : 'primary'}
              className="justify-self-start"
            >
              {t(change)}
            </SubmitButton>
          </Form>
        ) : (
          <p className="text-ink-2">{t('notYours')}</p>
        )}
      </div>
    </Section>
  )
}
