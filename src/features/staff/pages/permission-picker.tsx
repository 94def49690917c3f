import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import {
  RIGHT_GROUPS,
  type Right,
  type RightGroup,
  rightOf,
  scopesOf,
  type ShopPermission,
} from '../../../kit/access/rights.ts'
import { FieldError, useControl } from '../../../web/ui/field.tsx'
import { useChosen } from '../../../web/ui/form.tsx'

export const GROUPS = Object.keys(RIGHT_GROUPS) as RightGroup[]

interface PermissionPickerProps {
  /** Sends each chosen right under this name: `orders.read`, `orders.read:own`. */
  name?: string
  label?: string
  hint?: string
  /** What the person who fills it in may give; everything unless said. */
  may?: readonly Right[]
  /** What is offered at all; everything unless said. */
  only?: readonly Right[]
}

/**
 * What somebody or something may do, to be ticked: every permission of a shop in words, by the part of the day's work.
 * What was chosen before comes from the form's values under `name`.
 */
export function PermissionPicker({ name = 'permissions', label, hint, may, only }: PermissionPickerProps) {
  const t = useTranslations('permissions')
  const { control, message } = useControl({ name, hint })
  return (
    <fieldset className="field" id={control.id} aria-describedby={control['aria-describedby']} tabIndex={-1}>
      <legend className="field-label pb-1">{label ?? t('question')}</legend>
      {hint ? (
        <p className="field-hint" id={`${control.id}-hint`}>
          {hint}
        </p>
      ) : null}
      <FieldError id={control.id}>{message}</FieldError>
      <div className="mt-2 grid gap-6">
        {GROUPS.map((group) => (
          <fieldset key={group} className="m-0 min-w-0 border-0 p-0">
            <legend className="pb-1 font-semibold">{t(`groups.${group}`)}</legend>
            <ul className="border-t border-line">
              {RIGHT_GROUPS[group].map((permission) => (
                <Line key={permission} name={name} permission={permission} may={may} only={only} />
              ))}
            </ul>
          </fieldset>
        ))}
      </div>
    </fieldset>
  )
}

interface LineProps {
  name: string
  permission: ShopPermission
  may: readonly Right[] | undefined
  only: readonly Right[] | undefined
}

/** One permission; the narrower way to hold it stands at the end. */
function Line({ name, permission, may, only }: LineProps) {
  const t = useTranslations('permissions')
  const [wide, narrow] = scopesOf(permission)
    .map((scope) => rightOf(permission, scope))
    .filter((right) => only === undefined || only.includes(right))
  const words = t(`names.${permission}`)
  if (!wide) return null
  const open = (right: Right) => may === undefined || may.includes(right)
  // Some need no word more.
  const key = `notes.${permission}` as 'notes.requests.read'
  const note = t.has(key) ? t(key) : null
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 border-b border-line py-2">
      <Tick name={name} value={wide} disabled={!open(wide)} label={words}>
        {note ? <span className="field-hint">{note}</span> : null}
        {open(wide) ? null : <span className="field-hint">{t('reserved')}</span>}
      </Tick>
      {narrow ? (
        <div className="ms-8 sm:ms-0">
          <Tick
            name={name}
            value={narrow}
            disabled={!open(narrow)}
            label={t('own')}
            read={t('ownLong', { name: words })}
          />
        </div>
      ) : null}
    </li>
  )
}

interface TickProps {
  name: string
  value: Right
  disabled: boolean
  label: string
  /** What is read aloud, where the label alone does not say which. */
  read?: string
  children?: ReactNode
}

function Tick({ name, value, disabled, label, read, children }: TickProps) {
  const chosen = useChosen(name, value)
  return (
    <label className="check">
      <input
        type="checkbox"
        name={name}
        value={value}
        defaultChecked={chosen ?? false}
        disabled={disabled}
        aria-label={read}
        className="tick"
      />
      <span className="check-text">
        <span>{label}</span>
        {children}
      </span>
    </label>
  )
}
