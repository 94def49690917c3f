import { useTranslations } from 'use-intl'
import { Smartphone } from '../../../web/icons.tsx'
import { SubmitButton } from '../../../web/ui/button.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { HueTag } from '../../../web/ui/status-tag.tsx'
import { Ltr, When } from '../../../web/ui/values.tsx'

interface Session {
  id: string
  kind: 'browser' | 'token'
  program: string | null
  system: string | null
  address: string | null
  sharedDevice: string | null
  lastUsedAt: string
  here: boolean
}

/** Where somebody is signed in, each with its end; the present one is left by the way out. */
export function SessionList({ sessions }: { sessions: readonly Session[] }) {
  const t = useTranslations('security.sessions')
  const others = sessions.filter(({ here }) => !here)
  return (
    <>
      <ul className="-mt-4 divide-y divide-line border-b border-line-2">
        {sessions.map((session) => (
          <li key={session.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
            <div className="grid gap-1">
              <p className="flex flex-wrap items-center gap-2 font-semibold">
                <DeviceName session={session} />
                {session.here ? (
                  <HueTag hue="ready" shape="check">
                    {t('here')}
                  </HueTag>
                ) : null}
              </p>
              <p className="small flex flex-wrap gap-x-3 text-ink-2">
                <span>
                  {t.rich('used', {
                    when: () => <When at={session.lastUsedAt} show="relative" zone="UTC" />,
                  })}
                </span>
                {session.address ? (
                  <span>{t.rich('from', { address: () => <Ltr>{session.address}</Ltr> })}</span>
                ) : null}
              </p>
            </div>
            {session.here ? null : (
              <Form method="post">
                <input type="hidden" name="end" value={session.id} />
                <SubmitButton kind="quiet" size="small">
                  {t('end')}
                </SubmitButton>
              </Form>
            )}
          </li>
        ))}
      </ul>
      {others.length > 0 ? (
        <Form method="post" className="mt-4">
          <input type="hidden" name="end" value="others" />
          <SubmitButton kind="quiet" icon={<Smartphone />} className="justify-self-start">
            {t('endOthers')}
          </SubmitButton>
        </Form>
      ) : (
        <p className="small mt-3 text-ink-2">{t('only')}</p>
      )}
    </>
  )
}

function DeviceName({ session: { kind, program, system, sharedDevice } }: { session: Session }) {
  const t = useTranslations('security.sessions')
  if (sharedDevice) return <bdi>{sharedDevice}</bdi>
  if (program && system) {
    return (
      <span>{t.rich('on', { program: () => <bdi>{program}</bdi>, system: () => <bdi>{system}</bdi> })}</span>
    )
  }
  const named = program ?? system
  return named ? <bdi>{named}</bdi> : <span>{t(kind === 'token' ? 'program' : 'unknown')}</span>
}
