import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { z } from 'zod'
import { formAction } from '../../../kit/http/forms.ts'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { usePaths } from '../../../web/document.ts'
import { Head } from '../../../web/head.tsx'
import { deskHome } from '../../../web/layouts/desk-home.ts'
import { useRoleWords } from '../../../web/layouts/hats.ts'
import { paths } from '../../../web/paths.ts'
import { SubmitButton } from '../../../web/ui/button.tsx'
import { type Choice, RadioCards } from '../../../web/ui/choices.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { TextArea, TextInput } from '../../../web/ui/inputs.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { Facts, PageHeader } from '../../../web/ui/page.tsx'
import { Ltr } from '../../../web/ui/values.tsx'
import { actAs, ActAsInput, maySeekPeople, personToActFor } from '../act-as.ts'
import type { Route } from './+types/act-as.ts'

export { headers } from '../../accounts/pages/no-store.ts'

export const handle = { noScripts: true }

/** The person that the address names, and as what they can be acted for. */
export async function loader({ context, url }: Route.LoaderArgs) {
  const ctx = pageCtx(context)
  maySeekPeople(ctx)
  const asked = url.searchParams.get('account')?.trim().slice(0, 254) ?? ''
  const found = asked === '' ? null : await personToActFor(ctx, asked)
  const caller = ctx.caller.kind === 'account' ? ctx.caller.accountId : null
  return {
    asked,
    ended: url.searchParams.get('notice') === 'ended',
    person: found && {
      id: found.account.id,
      name: found.account.name,
      email: found.account.email,
      barred:
        found.account.id === caller
          ? ('self' as const)
          : found.account.deactivatedAt
            ? ('closed' as const)
            : found.hats.platformRoles.length > 0
              ? ('platform' as const)
              : null,
      shops: found.hats.shops.flatMap(({ id, slug, roles }) => {
        const shop = found.shops.get(id)
        return shop ? [{ slug, name: shop.name, roles }] : []
      }),
    },
  }
}

// Radios always send something: no shop is the customer's hat.
const AS_CUSTOMER = '-'
const ActAsForm = ActAsInput.extend({ shop: z.string().max(64) })

/** Begins, and leads to where that person works or keeps their repairs. */
export function action(args: Route.ActionArgs) {
  return formAction(args, ActAsForm, async (ctx, { shop, ...input }) => {
    const acting = await actAs(ctx, { ...input, ...(shop === AS_CUSTOMER ? {} : { shop }) })
    const to = paths(ctx.locale)
    return acting.shop ? deskHome(to, acting.shop.slug, acting.may) : to.me()
  })
}

/** Acting in another's place. */
export default function ActAs({ loaderData, actionData }: Route.ComponentProps) {
  const t = useTranslations('acting')
  const { asked, ended, person } = loaderData
  return (
    <>
      <Head title={t('title')} hidden />
      <PageHeader title={t('title')} lead={t('lead')} />
      <div className="grid gap-6">
        {ended && !actionData ? <Notice kind="ready">{t('ended')}</Notice> : null}
        {person ? <Begin person={person} answer={actionData} /> : <Seek asked={asked} />}
      </div>
    </>
  )
}

function Seek({ asked }: { asked: string }) {
  const t = useTranslations('acting')
  const to = usePaths()
  const errors = asked === '' ? undefined : [{ pointer: '/account', message: t('unknown') }]
  return (
    <Form
      method="get"
      action={to.actAs()}
      problem={errors && { errors }}
      values={{ account: asked }}
      labels={{ account: t('account') }}
    >
      <TextInput name="account" label={t('account')} ltr required maxLength={254} autoComplete="off" />
      <SubmitButton>{t('find')}</SubmitButton>
    </Form>
  )
}

type Person = NonNullable<Route.ComponentProps['loaderData']['person']>
type Answer = Route.ComponentProps['actionData']

function Begin({ person, answer }: { person: Person; answer: Answer }) {
  const t = useTranslations('acting')
  const to = usePaths()
  const { id, name, email, barred } = person
  const other = (
    <Link to={to.actAs()} className="link">
      {t('other')}
    </Link>
  )
  const who = (
    <>
      <bdi>{name}</bdi>
      {email ? (
        <>
          {' · '}
          <Ltr className="wrap-anywhere">{email}</Ltr>
        </>
      ) : null}
    </>
  )
  return (
    <>
      <Facts rows={[[t('person'), who]]} />
      {barred ? (
        <Notice kind="blocked" title={t(barred)} />
      ) : (
        <Form
          method="post"
          problem={answer?.problem}
          values={answer?.values}
          labels={{ reason: t('reason'), shop: t('hat') }}
        >
          <input type="hidden" name="account" value={id} />
          <Hats person={person} />
          <TextArea
            name="reason"
            label={t('reason')}
            hint={t('reasonHint')}
            rows={3}
            maxLength={500}
            required
          />
          <SubmitButton wide>{t('submit', { name })}</SubmitButton>
        </Form>
      )}
      <p>{other}</p>
    </>
  )
}

function Hats({ person: { shops } }: { person: Person }) {
  const t = useTranslations('acting')
  const roleWords = useRoleWords()
  const choices: Choice[] = [
    ...shops.map(({ slug, name, roles }) => ({
      value: slug,
      title: <bdi>{name}</bdi>,
      note: roleWords(roles),
    })),
    { value: AS_CUSTOMER, title: t('customer'), note: t('asCustomer') },
  ]
  return (
    <RadioCards
      name="shop"
      label={t('hat')}
      hint={t('hatHint')}
      choices={choices}
      defaultValue={shops[0]?.slug ?? AS_CUSTOMER}
    />
  )
}
