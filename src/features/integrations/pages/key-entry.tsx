import { useTranslations } from 'use-intl'
import type { Right } from '../../../kit/access/rights.ts'
import type { FormAnswer } from '../../../kit/http/forms.ts'
import { SubmitButton } from '../../../web/ui/button.tsx'
import { RadioCards } from '../../../web/ui/choices.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { HueTag } from '../../../web/ui/status-tag.tsx'
import { Ltr, When } from '../../../web/ui/values.tsx'
import { ProofFields } from '../../accounts/pages/proof-fields.tsx'
import { PermissionList } from '../../staff/pages/permission-list.tsx'

interface Entry {
  id: string
  name: string
  rights: Right[]
  prefix: string | null
  createdAt: string
  maker: string | null
  makerIsHere: boolean
  /** The end of its last day. */
  expiresAt: string | null
  isOver: boolean
  lastUsedAt: number | null
  formerUntil: string | null
}

interface KeyEntryProps {
  entry: Entry
  /** The refused answer of one of the page's forms; its values say of which key. */
  refused: FormAnswer | undefined
}

/** One key: what it is for, when it was used, what it may, how to renew and to end it. */
export function KeyEntry({ entry, refused }: KeyEntryProps) {
  const t = useTranslations('apiKeys')
  const mine = refused?.values['key'] === entry.id ? refused : undefined
  return (
    <li className="grid gap-2 py-4">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <bdi className="font-semibold">{entry.name}</bdi>
        {entry.isOver ? (
          <HueTag hue="blocked" shape="cross">
            {t('over')}
          </HueTag>
        ) : null}
        {entry.prefix ? <Ltr className="small text-ink-2">{`${entry.prefix}…`}</Ltr> : null}
      </p>
      <Facts entry={entry} />
      <details open={mine !== undefined}>
        <summary className="link w-fit cursor-pointer py-2">
          {t('open', { count: entry.rights.length })}
        </summary>
        <div className="mt-3 grid gap-8">
          <PermissionList rights={entry.rights} />
          {entry.isOver ? null : <Rotate id={entry.id} refused={mine} />}
          <Form method="post" action="?do=revoke">
            <input type="hidden" name="key" value={entry.id} />
            <p className="text-ink-2">{t('revokeText')}</p>
            <SubmitButton kind="danger" className="justify-self-start">
              {t('revoke')}
            </SubmitButton>
          </Form>
        </div>
      </details>
    </li>
  )
}

function Facts({ entry }: { entry: Entry }) {
  const t = useTranslations('apiKeys')
  const { maker, makerIsHere, expiresAt, lastUsedAt, formerUntil } = entry
  const name = () => <bdi key="name">{maker ?? '–'}</bdi>
  const at = (when: string | number, show: 'date' | 'dateTime' | 'relative' = 'date') => (
    <When key="at" at={when} show={show} />
  )
  return (
    <div className="small grid gap-1 text-ink-2">
      <p>
        {lastUsedAt === null ? t('unused') : t.rich('used', { at: () => at(lastUsedAt, 'relative') })}
        {' · '}
        {expiresAt === null
          ? t('endless')
          : t.rich(entry.isOver ? 'ended' : 'until', { at: () => at(expiresAt) })}
      </p>
      <p>{t.rich(makerIsHere ? 'madeBy' : 'madeByGone', { at: () => at(entry.createdAt), name })}</p>
      {formerUntil ? <p>{t.rich('former', { at: () => at(formerUntil, 'dateTime') })}</p> : null}
    </div>
  )
}

function Rotate({ id, refused }: { id: string; refused: FormAnswer | undefined }) {
  const t = useTranslations('apiKeys')
  return (
    <Form method="post" action="?do=rotate" problem={refused?.problem} values={refused?.values}>
      <input type="hidden" name="key" value={id} />
      <ProofFields problem={refused?.problem} />
      <RadioCards
        id={`f-overlap-${id}`}
        name="overlapHours"
        label={t('rotateQuestion')}
        defaultValue="24"
        choices={[
          { value: '24', title: t('overlapDay'), note: t('overlapDayNote') },
          { value: '0', title: t('overlapNone'), note: t('overlapNoneNote') },
        ]}
      />
      <SubmitButton kind="quiet" className="justify-self-start">
        {t('rotate')}
      </SubmitButton>
    </Form>
  )
}
