import { useTranslations } from 'use-intl'
import { z } from 'zod'
import { notFound } from '../../../kit/errors.ts'
import { type FormAnswer, formAction } from '../../../kit/http/forms.ts'
import { goTo } from '../../../kit/http/go-to.ts'
import { localDigits } from '../../../kit/time/format.ts'
import { useDocument } from '../../../web/document.ts'
import { paths } from '../../../web/paths.ts'
import { SubmitButton } from '../../../web/ui/button.tsx'
import { EmptyState } from '../../../web/ui/empty-state.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { TextInput } from '../../../web/ui/inputs.tsx'
import { nameDigits } from '../../../web/ui/name-digits.ts'
import { Section } from '../../../web/ui/page.tsx'
import { HueTag } from '../../../web/ui/status-tag.tsx'
import { When } from '../../../web/ui/values.tsx'
import { deviceCookie, noSessionCookie } from '../../accounts/cookie.ts'
import { findShop } from '../../shops/find.ts'
import { SettingsPage, useAnswerOf } from '../../shops/pages/settings/settings-page.tsx'
import { savedAt, settingsShop } from '../../shops/pages/settings/settings-shop.ts'
import {
  deviceHere,
  editDevice,
  EditDevice,
  listDevices,
  registerDevice,
  RegisterDevice,
  revokeDevice,
} from '../devices.ts'
import type { Route } from './+types/devices.ts'
import { deviceTokenOf } from './at-device.ts'

/** The shared devices of the shop, and whether this browser is one. */
export async function loader(args: Route.LoaderArgs) {
  const { ctx, shop, ...page } = await settingsShop(args, 'staff.edit', 'staff.edit')
  const here = await deviceHere(ctx, deviceTokenOf(ctx, args.request))
  const devices = await listDevices(ctx, shop)
  return {
    ...page,
    isOne: here?.shopId === shop.id,
    devices: devices.map(({ id, name, place, lockMinutes, registeredAt, by, lastUsedAt }) => ({
      id,
      name,
      place,
      lockMinutes,
      by,
      registeredAt: registeredAt.toString(),
      lastUsedAt: lastUsedAt.toString(),
      here: id === here?.id,
    })),
  }
}

const EditForm = EditDevice.required().extend({ device: z.string(), place: RegisterDevice.shape.place })

/** Registers this browser, changes a device, or ends it. */
export function action(args: Route.ActionArgs) {
  const ref = args.params.shop
  switch (args.url.searchParams.get('do')) {
    case 'register':
      return formAction(args, RegisterDevice, async (ctx, input) => {
        const shop = await findShop(ctx, ref)
        const token = await registerDevice(ctx, shop, input, deviceTokenOf(ctx, args.request))
        const answer = goTo(args.url, paths(ctx.locale).device())
        answer.headers.append('set-cookie', deviceCookie(ctx.services.config, token))
        answer.headers.append('set-cookie', noSessionCookie(ctx.services.config))
        return answer
      })
    case 'edit':
      return formAction(args, EditForm, async (ctx, { device, ...input }) => {
        await editDevice(ctx, await findShop(ctx, ref), device, input)
        return savedAt(ctx, ref, 'devices')
      })
    case 'revoke':
      return formAction(args, z.strictObject({ device: z.string() }), async (ctx, { device }) => {
        await revokeDevice(ctx, await findShop(ctx, ref), device)
        return savedAt(ctx, ref, 'devices')
      })
    default:
      throw notFound()
  }
}

type Answer = FormAnswer | undefined
type Device = Route.ComponentProps['loaderData']['devices'][number]

/** Which shared devices are ours? */
export default function Devices({ loaderData, actionData }: Route.ComponentProps) {
  const t = useTranslations('devices')
  const { devices, isOne, saved, mayEdit } = loaderData
  return (
    <SettingsPage title={t('title')} lead={t('lead')} saved={saved} mayEdit={mayEdit}>
      {devices.length === 0 ? (
        <EmptyState title={t('noneTitle')}>{t('none')}</EmptyState>
      ) : (
        <ul className="divide-y divide-line border-y border-line-2">
          {devices.map((device) => (
            <OneDevice key={device.id} device={device} answer={actionData} />
          ))}
        </ul>
      )}
      {isOne ? null : <Register answer={actionData} />}
    </SettingsPage>
  )
}

function OneDevice({ device, answer }: { device: Device; answer: Answer }) {
  const t = useTranslations('devices')
  const edit = useAnswerOf('edit', answer)
  const refused = edit?.values['device'] === device.id ? edit : undefined
  const { id, name, place, lockMinutes, by, here } = device
  const { locale } = useDocument()
  return (
    <li className="grid gap-3 py-4">
      <div className="grid gap-1">
        <p className="flex flex-wrap items-center gap-2 font-semibold">
          <bdi>{nameDigits(name, locale)}</bdi>
          {here ? (
            <HueTag hue="ready" shape="check">
              {t('thisOne')}
            </HueTag>
          ) : null}
        </p>
        <p className="small flex flex-wrap gap-x-3 text-ink-2">
          {place ? <bdi>{nameDigits(place, locale)}</bdi> : null}
          <span>{t.rich('used', { when: () => <When at={device.lastUsedAt} show="relative" /> })}</span>
          <span>{t('locks', { minutes: lockMinutes })}</span>
        </p>
        <p className="small text-ink-2">
          {t.rich('registered', {
            when: () => <When at={device.registeredAt} show="date" />,
            name: () => <bdi>{by}</bdi>,
          })}
        </p>
      </div>
      <details open={refused !== undefined}>
        <summary className="link w-fit cursor-pointer py-2">{t('edit')}</summary>
        <div className="mt-3 grid gap-6">
          <Form
            method="post"
            action="?do=edit"
            problem={refused?.problem}
            values={refused?.values ?? { name, place, lockMinutes: localDigits(String(lockMinutes), locale) }}
          >
            <input type="hidden" name="device" value={id} />
            <Fields id={id} />
            <SubmitButton kind="quiet" className="justify-self-start">
              {t('save')}
            </SubmitButton>
          </Form>
          <Form method="post" action="?do=revoke">
            <input type="hidden" name="device" value={id} />
            <p className="text-ink-2">{t('revokeHint')}</p>
            <SubmitButton kind="danger" className="justify-self-start">
              {t('revoke')}
            </SubmitButton>
          </Form>
        </div>
      </details>
    </li>
  )
}

function Register({ answer }: { answer: Answer }) {
  const t = useTranslations('devices')
  const refused = useAnswerOf('register', answer)
  const { locale } = useDocument()
  return (
    <Section title={t('registerTitle')}>
      <Form
        method="post"
        action="?do=register"
        problem={refused?.problem}
        values={refused?.values ?? { lockMinutes: localDigits('5', locale) }}
      >
        <p>{t('registerText')}</p>
        <Fields />
        <SubmitButton className="justify-self-start">{t('register')}</SubmitButton>
      </Form>
    </Section>
  )
}

/** The same fields in every form of the page; `id` keeps the controls of each apart. */
function Fields({ id }: { id?: string }) {
  const t = useTranslations('devices')
  const own = (name: string) => (id === undefined ? {} : { id: `f-${name}-${id}` })
  return (
    <div className="grid gap-4 sm:grid-cols-2 sm:items-end">
      <TextInput
        {...own('name')}
        name="name"
        label={t('name')}
        hint={t('nameHint')}
        maxLength={60}
        autoComplete="off"
        required
      />
      <TextInput
        {...own('place')}
        name="place"
        label={t('place')}
        hint={t('placeHint')}
        maxLength={60}
        autoComplete="off"
        optional
      />
      <TextInput
        {...own('lockMinutes')}
        name="lockMinutes"
        label={t('lockAfter')}
        hint={t('lockHint')}
        after={t('minutes')}
        inputMode="numeric"
        maxLength={2}
        ltr
        required
      />
    </div>
  )
}
