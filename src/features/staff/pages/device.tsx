import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { formAction } from '../../../kit/http/forms.ts'
import { goTo } from '../../../kit/http/go-to.ts'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { useDocument, usePaths } from '../../../web/document.ts'
import { Head } from '../../../web/head.tsx'
import { paths } from '../../../web/paths.ts'
import { LinkButton, SubmitButton } from '../../../web/ui/button.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { nameDigits } from '../../../web/ui/name-digits.ts'
import { Notice } from '../../../web/ui/notice.tsx'
import { PageHeader } from '../../../web/ui/page.tsx'
import { wantedOrNone } from '../../accounts/pages/enter.ts'
import { shopById } from '../../shops/find.ts'
import { deviceHere } from '../devices.ts'
import { peopleAtDevice, unlockDevice, UnlockInput } from '../unlock-device.ts'
import type { Route } from './+types/device.ts'
import { deviceTokenOf, enterDesk } from './at-device.ts'
import { Face } from './face.tsx'
import { PinInput } from './pin-input.tsx'

export { headers } from '../../accounts/pages/no-store.ts'

export const handle = { noScripts: true }

/** The people of the shop whose shared device this browser is. A browser that is none is led to the sign-in. */
export async function loader({ context, request, url }: Route.LoaderArgs) {
  const ctx = pageCtx(context)
  const device = await deviceHere(ctx, deviceTokenOf(ctx, request))
  const to = wantedOrNone(url)
  if (!device) throw goTo(url, paths(ctx.locale).signIn(to, { own: '1' }))
  const shop = await shopById(ctx, device.shopId)
  const people = await peopleAtDevice(ctx, device)
  const { caller } = ctx
  const person = people.find(({ id }) => id === url.searchParams.get('person'))
  // Who has no PIN yet makes one first.
  if (person && !person.hasPin) throw goTo(url, paths(ctx.locale).devicePin({ person: person.id, to }))
  return {
    to,
    typed: url.searchParams.has('typed'),
    device: { name: device.name, place: device.place },
    shop: { name: shop.name, slug: shop.slug },
    person: person ? { id: person.id, name: person.name } : null,
    people: people.map(({ id, name, hasPin }) => ({ id, name, hasPin })),
    present: caller.kind === 'account' && caller.device?.id === device.id ? caller.name : null,
  }
}

/** Takes a PIN and opens the desk in its person's name. */
export function action(args: Route.ActionArgs) {
  return formAction(args, UnlockInput, async (ctx, input) =>
    enterDesk(ctx, args.url, await unlockDevice(ctx, deviceTokenOf(ctx, args.request), input)),
  )
}

type Data = Route.ComponentProps['loaderData']

/** Who are you? Then: your PIN. */
export default function Device({ loaderData, actionData }: Route.ComponentProps) {
  const { person } = loaderData
  return person ? <Enter {...loaderData} person={person} answer={actionData} /> : <Pick {...loaderData} />
}

function Pick({ shop, device, people, present, to, typed }: Data) {
  const t = useTranslations('devices.pick')
  const paths = usePaths()
  const { locale } = useDocument()
  return (
    <>
      <Head title={t('title')} hidden />
      <PageHeader
        title={t('title')}
        lead={t('lead', { shop: shop.name, device: nameDigits(placeOf(device), locale) })}
      />
      <div className="grid gap-6">
        {typed ? <Notice kind="waiting">{t('typed')}</Notice> : null}
        {present ? (
          <Notice
            title={t('stays', { name: present })}
            action={
              <LinkButton to={paths.desk(shop.slug)} size="small" reloadDocument>
                {t('goOn', { name: present })}
              </LinkButton>
            }
          />
        ) : null}
        {people.length === 0 ? <p>{t('none')}</p> : null}
        <ul className="faces">
          {people.map(({ id, name, hasPin }) => (
            <li key={id}>
              <Link className="face-link" to={paths.device({ person: id, to })}>
                <Face name={name} />
                <bdi>{name}</bdi>
                {hasPin ? null : <span className="small text-ink-2">{t('noPin')}</span>}
              </Link>
            </li>
          ))}
        </ul>
        <p>
          <Link className="link" to={paths.signIn(to, { own: '1' })}>
            {t('own')}
          </Link>
        </p>
      </div>
    </>
  )
}

const placeOf = ({ name, place }: Data['device']) => (place === '' ? name : `${name}, ${place}`)

function Enter({
  person,
  to,
  answer,
}: Data & { person: NonNullable<Data['person']>; answer: Route.ComponentProps['actionData'] }) {
  const t = useTranslations('devices.enter')
  const paths = usePaths()
  return (
    <>
      <Head title={t('title', { name: person.name })} hidden />
      <div className="mb-4">
        <Face name={person.name} large />
      </div>
      <PageHeader title={t('title', { name: person.name })} />
      <div className="grid gap-6">
        <Form
          key={answer?.formKey}
          method="post"
          action={paths.device({ person: person.id, to })}
          problem={answer?.problem}
          labels={{ pin: t('pin') }}
        >
          <input type="hidden" name="person" value={person.id} />
          <PinInput label={t('pin')} focused />
          <SubmitButton wide size="large">
            {t('submit')}
          </SubmitButton>
        </Form>
        <p className="flex flex-wrap gap-x-6 gap-y-2">
          <Link className="link" to={paths.device({ to })}>
            {t('other')}
          </Link>
          <Link className="link" to={paths.devicePin({ person: person.id, to })}>
            {t('forgot')}
          </Link>
        </p>
      </div>
    </>
  )
}
