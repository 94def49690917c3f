import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { z } from 'zod'
import { formAction } from '../../../kit/http/forms.ts'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { usePaths } from '../../../web/document.ts'
import { Head } from '../../../web/head.tsx'
import { paths } from '../../../web/paths.ts'
import { SubmitButton } from '../../../web/ui/button.tsx'
import { Checkbox } from '../../../web/ui/choices.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { PageHeader, Section } from '../../../web/ui/page.tsx'
import { readChoices, setChoices } from '../choices.ts'
import type { Route } from './+types/notifications.ts'

export { headers } from '../../accounts/pages/no-store.ts'

export const handle = { noScripts: true }

const PURPOSES = ['service', 'reminders', 'promotions'] as const
const CHANNELS = ['email', 'sms'] as const

/** What the caller wants to be written. */
export async function loader({ context, url }: Route.LoaderArgs) {
  return { choices: await readChoices(pageCtx(context)), saved: url.searchParams.has('saved') }
}

// A box that is not ticked is a no: each has a name of its own.
const ChoicesForm = z.strictObject({
  service_email: z.boolean(),
  service_sms: z.boolean(),
  reminders_email: z.boolean(),
  reminders_sms: z.boolean(),
  promotions_email: z.boolean(),
  promotions_sms: z.boolean(),
})

/** Saves the choice. */
export function action(args: Route.ActionArgs) {
  return formAction(args, ChoicesForm, async (ctx, input) => {
    await setChoices(ctx, {
      service: { email: input.service_email, sms: input.service_sms },
      reminders: { email: input.reminders_email, sms: input.reminders_sms },
      promotions: { email: input.promotions_email, sms: input.promotions_sms },
    })
    return paths(ctx.locale).myNotifications({ saved: 1 })
  })
}

/** Which messages do I get, and how? */
export default function Notifications({ loaderData: { choices, saved }, actionData }: Route.ComponentProps) {
  const t = useTranslations('privacy.notifications')
  const to = usePaths()
  return (
    <>
      <Head title={t('title')} hidden />
      <PageHeader title={t('title')} lead={t('lead')} />
      <div className="measure grid gap-6">
        {saved && !actionData ? <Notice kind="ready">{t('saved')}</Notice> : null}
        <Form method="post" problem={actionData?.problem} values={actionData?.values}>
          {PURPOSES.map((purpose) => (
            <Section key={purpose} title={t(purpose)}>
              <p className="small text-ink-2">{t(`${purpose}Hint`)}</p>
              <div className="flex flex-wrap gap-x-8 gap-y-2">
                {CHANNELS.map((channel) => (
                  <Checkbox
                    key={channel}
                    name={`${purpose}_${channel}`}
                    label={t(channel)}
                    defaultChecked={choices[purpose][channel]}
                  />
                ))}
              </div>
            </Section>
          ))}
          <p className="small text-ink-2">{t('always')}</p>
          <div className="flex flex-wrap items-center gap-x-6 gap-y-4">
            <SubmitButton>{t('save')}</SubmitButton>
            <Link className="link" to={to.myConsents()}>
              {t('consents')}
            </Link>
          </div>
        </Form>
      </div>
    </>
  )
}
