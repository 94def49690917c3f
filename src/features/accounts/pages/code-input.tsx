import { TextInput } from '../../../web/ui/inputs.tsx'

/** Six digits from a text message or an app: phones offer what has just come, keyboards show digits. */
export function CodeInput({
  name,
  label,
  hint,
  anyCode = false,
}: {
  name: string
  label: string
  hint?: string
  /** Recovery codes have letters too. */
  anyCode?: boolean
}) {
  return (
    <TextInput
      name={name}
      label={label}
      hint={hint}
      ltr
      required
      autoComplete="one-time-code"
      inputMode={anyCode ? 'text' : 'numeric'}
      maxLength={20}
      className="tabular"
    />
  )
}
